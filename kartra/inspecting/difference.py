"""What two bodies differ in: by path where both are JSON or forms, by line otherwise."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

import msgspec

from kartra.inspecting.as_json import NOT_JSON, as_json


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which the bodies differ."""

    path: str
    """From the root: `lead.email`, or `line 12`."""
    kind: Literal["added", "removed", "changed"]
    before: str
    after: str


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """From the first body to the second; none when they say the same."""
    one, other = _decoded(before), _decoded(after)
    if one is not None and other is not None:
        return tuple(_between("", one, other))
    return tuple(_lines(before.decode(errors="replace"), after.decode(errors="replace")))


def _decoded(body: bytes) -> Any:
    value = as_json(body)
    if value is not NOT_JSON:
        return value if isinstance(value, dict | list) else None
    text = body.decode(errors="replace")
    if "=" not in text or "\n" in text or text.startswith(("{", "[", "<")):
        return None
    return dict(parse_qsl(text, keep_blank_values=True)) or None


def _between(path: str, one: Any, other: Any) -> Iterator[Difference]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            yield from _member(f"{path}.{key}" if path else str(key), one, other, key)
    elif isinstance(one, list) and isinstance(other, list):
        left, right = dict(enumerate(one)), dict(enumerate(other))
        for at in range(max(len(one), len(other))):
            yield from _member(f"{path}[{at}]", left, right, at)
    elif one != other or type(one) is not type(other):
        yield Difference(path or "(all)", "changed", _shown(one), _shown(other))


def _member(path: str, one: dict[Any, Any], other: dict[Any, Any], key: Any) -> Iterator[Difference]:
    if key not in other:
        yield Difference(path, "removed", _shown(one[key]), "")
    elif key not in one:
        yield Difference(path, "added", "", _shown(other[key]))
    else:
        yield from _between(path, one[key], other[key])


def _shown(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _lines(one: str, other: str) -> Iterator[Difference]:
    left, right = one.splitlines(), other.splitlines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            kind: Literal["added", "removed", "changed"] = (
                "added" if tag == "insert" else "removed" if tag == "delete" else "changed"
            )
            yield Difference(f"line {a + 1}", kind, "\n".join(left[a:b]), "\n".join(right[c:d]))
