"""`audit`: what recorded funnels did wrong, and what that costs."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from konnektive.audit.as_html import as_html
from konnektive.audit.as_json import as_json
from konnektive.audit.as_junit import as_junit
from konnektive.audit.as_markdown import as_markdown
from konnektive.audit.as_text import as_text
from konnektive.audit.judging import audit
from konnektive.audit.reading import read, read_file
from konnektive.audit.recording import Recording
from konnektive.audit.report import Report

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def _json(report: Report) -> str:
    return msgspec.json.format(msgspec.json.encode(as_json(report)), indent=2).decode() + "\n"


FACES: Mapping[str, Callable[[Report], str]] = {
    "json": _json,
    "junit": as_junit,
    "html": as_html,
    "markdown": as_markdown,
}


def add(subparsers: Subparsers) -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("audit", help="audit a recorded funnel", description=__doc__)
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="HAR, JSON lines, cURL commands, access log (text or JSON); gzip or not; - reads standard input",
    )
    faces = parser.add_mutually_exclusive_group()
    for name, meaning in (
        ("json", "one JSON object"),
        ("junit", "JUnit XML, one test case a rule and visit"),
        ("html", "one self-contained page"),
        ("markdown", "a summary for a pull request"),
    ):
        faces.add_argument(f"--{name}", dest="face", action="store_const", const=name, help=meaning)
    parser.add_argument(
        "--fail-on",
        choices=("error", "warn", "info"),
        default="error",
        help="exit 1 when something is found at or above this severity (default error)",
    )


def run(args: argparse.Namespace) -> int:
    """0: nothing at or above the threshold; 1: something, or nothing could be read; 2: no such file."""
    # Calls hold no cycles: looking for them would cost a tenth of the time and free nothing.
    gc.disable()
    recordings: list[Recording] = []
    for name in args.files:
        try:
            recordings.append(_recording(name))
        except OSError as unreadable:
            print(f"{name}: {unreadable.strerror or unreadable}", file=sys.stderr)
            return 2
    report = audit(recordings)
    sys.stdout.write(FACES.get(args.face, as_text)(report))
    return 1 if report.reaches(args.fail_on) or not report.was_read else 0


def _recording(name: str) -> Recording:
    if name == "-":
        return read(sys.stdin.buffer.read(), "-")
    return read_file(name)
