"""References of a story: `${step.field}` stands for what an earlier step sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kartra.generation.edits import Unfit, path
from kartra.lifecycles.scenario_text import close

LARGEST = 1024 * 1024
"""Characters that the references of one story may make in all: each can repeat what another made."""

NAME = re.compile(r"[\w-]+")
"""What a step can be called, so that a reference can name it."""
_REFERENCE = re.compile(r"\$\{\s*([\w-]+)\.([\w-]+(?:\.[\w-]+|\[\d{1,6}\])*)\s*\}")
_BEGUN = re.compile(r"\$\{[^}\n]{0,60}\}?")

Payload = Mapping[str, Any]


def misreferred(value: Any, names: Collection[str]) -> str:
    """Why a reference somewhere in the value can not lead to a step of these names; empty when all can."""
    for text in _texts(value):
        for begun in _BEGUN.finditer(text):
            reference = _REFERENCE.match(text, begun.start())
            if reference is None:
                return _malformed(begun[0], names)
            if reference[1] not in names:
                known = f"; there are {', '.join(names)}" if names else "; name one with `as:`"
                return f"`{reference[0]}`: no earlier step is called {reference[1]}{known}."
    return ""


class References:
    """What was sent so far, by the step's name."""

    def __init__(self) -> None:
        self._sent: dict[str, Sequence[Payload]] = {}
        self._made = 0

    def remember(self, name: str, payloads: Sequence[Payload]) -> None:
        """The step of that name sent these."""
        self._sent[name] = payloads

    def filled(self, value: Any) -> Any | Unfit:
        """The value with what its references stand for, in lists and maps as well."""
        try:
            return _changed(value, self._text)
        except LookupError as wrong:
            return Unfit(str(wrong.args[0]), str(wrong.args[1]))

    def _text(self, text: str) -> str:
        made = _REFERENCE.sub(lambda one: self._found(one[0], one[1], path(one[2])), text)
        self._made += len(made) if made is not text else 0
        if self._made > LARGEST:
            raise LookupError(text[:60], f"the references make more than {LARGEST:,} characters.")
        return made

    def _found(self, reference: str, name: str, place: Sequence[str | int]) -> str:
        sent = self._sent.get(name, ())
        found = [value for payload in sent for value in _at(payload, place)]
        if not found:
            first, whole = str(place[0]), ".".join(map(str, place))
            known = dict.fromkeys(field for payload in sent for field in _fields(payload))
            hint = "" if first in known else close(first, known)
            raise LookupError(reference, f"{name} sent no field {whole[:60]}{hint or '.'}")
        if isinstance(found[0], dict | list):
            raise LookupError(reference, "holds several values; name one of them, such as `.name` or `[0]`.")
        return found[0] if isinstance(found[0], str) else msgspec.json.encode(found[0]).decode()


def _malformed(begun: str, names: Collection[str]) -> str:
    name = next(iter(names), "purchase")
    return f"`{begun}` is no reference; write ${{step.field}}, such as ${{{name}.transaction_id}}."


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in (*value, *value.values()) if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The value with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(name): _changed(one, change) for name, one in value.items()}
    return [_changed(one, change) for one in value] if isinstance(value, list | tuple) else value


def _at(payload: Payload, place: Sequence[str | int]) -> Iterator[Any]:
    """What stands there, from the root or from the part that has the first name: details, then lead."""
    holder: Any = payload
    if place[0] not in payload:
        holder = next((part for part in _parts(payload) if str(place[0]) in part), {})
    for part in place:
        if isinstance(holder, list) and isinstance(part, int) and part < len(holder):
            holder = holder[part]
        elif isinstance(holder, Mapping) and str(part) in holder:
            holder = holder[str(part)]
        else:
            return
    yield holder


def _parts(payload: Payload) -> Iterator[Payload]:
    details = payload.get("action_details")
    inner = details if isinstance(details, Mapping) else {}
    for part in (*inner.values(), inner, payload.get("lead")):
        if isinstance(part, Mapping):
            yield part


def _fields(payload: Payload) -> Iterator[str]:
    for part in (payload, *_parts(payload)):
        yield from part
