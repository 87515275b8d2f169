"""A story's text, YAML or JSON, as plain values with their lines; what YAML would pass over is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import msgspec
import yaml

from kartra.lifecycles.scenario import Unreadable

LARGEST = 64 * 1024
"""Characters of a story: a thousand steps fit."""
DEEPEST = 50
"""Levels of a story; Kartra's own events have five."""

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""A character as JSON escapes it in two halves, which YAML does not know."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Told:
    """What the text says, and the line of each step."""

    value: Any
    lines: tuple[int, ...] = ()


def plain(text: str) -> Told | Unreadable:
    """The text as JSON values; times and dates stay the text that they are."""
    if len(text) > LARGEST:
        return Unreadable(f"A story holds at most {LARGEST:,} characters.")
    try:
        return _loaded(_PAIR.sub(_whole, text) if text.lstrip().startswith("{") else text)
    except yaml.MarkedYAMLError as wrong:
        return Unreadable(_placed(wrong))
    except yaml.YAMLError as wrong:
        return Unreadable(f"Not YAML: {' '.join(str(wrong).split())}.")
    except UnicodeEncodeError:
        return Unreadable("It holds half a character, which can not be sent.")
    except (TypeError, ValueError):
        # A tag such as !!binary makes what no event holds.
        return Unreadable("It holds what can not be sent; leave tags (!!name) out.")


def close(name: str, known: Any) -> str:
    """`; did you mean that?`, where one of the known names is near."""
    near = get_close_matches(name, [str(one) for one in known], 1, 0.7)
    return f"; did you mean {near[0]}?" if near else ""


def _whole(pair: re.Match[str]) -> str:
    halves = chr(int(pair[2], 16)) + chr(int(pair[3], 16))
    return pair[1] + halves.encode("utf-16", "surrogatepass").decode("utf-16")


def _loaded(text: str) -> Told:
    text.encode()
    _bounded(text)
    loader = _Strict(text)
    try:
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    finally:
        loader.dispose()
    # What can not be sent shows here.
    return Told(msgspec.json.decode(msgspec.json.encode(value)), _lines(node))


def _bounded(text: str) -> None:
    """Aliases are refused: a few lines of them unfold into gigabytes. So is what is nested without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _problem("aliases (*name) are not used in a story; write it out", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _problem(f"it is nested more than {DEEPEST} levels deep", event)


class _Strict(_LOADER):  # type: ignore[misc]
    """YAML without its surprises: no field twice, no dates, no numbers that JSON can not hold."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _problem("a field's name is a word", key)
            if key.value in seen:
                first = seen[key.value].start_mark.line + 1
                raise _problem(f"`{key.value}:` is there twice, first in line {first}; leave one", key)
            seen[key.value] = key
        self.flatten_mapping(node)
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}

    def construct_whole(self, node: Any) -> int | str:
        # 02139 is a zip code, +49 a telephone's beginning and 12:30 a time: YAML makes other numbers of them.
        if not re.fullmatch(r"-?(0|[1-9][0-9]*)", node.value):
            return str(node.value)
        if len(node.value) > 19 or not -(2**63) <= int(node.value) < 2**63:
            raise _problem("the number is too long; in quotes it is sent as text", node)
        return int(node.value)

    def construct_fraction(self, node: Any) -> float | str:
        if ":" in node.value:
            return str(node.value)
        number = float(self.construct_yaml_float(node))
        if not math.isfinite(number):
            raise _problem(f"{node.value[:40]} is no number that can be sent; in quotes it is text", node)
        return number

    def construct_truth(self, node: Any) -> bool | str:
        # NO is Norway.
        return {"true": True, "false": False}.get(node.value.lower(), str(node.value))

    def construct_text(self, node: Any) -> str:
        return str(node.value)


_Strict.add_constructor("tag:yaml.org,2002:int", _Strict.construct_whole)
_Strict.add_constructor("tag:yaml.org,2002:float", _Strict.construct_fraction)
_Strict.add_constructor("tag:yaml.org,2002:bool", _Strict.construct_truth)
_Strict.add_constructor("tag:yaml.org,2002:timestamp", _Strict.construct_text)


def _problem(says: str, node: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=says, problem_mark=node.start_mark)


def _placed(wrong: yaml.MarkedYAMLError) -> str:
    mark, problem = wrong.problem_mark or wrong.context_mark, wrong.problem or wrong.context
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "somewhere"
    # Our own refusals are of what is YAML.
    place = place.capitalize() if type(wrong) is yaml.MarkedYAMLError else f"Not YAML, {place}"
    broken = re.match(r"mapping values|did not find expected|expected", str(problem))
    hint = "; text with a colon, a comma or a brace stands in quotes" if broken else ""
    return f"{place}: {problem}{hint}."


def _lines(node: Any) -> tuple[int, ...]:
    """The line in which each step begins."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "steps" and isinstance(value, yaml.SequenceNode):
            return tuple(step.start_mark.line + 1 for step in value.value)
    return ()
