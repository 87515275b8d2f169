"""Changes to a generated payload, one field each: `path=value`, `path:=json`, `-path`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from reprlib import repr as shortened
from typing import Any, Final

import msgspec

from kartra.generation.callback import Callback
from kartra.reading.depth import too_deep

Path = tuple[str | int, ...]
DEEPEST: Final = 100
"""Levels of a path, and of a value; an event has 5."""
_SHOWN: Final = 120
"""Characters of an edit that are repeated when it can not be made."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. A text value takes the type of what it replaces; JSON is taken as it is."""

    path: Path
    value: Any = ""
    as_json: bool = False
    remove: bool = False
    text: str = ""
    """The value as it was typed."""

    @property
    def written(self) -> str:
        """The value as JSON, numbers as they were typed."""
        return self.text if self.as_json and self.text else msgspec.json.encode(self.value).decode()

    @property
    def flat(self) -> str:
        """The value as a form has it, which knows only text."""
        return self.value if isinstance(self.value, str) else self.written


@dataclass(frozen=True, slots=True)
class Unfit:
    """An edit that can not be made, and why."""

    edit: str
    reason: str

    def __str__(self) -> str:
        """In one line."""
        edit = " ".join(self.edit.split())
        return f"{edit if len(edit) <= _SHOWN else f'{edit[:_SHOWN]}…'}: {self.reason}"


_SETTING = re.compile(r"(?P<path>[^=]+?)\s*(?P<mark>:=|=)\s*(?P<value>.*)", re.DOTALL)
_NAMED = re.compile(r"(?:[^.\[\]]+|\[[^.\[\]]+\])(?:\.[^.\[\]]+|\[[^.\[\]]+\])*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def edit(text: str, *, is_flat: bool = False) -> Edit | Unfit:
    """Read `lead.email=a@example.com`, `lead.custom_fields[0].field_value:=["x"]` or `-lead.company`.

    Where names have no levels (`is_flat`, in a form), the path is the one name as it is written.
    """
    text = text.strip()
    if not is_text(text):
        return Unfit(ascii(text), "holds half a character, which can not be sent.")
    match = None if text.startswith("-") else _SETTING.fullmatch(text)
    if match is None and not text.startswith("-"):
        return Unfit(text, "expected path=value, path:=json or -path.")
    named = match["path"] if match else text[1:].strip()
    place: Path = (named,) if is_flat and named else path(named)
    if reason := ("" if is_flat and named else _misnamed(named)) or _misplaced(place):
        return Unfit(text, reason)
    return _setting(place, match, text) if match else Edit(place, remove=True)


def _setting(place: Path, match: re.Match[str], text: str) -> Edit | Unfit:
    if match["mark"] == "=":
        return Edit(place, match["value"], text=match["value"])
    try:
        value = msgspec.json.decode(match["value"])
    except msgspec.DecodeError:
        return Unfit(text, "what follows := is not JSON.")
    except RecursionError:
        return Unfit(text, f"what follows := is more than {DEEPEST} levels deep.")
    if too_deep([value], DEEPEST):
        return Unfit(text, f"what follows := is more than {DEEPEST} levels deep.")
    return Edit(place, value, as_json=True, text=match["value"])


def _misnamed(text: str) -> str:
    """Why the text is no path."""
    if not path(text):
        return "names no field."
    return "" if _NAMED.fullmatch(text) else "one of the names in its path is empty, or a bracket is alone."


def _misplaced(place: Path) -> str:
    """Why there can be no such place."""
    if len(place) > DEEPEST:
        return f"is more than {DEEPEST} levels deep."
    long = any(isinstance(step, str) and step.isdecimal() and len(step) > 18 for step in place)
    return "the number in its path is too long for a place in a list." if long else ""


def is_text(text: str) -> bool:
    """Whether it can be sent: an argument of the command line may hold bytes that are no character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def edited(callback: Callback, changes: Sequence[str | Edit]) -> Callback | Unfit:
    """The callback with every change made, or the first change that can not be."""
    payload = callback.payload
    for wanted in changes:
        change = edit(wanted) if isinstance(wanted, str) else wanted
        if isinstance(change, Unfit):
            return change
        text = wanted if isinstance(wanted, str) else ".".join(map(str, wanted.path))
        if reason := _misplaced(change.path):
            return Unfit(text, reason)
        try:
            payload = _changed(payload, whole(change.path, payload), change)
        except LookupError as wrong:
            return Unfit(text, str(wrong.args[0]))
    if callback.surface == "ipn":
        payload = {name: _flat(value) for name, value in payload.items()}
    return replace(callback, payload=payload)


def path(text: str) -> Path:
    """`lead.custom_fields[0].field_value` in steps; empty when it names no field."""
    parts = re.findall(r"[^.\[\]]+", text.strip())
    return tuple(int(part) if part.isdecimal() and len(part) <= 18 else part for part in parts)


def is_number(text: str) -> bool:
    """Whether it is a number as JSON writes it, and one that a receiver can hold."""
    return _NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


def whole(path: Path, payload: Mapping[str, Any]) -> Path:
    """The path from the root: a bare field name is looked up in the details, then in the lead."""
    if path[0] in payload:
        return path
    details = payload.get("action_details")
    for key, inner in details.items() if isinstance(details, Mapping) else ():
        if isinstance(inner, Mapping) and path[0] in inner:
            return ("action_details", key, *path)
        if key == path[0]:
            return ("action_details", *path)
    lead = payload.get("lead")
    return ("lead", *path) if isinstance(lead, Mapping) and path[0] in lead else path


def _changed(holder: Any, path: Path, change: Edit) -> Any:
    """A copy of the holder with the change made at the path; LookupError says where that is not possible."""
    step, rest = path[0], path[1:]
    if isinstance(holder, list):
        return _changed_list(holder, step, rest, change)
    if not isinstance(holder, Mapping):
        raise LookupError(f"there is nothing below {step!r}: its place holds {shortened(holder)}.")
    step = str(step)
    if rest:
        return {**holder, step: _changed(holder.get(step, {}), rest, change)}
    if change.remove:
        if step not in holder:
            raise LookupError(f"there is no {step!r} to remove.")
        return {name: value for name, value in holder.items() if name != step}
    return {**holder, step: _fitting(change, holder.get(step))}


def _changed_list(holder: Sequence[Any], step: str | int, rest: Path, change: Edit) -> list[Any]:
    if not isinstance(step, int) or step > len(holder) - (bool(rest) or change.remove):
        raise LookupError(f"{step!r} is no place in a list of {len(holder)}.")
    before, after = list(holder[:step]), list(holder[step + 1 :])
    if rest:
        return [*before, _changed(holder[step], rest, change), *after]
    if change.remove:
        return [*before, *after]
    return [*before, _fitting(change, holder[step] if step < len(holder) else None), *after]


def _fitting(change: Edit, present: Any) -> Any:
    """The new value; text becomes a number where a number stood and the text is one."""
    is_fitting = isinstance(present, int | float) and not isinstance(present, bool)
    if change.as_json or not is_fitting or not is_number(change.value):
        return change.value
    number = msgspec.json.decode(change.value)
    return float(number) if isinstance(present, float) else number


def _flat(value: Any) -> str:
    """A form knows only text."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
