"""A delivery as a request in code, to send it again from elsewhere: cURL, HTTPie, Python, PHP."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kartra.inspecting.as_request import AsRequest, as_request
from kartra.inspecting.script_code import php, python
from kartra.inspecting.shell_code import curl, httpie
from store.inbox import Whole

LANGUAGES: Mapping[str, Callable[[AsRequest], str]] = {
    "cURL": curl,
    "HTTPie": httpie,
    "Python": python,
    "PHP": php,
}
HIGHLIGHT: Mapping[str, str] = {"cURL": "bash", "HTTPie": "bash", "Python": "python", "PHP": "php"}


def request_code(whole: Whole, language: str, address: str, *, has_secret: bool = False) -> str:
    """The request in that language, to that server; masked headers and secrets are left out."""
    return LANGUAGES[language](as_request(whole, address, has_secret=has_secret))
