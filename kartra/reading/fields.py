"""Objects whose parts arrive as text or under joined keys, as forms and tables carry them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from kartra.reading.loose import parse
from kartra.reading.strict_json import decoded

_JOINED: Final = re.compile(r"(?:lead|action_details)(?:\.|__|\[|/|: ?)")
_STEP: Final = re.compile(r"\]?\[|\]|\.|__|/|: ?")
_DEEPEST: Final = 12
"""Steps of one joined key; a custom field's option has 6."""
_FEWEST_BYTES: Final = 32
"""Numbers in a list that may be a text's bytes: systemd's journal writes them so."""
_MEANT_AS_OBJECT: Final = ("lead", "action_details")


def joined(value: Mapping[str, Any]) -> bool:
    """Whether keys like `lead.email`, `lead__email` or `lead[email]` stand for an object in the object."""
    return any(_JOINED.match(key) for key in value)


def nested(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the object that joined keys stand for; numbered keys become lists."""
    root: dict[str, Any] = {}
    for key, item in unlisted(value).items():
        steps = [step for step in _STEP.split(key) if step] if _JOINED.match(key) else [key]
        put(root, steps, item)
    return {key: listed(item) for key, item in root.items()}


def unlisted(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a form's fields without the lists that some servers put each value in."""
    single = all(isinstance(item, list) and len(item) == 1 for item in value.values())
    return {key: item[0] for key, item in value.items()} if single else value


def put(root: dict[str, Any], steps: list[str], item: Any) -> None:
    """Set the value at the end of a path, making the objects on the way."""
    if len(steps) > _DEEPEST:
        steps = ["".join(f"[{step}]" for step in steps)]
    for step in steps[:-1]:
        inner = root.setdefault(step, {})
        if not isinstance(inner, dict):
            inner = root[step] = {"": inner}
        root = inner
    root[steps[-1]] = item


def listed(value: Any) -> Any:
    """Turn objects with the keys 0, 1, 2 ... into lists."""
    if not isinstance(value, dict):
        return value
    if value and list(value) == [str(n) for n in range(len(value))]:
        return [listed(item) for item in value.values()]
    return {key: listed(item) for key, item in value.items()}


def unpacked(value: Mapping[str, Any]) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return the event with lead, details and custom fields that came as JSON text read, and which did."""
    opened = {key: _object(value.get(key)) for key in _MEANT_AS_OBJECT}
    found = {key: item for key, item in opened.items() if item is not None}
    value = {**value, **found} if found else value
    lead = value.get("lead")
    custom = _object(lead.get("custom_fields")) if isinstance(lead, Mapping) else None
    if custom is not None and isinstance(lead, Mapping):
        value = {**value, "lead": {**lead, "custom_fields": custom}}
        found["lead.custom_fields"] = custom
    return value, tuple(found)


def _object(text: Any) -> Any:
    if not isinstance(text, str) or text.lstrip()[:1] not in ("{", "["):
        return None
    found, value = decoded(text)
    return value if found else parse(text, text.index(text.lstrip()[0]))[0]


def named_pairs(value: list[Any]) -> list[tuple[str, str]] | None:
    """Return the fields of a form that a HAR or a collection lists as name and value."""
    pairs = []
    for item in value:
        name = item.get("name", item.get("key")) if isinstance(item, dict) else None
        told = item.get("value") if name is not None else None
        if not isinstance(name, str) or not isinstance(told, str):
            return None
        pairs.append((name, told))
    return pairs or None


def buffered(value: Any) -> bytes | None:
    """Return the bytes of a Node buffer as it prints itself in JSON, or of a list of nothing but bytes."""
    if isinstance(value, list) and len(value) >= _FEWEST_BYTES and type(value[0]) is int:
        return bytes(value) if all(type(n) is int and 0 <= n < 256 for n in value) else None
    if (
        not isinstance(value, dict)
        or value.get("type") != "Buffer"
        or not isinstance(value.get("data"), list)
    ):
        return None
    numbers = value["data"]
    return bytes(numbers) if all(type(n) is int and 0 <= n < 256 for n in numbers) else None
