"""What a request carries, read as the CRM's server would: query string, then form or multipart body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern
from typing import Any
from urllib.parse import unquote

import msgspec

Pair = tuple[str, str]
_PART_NAME = re.compile(r'\bname="([^"]*)"|\bname=([^;\s]+)')
_FORM = re.compile(r"[\w.\[\]%+-]+=")


def pairs(text: str) -> list[Pair]:
    """The pairs of a query string or form body, decoded once, in the order sent."""
    found = []
    for part in text.split("&"):
        if not part:
            continue
        name, _, value = part.partition("=")
        if "+" in value:
            value = value.replace("+", " ")
        if "%" in value:
            value = _decoded(value)
        if "%" in name or "+" in name:
            name = unquote(name.replace("+", " "))
        found.append((intern(name), value))
    return found


# A visit sends its landing URL, address and browser with call after call.
_decoded = lru_cache(maxsize=8192)(unquote)


def body_params(body: str, content_type: str) -> tuple[dict[str, str], dict[str, str] | None]:
    """The body's parameters, and the keys of a JSON body, which the CRM is not known to read."""
    start = body.lstrip()[:2]
    if not start:
        return {}, None
    kind = content_type.lower()
    if (start[0] in "{[" or "json" in kind) and (keys := json_keys(body)) is not None:
        return {}, keys or None
    if "multipart/" in kind or start == "--":
        return sent(_multipart(body)), None
    return form_params(body.strip()), None


def form_params(text: str) -> dict[str, str]:
    """The same as `sent(pairs(text))`, in two thirds of the time."""
    params = {}
    for part in text.split("&"):
        name, _, value = part.partition("=")
        if not value:
            continue
        if "+" in value:
            value = value.replace("+", " ")
        if "%" in value:
            value = _decoded(value)
        if value.isspace():
            continue
        if "%" in name or "+" in name:
            name = unquote(name.replace("+", " "))
        params[intern(name)] = value
    return params


def json_keys(body: str) -> dict[str, str] | None:
    """A JSON body's own fields as text; none where the body is not JSON."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None
    if isinstance(value, list):
        value = {key: item for one in value if isinstance(one, dict) for key, item in one.items()}
    if not isinstance(value, dict):
        return None
    return {str(key): text for key, item in value.items() if (text := _text(item)).strip()}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value) if isinstance(value, int | float) else msgspec.json.encode(value).decode()


def _multipart(body: str) -> Iterator[Pair]:
    boundary = body.lstrip().split("\n", 1)[0].rstrip("\r")
    if not boundary.startswith("--"):
        return
    for part in body.split(boundary)[1:]:
        head, blank, value = part.replace("\r\n", "\n").partition("\n\n")
        name = _PART_NAME.search(head)
        if blank and name and "filename=" not in head:
            yield (
                intern(name.group(1) if name.group(1) is not None else name.group(2)),
                value.removesuffix("\n"),
            )


def sent(given: Iterable[Pair]) -> dict[str, str]:
    """Name to value, the last one winning; an empty value counts as not sent."""
    return {name: value for name, value in given if value and not value.isspace()}
