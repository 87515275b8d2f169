"""What a walk can be exported as: name, file name, and how to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from konnektive.export.curl_script import curl_script
from konnektive.export.har import har
from konnektive.export.hurl import hurl_file
from konnektive.export.postman import postman_collection
from konnektive.export.pytest_file import pytest_file
from konnektive.export.replay import replay
from konnektive.export.report import report
from konnektive.export.run_json import run_json
from konnektive.run import Run


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a walk down."""

    name: str
    file_name: str
    mime: str
    write: Callable[[Run], str]


def _json(value: dict[str, Any]) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


FORMATS: tuple[Format, ...] = (
    Format("HAR", "walk.har", "application/json", lambda run: _json(har(run))),
    Format("JSON", "walk.json", "application/json", lambda run: _json(run_json(run))),
    Format("cURL script", "walk.sh", "text/x-shellscript", lambda run: curl_script(replay(run))),
    Format("pytest", "test_walk.py", "text/x-python", lambda run: pytest_file(replay(run))),
    Format("Postman", "walk.postman_collection.json", "application/json",
           lambda run: _json(postman_collection(replay(run)))),
    Format("Hurl", "walk.hurl", "text/plain", lambda run: hurl_file(replay(run))),
    Format("Report", "walk.html", "text/html", report),
)  # fmt: skip
