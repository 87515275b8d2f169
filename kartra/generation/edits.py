"""Changes to a generated payload, one field each: `path=value`, `path:=json`, `-path`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from kartra.generation.callback import Callback

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. A text value takes the type of what it replaces; JSON is taken as it is."""

    path: Path
    value: Any = ""
    as_json: bool = False
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Unfit:
    """An edit that can not be made, and why."""

    edit: str
    reason: str

    def __str__(self) -> str:
        return f"{self.edit}: {self.reason}"


_SETTING = re.compile(r"(?P<path>[^=]+?)\s*(?P<mark>:=|=)\s*(?P<value>.*)", re.DOTALL)


def edit(text: str) -> Edit | Unfit:
    """Read `lead.email=a@example.com`, `lead.custom_fields[0].field_value:=["x"]` or `-lead.company`."""
    text = text.strip()
    if not is_text(text):
        return Unfit(ascii(text), "holds half a character, which can not be sent.")
    if text.startswith("-"):
        return Edit(path(text[1:]), remove=True) if path(text[1:]) else Unfit(text, "names no field.")
    match = _SETTING.fullmatch(text)
    if match is None:
        return Unfit(text, "expected path=value, path:=json or -path.")
    place, value = path(match["path"]), match["value"]
    if not place:
        return Unfit(text, "names no field.")
    if match["mark"] == "=":
        return Edit(place, value)
    try:
        return Edit(place, msgspec.json.decode(value), as_json=True)
    except msgspec.DecodeError:
        return Unfit(text, "what follows := is not JSON.")


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
        try:
            payload = _changed(payload, _whole(change.path, payload), change)
        except LookupError as wrong:
            text = wanted if isinstance(wanted, str) else ".".join(map(str, wanted.path))
            return Unfit(text, str(wrong.args[0]))
    if callback.surface == "ipn":
        payload = {name: _flat(value) for name, value in payload.items()}
    return replace(callback, payload=payload)


def fits(callback: Callback, text: str) -> bool:
    """Whether the field that the edit names is there already."""
    change = edit(text)
    if isinstance(change, Unfit):
        return True
    holder: Any = callback.payload
    for step in _whole(change.path, callback.payload):
        if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
            holder = holder[step]
        elif isinstance(holder, Mapping) and str(step) in holder:
            holder = holder[str(step)]
        else:
            return False
    return True


def path(text: str) -> Path:
    """`lead.custom_fields[0].field_value` in steps; empty when it names no field."""
    parts = re.findall(r"[^.\[\]]+", text.strip())
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _whole(path: Path, payload: Mapping[str, Any]) -> Path:
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
        raise LookupError(f"there is nothing below {step!r}: its place holds {holder!r}.")
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
    if change.as_json or isinstance(present, bool) or not isinstance(present, int | float):
        return change.value
    try:
        return type(present)(change.value)
    except ValueError:
        return change.value


def _flat(value: Any) -> str:
    """A form knows only text."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
