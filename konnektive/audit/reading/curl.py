"""Files of cURL commands, as people and browsers write them, read as the requests they would send."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from konnektive.audit.parameters import Pair
from konnektive.audit.reading.collected import Collected
from konnektive.audit.reading.request import Request
from konnektive.audit.reading.shell_words import commands

COMMAND = re.compile(
    r"^[ \t]*(?:[$>%]\s+|PS [^>\n]*>\s*)?(?:[\w./~\\:-]*[/\\])?curl(?:\.exe)?(?=\s)", re.MULTILINE
)
_CURL = re.compile(r"(?:.*[/\\])?curl(?:\.exe)?", re.IGNORECASE)
_SHORT = {
    "d": "data", "F": "form", "G": "get", "X": "request", "H": "header", "b": "cookie", "u": "user",
    "A": "user-agent", "e": "referer", "I": "head", "T": "upload-file",
}  # fmt: skip
_SHORT_WITH_VALUE = "AbcCdDeEFhHKmoPQrtTuUwxXyYz"
_LONG_WITH_VALUE = frozenset(
    [
        "abstract-unix-socket",
        "cacert",
        "capath",
        "cert",
        "cert-type",
        "ciphers",
        "config",
        "connect-timeout",
        "connect-to",
        "cookie",
        "cookie-jar",
        "data",
        "data-ascii",
        "data-binary",
        "data-raw",
        "data-urlencode",
        "dump-header",
        "expect100-timeout",
        "form",
        "form-string",
        "header",
        "interface",
        "json",
        "key",
        "key-type",
        "limit-rate",
        "max-redirs",
        "max-time",
        "noproxy",
        "oauth2-bearer",
        "output",
        "pass",
        "proxy",
        "proxy-header",
        "proxy-user",
        "range",
        "referer",
        "request",
        "request-target",
        "resolve",
        "retry",
        "retry-delay",
        "retry-max-time",
        "tls-max",
        "unix-socket",
        "upload-file",
        "url",
        "url-query",
        "user",
        "user-agent",
        "write-out",
    ]
)


@dataclass(slots=True)
class _Command:
    """What the options of one command have said so far."""

    urls: list[str] = field(default_factory=list)
    method: str = ""
    headers: list[Pair] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    query: list[str] = field(default_factory=list)
    form: list[Pair] | None = None
    content_type: str = ""
    as_query: bool = False
    missing: str = ""
    """The file that holds the body."""


def read_commands(text: str, collected: Collected) -> None:
    """Take every cURL command of a file, in the order written; other lines are passed over."""
    for line, words in commands(text):
        start = next((at for at, word in enumerate(words) if _CURL.fullmatch(word)), None)
        if start is None or start > 3:
            continue
        for command in _parted(words[start + 1 :]):
            if not command.urls:
                collected.miss(f"line {line}", "url", "the command has none")
            if command.missing:
                reason = f"stands in {command.missing[:60]!r}, which is not part of this recording"
                collected.miss(f"line {line}", "data", reason)
            for url in command.urls:
                collected.take(_request(command, url))


def _parted(words: list[str]) -> Iterator[_Command]:
    """The requests of one command line; `--next` begins another."""
    command, rest = _Command(), iter(words)
    for word in rest:
        if word == "--next" or word == "-:":
            yield command
            command = _Command()
        elif word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            if name in _LONG_WITH_VALUE:
                _apply(command, name, value if equals else next(rest, ""))
            elif name in ("get", "head"):
                _apply(command, name, "")
        elif word.startswith("-") and len(word) > 1:
            _short(command, word[1:], rest)
        elif not re.fullmatch(r"\d?[<>]{1,2}.*", word):
            command.urls.append(word)
    yield command


def _short(command: _Command, letters: str, rest: Iterator[str]) -> None:
    """`-sSXPOST`: flags up to the first letter that takes a value, which is the rest or the next word."""
    for at, letter in enumerate(letters):
        if letter in _SHORT_WITH_VALUE:
            value = letters[at + 1 :] or next(rest, "")
            _apply(command, _SHORT.get(letter, ""), value)
            return
        _apply(command, _SHORT.get(letter, ""), "")


def _apply(command: _Command, name: str, value: str) -> None:
    if apply := _OPTIONS.get(name):
        apply(command, value)


def _data(command: _Command, value: str) -> None:
    if value.startswith("@"):
        command.missing = value[1:]
    else:
        command.data.append(value.replace("\r", "").replace("\n", ""))


def _data_encoded(command: _Command, value: str) -> None:
    name, equals, content = value.partition("=")
    if equals:
        command.data.append(f"{name}={quote_plus(content)}" if name else quote_plus(content))
    elif "@" in value:
        command.missing = value.partition("@")[2]
    else:
        command.data.append(quote_plus(value))


def _form(command: _Command, value: str) -> None:
    name, _, content = value.partition("=")
    command.form = command.form or []
    if content.startswith("<"):
        command.missing = content[1:]
    elif not content.startswith("@"):
        command.form.append((name, re.sub(r";\s*(?:type|filename|headers)=.*$", "", content).strip('"')))


def _form_string(command: _Command, value: str) -> None:
    name, _, content = value.partition("=")
    command.form = [*(command.form or []), (name, content)]


def _json(command: _Command, value: str) -> None:
    command.content_type = "application/json"
    command.data.append(value)


def _header(command: _Command, value: str) -> None:
    name, _, content = value.partition(":")
    command.headers.append((name.strip(), content.strip()))


def _user(command: _Command, value: str) -> None:
    command.headers.append(("Authorization", "Basic " + base64.b64encode(value.encode()).decode()))


def _query(command: _Command, value: str) -> None:
    name, equals, content = value.partition("=")
    command.query.append(f"{name}={quote_plus(content)}" if equals else value)


def _method(command: _Command, value: str) -> None:
    command.method = value.upper()


def _as_query(command: _Command, value: str) -> None:
    command.as_query = True


_OPTIONS: Mapping[str, Callable[[_Command, str], None]] = {
    "url": lambda command, value: command.urls.append(value),
    "request": _method,
    "head": lambda command, value: _method(command, "HEAD"),
    "upload-file": lambda command, value: _method(command, "PUT"),
    "get": _as_query,
    "data": _data,
    "data-ascii": _data,
    "data-binary": lambda command, value: (
        _data(command, value) if value[:1] == "@" else command.data.append(value)
    ),
    "data-raw": lambda command, value: command.data.append(value),
    "data-urlencode": _data_encoded,
    "url-query": _query,
    "form": _form,
    "form-string": _form_string,
    "json": _json,
    "header": _header,
    "user": _user,
    "user-agent": lambda command, value: command.headers.append(("User-Agent", value)),
    "referer": lambda command, value: command.headers.append(("Referer", value.removesuffix(";auto"))),
    "cookie": lambda command, value: command.headers.append(("Cookie", value)),
}


def _request(command: _Command, url: str) -> Request:
    data = "&".join(command.data)
    query = [*command.query, data] if command.as_query and data else command.query
    if query:
        url += ("&" if "?" in url else "?") + "&".join(query)
    has_body = bool(data or command.form is not None or command.missing) and not command.as_query
    return Request(
        url=url if "://" in url else f"http://{url}",
        method=command.method or ("POST" if has_body else "GET"),
        headers=command.headers,
        body="" if command.as_query else data,
        content_type=command.content_type,
        fields=command.form,
        body_missing=bool(command.missing),
    )
