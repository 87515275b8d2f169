"""One call as code: it runs unchanged against the sandbox in every language that is installed here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from konnektive.client import Client
from konnektive.endpoints import IMPORT_CLICK, IMPORT_LEAD
from konnektive.exchange import Exchange
from konnektive.export.request_code import HIGHLIGHT, request_code
from konnektive.sandbox import Sandbox
from tests.konnektive.serving import served

STRANGE = {"firstName": 'O\'Brien "x"', "lastName": "Ż $y {{z}} \\ `w`", "emailAddress": "a@example.com"}
RUNNERS = {"cURL": ["bash"], "Python": [sys.executable], "JavaScript": ["node"], "PHP": ["php"]}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[tuple[Sandbox, str]]:
    sandbox = Sandbox()
    with served(sandbox) as url:
        yield sandbox, url


def lead(url: str) -> Exchange:
    return Client(url, "demo", "demo").call(IMPORT_LEAD, {"campaignId": "1", **STRANGE})


def test_every_language_is_written_and_has_a_highlighter(sandbox: tuple[Sandbox, str]) -> None:
    assert set(request_code(lead(sandbox[1]))) == set(HIGHLIGHT) == set(RUNNERS)


@pytest.mark.parametrize("language", RUNNERS)
def test_the_code_runs_unchanged(language: str, sandbox: tuple[Sandbox, str], tmp_path: Path) -> None:
    if shutil.which(RUNNERS[language][0]) is None:
        pytest.skip(f"{RUNNERS[language][0]} is not installed")
    account, url = sandbox
    code = request_code(lead(url))[language]
    path = tmp_path / "call.txt"
    path.write_text(code)
    before = len(account.account.orders)
    done = subprocess.run([*RUNNERS[language], str(path)], capture_output=True, text=True, timeout=60)
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr
    assert len(account.account.orders) == before + 1
    assert list(account.account.orders.values())[-1].fields["lastName"] == STRANGE["lastName"]


@pytest.mark.parametrize("language", RUNNERS)
def test_credentials_are_variables(language: str, sandbox: tuple[Sandbox, str]) -> None:
    exchange = Client(sandbox[1], "somebody", "hunter2").call(IMPORT_CLICK, {"pageType": "leadPage"})
    code = request_code(exchange)[language]
    assert "hunter2" not in code and "somebody" not in code
    assert "LOGIN_ID" in code and "PASSWORD" in code
