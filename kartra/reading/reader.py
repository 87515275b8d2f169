"""From a text to its events: through notations, wrappings and envelopes, as deep as they go."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kartra.event import Event
from kartra.reading import limits
from kartra.reading.building import ipn, masked, outbound
from kartra.reading.depth import pruned, too_deep
from kartra.reading.document import Document
from kartra.reading.envelopes import envelope, received_at
from kartra.reading.fields import buffered, joined, named_pairs, nested, unlisted, unpacked
from kartra.reading.flat import flat_event, recased
from kartra.reading.loose import Cursor, Members, dialect, mends, parse
from kartra.reading.notations import NOTATIONS
from kartra.reading.notations.forms import assembled
from kartra.reading.opening import texts
from kartra.reading.place import Text
from kartra.reading.promising import promising
from kartra.reading.shape import is_ipn, is_outbound, is_type_table
from kartra.reading.trail import Trail
from kartra.reading.typed_json import is_typed, untyped

CUT_OFF: Final = "The text ends inside an object; what was read up to here is kept."


@dataclass(frozen=True, slots=True)
class Where:
    """Where a search is: in which document, at which path, and when the envelope says it came in."""

    document: Document
    path: tuple[str, ...] = ()
    received_at: str | None = None

    def inside(self, key: str, told: str | None = None) -> Where:
        """Return the place of a member."""
        return replace(self, path=(*self.path, key), received_at=told or self.received_at)


@dataclass(slots=True)
class Reader:
    """One reading in progress; what it does and meets is written to its trail."""

    trail: Trail

    def text(self, text: Text, told: str | None = None) -> list[Event]:
        """Return the events of a text, read in the first notation that shows any."""
        if self.trail.layer > limits.LAYERS:
            return []
        paid = False
        for notation in NOTATIONS:
            if notation.outermost and self.trail.layer:
                continue
            if notation.costly and not paid:
                if not self._affords(text):
                    return []
                paid = True
            documents = notation.documents(text)
            if documents is None:
                continue
            attempt = Reader(self.trail.branch())
            if notation.name:
                attempt.trail.step(notation.name)
            found = [attempt.document(document, told) for document in documents]
            events = [event for here in found for event in here]
            if events and notation.a_line:
                attempt._tell([one for one, here in zip(documents, found, strict=True) if not here])
            if events or notation.final:
                self.trail.join(attempt.trail)
                return events
            self.trail.seen += attempt.trail.seen
        return []

    def document(self, document: Document, told: str | None = None) -> list[Event]:
        """Return the events of one document, and report what was mended to get them."""
        before = dict(self.trail.steps)
        for step in document.steps:
            self.trail.step(step)
        told = document.received_at or told
        if isinstance(document.value, Text):
            events = self._inner(document.value, told)
        elif isinstance(document.value, bytes):
            events = self._bytes(document.value, Where(document, received_at=told))
        else:
            events = self._located(document, told)
        if events and document.cursor:
            self._report(document, document.cursor)
        if events and document.cut is not None:
            self.trail.problem("truncated", "error", CUT_OFF, document.text, document.cut)
        if events and document.deep is not None:
            self._tell_deep(document, document.deep)
        if not events:
            self.trail.steps = before
            self.trail.seen.append(document)
        return events

    def _tell(self, silent: Sequence[Document]) -> None:
        """Say once that lines among the events hold none."""
        if silent:
            lines = "This line holds" if len(silent) == 1 else f"{len(silent):,} lines, this one first, hold"
            message = f"{lines} no event that could be read; the others were."
            self.trail.problem("line-without-event", "info", message, silent[0].text, silent[0].offset)

    def _inner(self, text: Text, told: str | None) -> list[Event]:
        attempt = Reader(self.trail.branch())
        events = attempt.text(text, told)
        self.trail.seen += attempt.trail.seen
        if events:
            attempt.trail.seen = []
            self.trail.join(attempt.trail)
        return events

    def _bytes(self, data: bytes, where: Where) -> list[Event]:
        attempt = Reader(self.trail.branch())
        place = where.document.text.inner("", where.document.offset)
        found = [
            replace(text, line=place.line, column=place.column, exact=False)
            for text in texts(data, attempt.trail)
        ]
        events = [event for text in found for event in attempt.text(text, where.received_at)]
        if events:
            self.trail.join(attempt.trail)
        return events

    def _affords(self, text: Text) -> bool:
        size = min(len(text.content), limits.MENDED)
        if self.trail.spend(size):
            return True
        self.trail.problem("too-much-work", "error", "The input is wrapped too deeply to be read in full.")
        return False

    def _located(self, document: Document, told: str | None) -> list[Event]:
        events = self.value(document.value, Where(document, received_at=told))
        small = len(document.text.content) <= limits.LOCATED and "\n" in document.text.content
        if len(events) < 2 or document.cursor or not document.text.exact or not small:
            return events
        value, cursor = parse(document.text.content, document.offset)
        again = Reader(self.trail.branch()).value(value, Where(replace(document, cursor=cursor), (), told))
        return again if len(again) == len(events) else events

    def _report(self, document: Document, cursor: Cursor) -> None:
        self.trail.step(dialect(cursor))
        for mend, offset in mends(cursor):
            if mend == "long-number":
                message = f"A number of more than {limits.DIGITS} digits was kept as text."
                self.trail.problem("long-number", "warn", message, document.text, offset)
            else:
                self.trail.mend(mend, document.text, offset)
        self.trail.count(cursor.counts, dialect(cursor))
        if cursor.cut is not None:
            self.trail.problem("truncated", "error", CUT_OFF, document.text, cursor.cut)
        if cursor.deep is not None:
            self._tell_deep(document, cursor.deep)

    def _tell_deep(self, document: Document, offset: int) -> None:
        message = f"What is nested more than {limits.DEPTH} deep was left out."
        self.trail.problem("too-deep", "error", message, document.text, offset)

    def value(self, value: Any, where: Where) -> list[Event]:
        """Return the events at or under a value."""
        if isinstance(value, str):
            return self._string(value, where) if promising(value) else []
        if not isinstance(value, dict | list) or not self._goes_deeper(where):
            return []
        if (data := buffered(value)) is not None:
            return self._bytes(data, where)
        if isinstance(value, list):
            if pairs := named_pairs(value):
                return self.value(assembled(pairs), where.inside("[]"))
            return [event for item in value for event in self.value(item, where.inside("[]"))]
        plain = nested(value) if joined(value) else unlisted(value)
        plain = untyped(plain) if is_typed(plain) else plain
        plain = recased(flat_event(plain) or plain)
        flat = is_ipn(plain) and where.path[-1:] != ("transaction_details",)
        if (is_outbound(plain) or flat) and not is_type_table(plain):
            return [self._event(plain, value, where)]
        return self._envelope(value, where)

    def _goes_deeper(self, where: Where) -> bool:
        self.trail.budget.values -= 1
        if len(where.path) > limits.DEPTH:
            self.trail.once("too-deep", f"What is nested more than {limits.DEPTH} deep was left out.")
            return False
        if self.trail.budget.values < 0:
            self.trail.once("too-many-values", f"Only the first {limits.VALUES:,} values were searched.")
            return False
        return True

    def _string(self, content: str, where: Where) -> list[Event]:
        attempt = Reader(self.trail.branch())
        attempt.trail.step("text-in-json")
        events = attempt.text(where.document.text.inner(content, where.document.offset), where.received_at)
        if events:
            self.trail.join(attempt.trail)
        return events

    def _event(self, plain: Mapping[str, Any], written: Mapping[str, Any], where: Where) -> Event:
        document = where.document
        if where.path and not any(step.startswith("envelope:") for step in self.trail.steps):
            self.trail.step("found-at:" + ".".join(where.path))
        if plain is not written:
            self.trail.step(_rearranged(written))
        plain, opened = unpacked(plain)
        for key in opened:
            self.trail.step(f"json-field:{key}")
        if too_deep(plain, limits.DEPTH):
            self.trail.once("too-deep", f"What is nested more than {limits.DEPTH} deep was left out.")
            plain = pruned(plain, limits.DEPTH)
        offset = written.offset if document.cursor and isinstance(written, Members) else document.offset
        build = outbound if is_outbound(plain) else ipn
        event = build(plain, document.text.at(offset)[0], where.received_at)
        return masked(event) if document.text.guarded else event

    def _envelope(self, value: Mapping[str, Any], where: Where) -> list[Event]:
        name, told = envelope(value), received_at(value)
        before = dict(self.trail.steps)
        if name:
            self.trail.step(f"envelope:{name}")
        found = {key: self.value(item, where.inside(str(key), told)) for key, item in value.items()}
        events = self._once(found)
        if not events:
            self.trail.steps = before
        return events

    def _once(self, found: Mapping[str, list[Event]]) -> list[Event]:
        """One message that an envelope shows in several forms (parsed, raw, as pairs) counts once."""
        events, seen = [], set[str]()
        alone = sum(bool(here) for here in found.values()) < 2
        for key, here in found.items():
            marks = [] if alone or str(key).isdigit() else [_mark(event) for event in here]
            if marks and seen.issuperset(marks):
                self.trail.step(f"same-again:{key}")
                continue
            seen.update(marks)
            events += here
        return events


def _rearranged(written: Mapping[str, Any]) -> str:
    """Name the way in which an event's parts stood elsewhere."""
    if is_typed(written):
        return "typed-json"
    if joined(written):
        return "joined-keys"
    return "flat-keys" if flat_event(written) else "recased-keys"


def _mark(event: Event) -> str:
    """What two forms of one event have in common: everything, without regard to numbers and text."""
    parts = [event.action, event.details, event.lead.get("id"), event.lead.get("email")]
    return json.dumps(_as_text(parts), sort_keys=True)


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_text(item) for key, item in value.items()}
    return [_as_text(item) for item in value] if isinstance(value, list) else str(value)
