"""JSON as the standard has it, with keys that are given twice remembered."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from kartra.reading import limits
from kartra.reading.depth import too_deep
from kartra.reading.loose import Members

_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_LONE: Final = re.compile(r"[\ud800-\udfff]")


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    members = Members()
    for key, value in pairs:
        members.add(key, value)
    return members


DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse)


def decoded(content: str) -> tuple[bool, Any]:
    """Whether the content is one JSON value, and that value; repeated keys are remembered."""
    try:
        value = DECODER.decode(content)
    except (ValueError, RecursionError):
        return False, None
    if content.count("{") + content.count("[") > limits.DEPTH and too_deep(value, limits.DEPTH):
        return False, None  # the tolerant parser leaves out what is deeper, and says so
    return True, _without_lone(value) if _SURROGATE.search(content) else value


def _without_lone(value: Any) -> Any:
    """Half a surrogate pair is no character and can be neither stored nor printed."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_lone(item) for item in value]
    if isinstance(value, dict):
        for key in value:
            value[key] = _without_lone(value[key])
    return value
