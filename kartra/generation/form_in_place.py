"""A form changed at one field: order, repeats and the notation of all others stay as they were."""

from __future__ import annotations

from urllib.parse import quote_plus, unquote_plus

from kartra.generation.edits import Edit, path


def has(form: str, change: Edit) -> bool:
    """Whether the field that the edit names is there."""
    return bool(_places(form.split("&"), str(change.path[0])))


def changed(form: str, change: Edit) -> str:
    """The form with the change made; LookupError says why it can not be."""
    name, parts = str(change.path[0]), form.split("&")
    places = _places(parts, name)
    if len(places) > 1:
        raise LookupError(f"{name!r} is there {len(places)} times; which is meant can not be told.")
    if not places:
        return f"{form}&{_added(name, change)}" if form else _added(name, change)
    before, part, after = parts[: places[0]], parts[places[0]], parts[places[0] + 1 :]
    kept = [] if change.remove else [f"{part.partition('=')[0]}={quote_plus(change.flat)}"]
    return "&".join([*before, *kept, *after])


def _added(name: str, change: Edit) -> str:
    if change.remove:
        raise LookupError(f"there is no {name!r} to remove.")
    if "." in name:
        raise LookupError("a form has no such field; to add one, give its name as a form has it.")
    return f"{quote_plus(name)}={quote_plus(change.flat)}"


def _places(parts: list[str], name: str) -> list[int]:
    """Where it stands: by that very name, else in the other notation (`lead[email]` is `lead.email`)."""
    names = [unquote_plus(part.partition("=")[0]) for part in parts]
    exact = [place for place, each in enumerate(names) if each == name]
    return exact or [place for place, each in enumerate(names) if each and path(each) == path(name)]
