"""A delivery as a request in code, to send it again from elsewhere: cURL, HTTPie, Python, PHP."""

from __future__ import annotations

import base64
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kartra.inspecting.hexdump import is_readable
from privacy import MASK
from store.inbox import Whole

_OURS = frozenset({
    "host", "content-length", "connection", "transfer-encoding", "accept-encoding", "user-agent", "accept",
    "expect",
})  # fmt: skip
"""Headers that whoever sends it anew makes anew."""


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str | None:
        """The body, when it is text."""
        return self.body.decode() if is_readable(self.body) else None

    @property
    def coded(self) -> str:
        return base64.b64encode(self.body).decode()


def request_code(whole: Whole, language: str, origin: str) -> str:
    """The request in that language, to the address it came to; masked headers are left out."""
    line = whole.line
    url = origin + line.path + (f"?{line.query}" if line.query else "")
    headers = tuple((name, value) for name, value in whole.headers if name not in _OURS and value != MASK)
    return LANGUAGES[language](_Request(line.method, url, headers, whole.body))


def _curl(one: _Request) -> str:
    parts = [f"curl -X {shlex.quote(one.method)} {shlex.quote(one.url)}"]
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in one.headers]
    if one.body and one.text is None:
        return f"echo {one.coded} | base64 -d | " + " \\\n  ".join([*parts, "--data-binary @-"])
    if one.body:
        parts.append(f"--data-raw {shlex.quote(one.text or '')}")
    return " \\\n  ".join(parts)


def _httpie(one: _Request) -> str:
    parts = [f"http --ignore-stdin {shlex.quote(one.method)} {shlex.quote(one.url)}"]
    parts += [shlex.quote(f"{name}:{value}") for name, value in one.headers]
    if one.body and one.text is None:
        return f"echo {one.coded} | base64 -d | " + " \\\n  ".join(parts).replace(" --ignore-stdin", "")
    if one.body:
        parts.append(f"--raw {shlex.quote(one.text or '')}")
    return " \\\n  ".join(parts)


def _python(one: _Request) -> str:
    body = repr(one.body)
    headers = "".join(f"        {name!r}: {value!r},\n" for name, value in one.headers)
    return (
        "import requests\n\n"
        "response = requests.request(\n"
        f"    {one.method!r},\n"
        f"    {one.url!r},\n"
        f"    headers={{\n{headers}    }},\n"
        f"    data={body},\n"
        "    timeout=30,\n"
        ")\n"
        "print(response.status_code, response.text)\n"
    )


def _php(one: _Request) -> str:
    headers = "".join(f"        {_php_text(f'{name}: {value}')},\n" for name, value in one.headers)
    body = _php_text(one.text) if one.text is not None else f"base64_decode('{one.coded}')"
    return (
        "<?php\n"
        f"$request = curl_init({_php_text(one.url)});\n"
        "curl_setopt_array($request, [\n"
        f"    CURLOPT_CUSTOMREQUEST => {_php_text(one.method)},\n"
        f"    CURLOPT_HTTPHEADER => [\n{headers}    ],\n"
        f"    CURLOPT_POSTFIELDS => {body},\n"
        "    CURLOPT_RETURNTRANSFER => true,\n"
        "]);\n"
        'echo curl_exec($request), "\\n", curl_getinfo($request, CURLINFO_RESPONSE_CODE), "\\n";\n'
    )


def _php_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


LANGUAGES: Mapping[str, Callable[[_Request], str]] = {
    "cURL": _curl,
    "HTTPie": _httpie,
    "Python": _python,
    "PHP": _php,
}
HIGHLIGHT: Mapping[str, str] = {"cURL": "bash", "HTTPie": "bash", "Python": "python", "PHP": "php"}
