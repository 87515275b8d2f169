"""JSON text changed at one place: every other character stays as it was written."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from kartra.generation.edits import Edit, Path, is_number, whole

_BLANK = re.compile(r"[ \t\r\n]*")


class _Twice(Exception):
    """A key that is given twice in one object."""


@dataclass(frozen=True, slots=True)
class Document:
    """JSON as it was written, and what it says; numbers are left as text."""

    text: str
    value: Any

    def has(self, change: Edit) -> bool:
        """Whether the edit's path begins with something that is there."""
        path = self._whole(change)
        if isinstance(self.value, Mapping):
            return str(path[0]) in self.value
        return isinstance(path[0], int) and path[0] < len(self.value)

    def changed(self, change: Edit) -> str:
        """The text with the change made; LookupError says why it can not be."""
        return _changed(self.text, _after_blank(self.text, 0), self._whole(change), change)

    def _whole(self, change: Edit) -> Path:
        return whole(change.path, self.value) if isinstance(self.value, Mapping) else change.path


@dataclass(frozen=True, slots=True)
class _Member:
    """An entry of an object or a list, and where in the text it stands."""

    name: str | int
    start: int
    value: int
    """Where its value begins."""
    end: int


def document(text: str) -> Document | str:
    """The text, when it is JSON to the letter and says everything once; otherwise why it is not."""
    try:
        return Document(text, _DECODER.decode(text))
    except _Twice as twice:
        return f"it gives {twice.args[0]!r} twice in one object, which no edit keeps; send it as it is."
    except RecursionError:
        return "it is nested too deeply; send it as it is."
    except ValueError as wrong:
        return f"its body is not JSON to the letter ({wrong}); send it as it is."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise _Twice(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_refuse)


def _changed(text: str, at: int, path: Path, change: Edit) -> str:
    """The text with the change made below the value that begins at `at`."""
    is_object, step, rest = text[at] == "{", path[0], path[1:]
    if not is_object and text[at] != "[":
        raise LookupError(f"there is nothing below {step!r}: its place holds no object and no list.")
    members = _members(text, at)
    place = next((n for n, one in enumerate(members) if one.name == (str(step) if is_object else step)), None)
    if place is not None and rest:
        return _changed(text, members[place].value, rest, change)
    if place is None and not is_object and (rest or change.remove or step != len(members)):
        raise LookupError(f"{step!r} is no place in a list of {len(members)}.")
    if change.remove:
        if place is None:
            raise LookupError(f"there is no {str(path[-1])!r} to remove.")
        return _without(text, members, place)
    if place is not None:
        one = members[place]
        return text[: one.value] + _written(change, text[one.value]) + text[one.end :]
    value = _below(rest, _written(change, ""))
    entry = f"{json.dumps(str(step), ensure_ascii=False)}:{value}" if is_object else value
    end = members[-1].end if members else at + 1
    return f"{text[:end]}{',' if members else ''}{entry}{text[end:]}"


def _members(text: str, at: int) -> list[_Member]:
    """The entries of the object or list that begins at `at`."""
    is_object, found = text[at] == "{", list[_Member]()
    at = _after_blank(text, at + 1)
    while text[at] not in "}]":
        start = at
        name: str | int = len(found)
        if is_object:
            name, at = _DECODER.raw_decode(text, at)
            at = _after_blank(text, _after_blank(text, at) + 1)
        _, end = _DECODER.raw_decode(text, at)
        found.append(_Member(name, start, at, end))
        at = _after_blank(text, end)
        at = _after_blank(text, at + 1) if text[at] == "," else at
    return found


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _without(text: str, members: list[_Member], place: int) -> str:
    """The text without that entry and without one comma."""
    one = members[place]
    if place:
        return text[: members[place - 1].end] + text[one.end :]
    return text[: one.start] + text[members[1].start if len(members) > 1 else one.end :]


def _written(change: Edit, present: str) -> str:
    """The new value as JSON; `present` is how the old one begins."""
    if change.as_json:
        return change.written
    is_fitting = present.isdigit() or present == "-"
    if is_fitting and is_number(change.value):
        return str(change.value)
    return json.dumps(change.value, ensure_ascii=False)


def _below(path: Path, value: str) -> str:
    for step in reversed(path):
        value = f"{{{json.dumps(str(step), ensure_ascii=False)}:{value}}}"
    return value
