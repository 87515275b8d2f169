"""What two bodies differ in: by path where both are JSON or forms, by line otherwise; in bounded time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

import msgspec

from kartra.inspecting.as_json import NOT_JSON, as_json
from kartra.inspecting.hexdump import hexdump, is_readable
from kartra.inspecting.line_difference import Stretch, stretches
from kartra.reading import shown_text
from privacy import redacted_body

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which the bodies differ."""

    path: str
    """From the root: `lead.email`, or `line 12`."""
    kind: Literal["added", "removed", "changed"]
    before: str
    after: str
    is_coarse: bool = False
    """Whether some of its lines may be the same on both sides."""


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """From the first body to the second, each unpacked; none when they say the same."""
    if before == after:
        return ()
    first, second = _unpacked(before), _unpacked(after)
    one, other = _decoded(first), _decoded(second)
    if one is not None and other is not None:
        return tuple(_between(one, other))
    return tuple(_lines(_drawn(first), _drawn(second)))


def _unpacked(body: bytes) -> bytes:
    """What is in it, as the reading shows it; what is no text stays as it is."""
    if is_readable(body):
        return body
    shown = shown_text(body).encode(errors="replace")
    return redacted_body(shown) if is_readable(shown) else body


def _drawn(body: bytes) -> list[str]:
    return (body.decode() if is_readable(body) else hexdump(body, len(body))).splitlines()


def _decoded(body: bytes) -> Any:
    value = as_json(body)
    if value is not NOT_JSON:
        return value if isinstance(value, dict | list) else None
    text = body.decode(errors="replace")
    if "=" not in text or "\n" in text or text.startswith(("{", "[", "<")):
        return None
    values: dict[str, list[str]] = {}
    for name, given in parse_qsl(text, keep_blank_values=True):
        values.setdefault(name, []).append(given)
    return {name: given if len(given) > 1 else given[0] for name, given in values.items()} or None


def _between(one: Any, other: Any) -> Iterator[Difference]:
    """Without recursion: a stranger's body may be nested as deep as the decoder bears."""
    waiting = [("", one, other)]
    while waiting:
        path, left, right = waiting.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            waiting += reversed([*_members(path, left, right)])
        elif isinstance(left, list) and isinstance(right, list):
            waiting += reversed([*_items(path, left, right)])
        elif left is _ABSENT:
            yield Difference(path, "added", "", _shown(right))
        elif right is _ABSENT:
            yield Difference(path, "removed", _shown(left), "")
        elif type(left) is not type(right) or left != right:
            yield Difference(path or "(all)", "changed", _shown(left), _shown(right))


def _members(path: str, one: dict[Any, Any], other: dict[Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    for key in [*one, *(key for key in other if key not in one)]:
        yield f"{path}.{key}" if path else str(key), one.get(key, _ABSENT), other.get(key, _ABSENT)


def _items(path: str, one: list[Any], other: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    for at in range(max(len(one), len(other))):
        left = one[at] if at < len(one) else _ABSENT
        yield f"{path}[{at}]", left, other[at] if at < len(other) else _ABSENT


def _shown(value: Any) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except RecursionError:
        return "(nested too deep to be shown)"


def _lines(left: list[str], right: list[str]) -> Iterator[Difference]:
    for found in stretches(left, right):
        before = "\n".join(left[found.before.start : found.before.stop])
        after = "\n".join(right[found.after.start : found.after.stop])
        yield Difference(f"line {found.before.start + 1}", _kind(found), before, after, found.is_coarse)


def _kind(found: Stretch) -> Literal["added", "removed", "changed"]:
    return "changed" if found.before and found.after else "removed" if found.before else "added"
