"""The leads table: one row a person, with the newest values and what the events tell of them together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
import pyarrow as pa

from kartra.identity import address, identifier, text
from kartra.lead import NAME_PARTS, contact, full_name, gdpr_status
from kartra.tables.column import BATCH, Builder, identifiers, integers, texts
from kartra.tables.shape import LEAD_NAMES, OTHERS, Shape, lead_shape
from kartra.tables.written import written
from privacy import redacted_body

_IDS: Final = frozenset({"id", "owner_id", "referring_id", "source_id", "member_id"})
_INTEGERS: Final = frozenset(
    {"score", "lead_deleted", "blacklisted", "gdpr_lead_status", "gdpr_lead_communications"}
)
LEAD_BUILDERS: Final[Mapping[str, Builder]] = {
    name: identifiers if name in _IDS else integers if name in _INTEGERS else texts for name in LEAD_NAMES
}

_MOMENT: Final = pa.timestamp("ms", "UTC")
SCHEMA: Final = pa.schema(
    [
        ("lead_id", pa.string()),
        ("email", pa.string()),
        ("name", pa.string()),
        ("first_seen", _MOMENT),
        ("last_seen", _MOMENT),
        ("events", pa.int64()),
        ("transactions", pa.int64()),
        ("revenue_cents", pa.int64()),
        ("gdpr_status", pa.string()),
        ("may_be_contacted", pa.string()),
        ("known_as", pa.string()),
        *((name, builder([]).type) for name, builder in LEAD_BUILDERS.items() if name not in ("id", "email")),
        ("custom_fields", pa.string()),
        ("other", pa.string()),
    ]
)
"""Always these columns, in this order. `known_as` lists every id and address the person was told under."""


class Person(msgspec.Struct, gc=False):
    """What is gathered of one person while events pass by."""

    identities: tuple[str, ...] = ()
    email: Any = None
    """The address as told last: the same again says nothing new."""
    lead: bytes = b"{}"
    """The newest lead object, as JSON."""
    events: int = 0
    transactions: int = 0
    revenue_cents: int = 0
    first_seen: int | None = None
    last_seen: int | None = None
    told: int | None = None
    """When the newest lead object was received."""
    turned_out: Person | None = None
    """Who this was found to be, once an event tied the two together."""

    @property
    def now(self) -> Person:
        """The person that this one is known as by now."""
        person = self
        while person.turned_out is not None:
            person = person.turned_out
        return person


class People:
    """Everyone who was told of; two tellings are one person when they share an id or a real mail address."""

    def __init__(self) -> None:
        self._by_identity: dict[str, Person] = {}
        self._by_telling: dict[str, Person] = {}
        """Lead ids exactly as told: the way in for nearly every event."""
        self._everyone: dict[int, Person] = {}

    def meet(
        self, lead_id: Any, email: Any, lead: bytes, *, told: int | None = None, partly: bool = False
    ) -> Person | None:
        """Count one event of this person; None when the event names nobody.

        The lead told last has the newest values, or the one received last (`told`, UTC ms) where known;
        one that tells a person only `partly`, as an IPN does, replaces what it tells and leaves the rest.
        """
        person = self._by_telling.get(lead_id) if type(lead_id) is str else None
        if person is None or email != person.email:
            person = self._told_anew(lead_id, email)
        if person is not None:
            person.events += 1
            if told is not None:
                seen(person, told)
            if told is None or person.told is None or told >= person.told:
                person.lead = _combined(person.lead, lead) if partly else lead
                person.told = told
        return person

    def _told_anew(self, lead_id: Any, email: Any) -> Person | None:
        number = identifier(lead_id)
        person = self._recognised("id:" + number if number else "", _identity(email))
        if person is not None:
            person.email = email
            if number and type(lead_id) is str:
                self._by_telling[lead_id] = person
        return person

    def _recognised(self, *told: str) -> Person | None:
        """The person of these identities; several who turn out to be one are put together."""
        named = [one for one in told if one]
        known = list({id(p): p for one in named if (p := self._by_identity.get(one))}.values())
        if not named:
            return None
        person = known[0] if known else Person()
        for other in known[1:]:
            _join(person, other)
            del self._everyone[id(other)]
            for number in [number for number, one in self._by_telling.items() if one is other]:
                self._by_telling[number] = person
        person.identities = tuple(dict.fromkeys((*person.identities, *named)))
        self._everyone[id(person)] = person
        for one in person.identities:
            self._by_identity[one] = person
        return person

    def __iter__(self) -> Iterator[Person]:
        return iter(self._everyone.values())

    def table(self) -> pa.Table:
        """One row for each person, in the order in which they were first met."""
        everyone = list(self)
        parts = [everyone[at : at + BATCH] for at in range(0, len(everyone), BATCH)]
        return pa.Table.from_batches([_batch(part) for part in parts], SCHEMA)


def _identity(email: Any) -> str:
    return f"email:{mail}" if (mail := _address(email)) else ""


def _address(email: Any) -> str:
    # Nearly every address is plain; the full check is only for those that are not.
    if (
        type(email) is str
        and email.isascii()
        and email.count("@") == 1
        and email.replace("@", "").replace(".", "").isalnum()
    ):
        return email.lower()
    return address(email)


def seen(person: Person, ms: int | None) -> None:
    """Widen the span in which the person was seen."""
    if ms is not None:
        person.first_seen = ms if person.first_seen is None else min(person.first_seen, ms)
        person.last_seen = ms if person.last_seen is None else max(person.last_seen, ms)


def _combined(known: bytes, lead: bytes) -> bytes:
    told = {name: value for name, value in json.loads(lead).items() if value not in ("", None, "N/A")}
    return written({**json.loads(known), **told})


def _join(person: Person, other: Person) -> None:
    other.turned_out = person
    person.identities += other.identities
    person.events += other.events
    person.transactions += other.transactions
    person.revenue_cents += other.revenue_cents
    seen(person, other.first_seen)
    seen(person, other.last_seen)


def _batch(people: list[Person]) -> pa.RecordBatch:
    shape = lead_shape()
    leads = _redacted([person.lead for person in people])
    values = shape.columns([_shaped(shape, lead) for lead in leads])
    fields = {name: builder(values[name]) for name, builder in LEAD_BUILDERS.items()}
    made = {
        "lead_id": fields["id"],
        "email": fields["email"],
        "name": texts([full_name(parts) for parts in zip(*(values[key] for key in NAME_PARTS), strict=True)]),
        "first_seen": pa.array([person.first_seen for person in people], _MOMENT),
        "last_seen": pa.array([person.last_seen for person in people], _MOMENT),
        "events": integers([person.events for person in people]),
        "transactions": integers([person.transactions for person in people]),
        "revenue_cents": integers([person.revenue_cents for person in people]),
        "gdpr_status": texts(_worded(values["gdpr_lead_status"], gdpr_status)),
        "may_be_contacted": texts(_worded(values["gdpr_lead_communications"], contact)),
        "known_as": texts([", ".join(sorted(person.identities)) for person in people]),
        **{name: array for name, array in fields.items() if name not in ("id", "email")},
        "custom_fields": texts([_written(one) for one in values["custom_fields"]]),
        "other": texts(_others(values, fields, shape.learned)),
    }
    return pa.RecordBatch.from_pydict(made, SCHEMA)


def _shaped(shape: Shape, lead: bytes) -> Any:
    try:
        return shape.decode(lead)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return shape.taken(json.loads(lead))


def _redacted(leads: list[bytes]) -> list[bytes]:
    together = b"\n".join(leads)
    return leads if redacted_body(together) is together else [redacted_body(lead) for lead in leads]


def _worded(told: Sequence[Any], words: Callable[[str], str]) -> list[str]:
    known = {value: words(text(value)) for value in set(told)}
    return [known[value] for value in told]


def _written(told: msgspec.Raw) -> str | None:
    return bytes(told).decode("utf-8", "replace") or None


def _others(
    values: Mapping[str, Sequence[Any]], fields: Mapping[str, pa.Array], learned: Sequence[str]
) -> list[str | None]:
    """What no column holds: fields beyond the known ones, and values that are not of their column's type."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for name in learned:
        for at, value in enumerate(values[name]):
            if value is not None:
                found[at].update(value if name == OTHERS else {name: value})
    for name, array in fields.items():
        nothing = values[name].count(None) + values[name].count("")
        if array.null_count > nothing and LEAD_BUILDERS[name] is not texts:
            for at, unread in enumerate(array.is_null().to_pylist()):
                if unread and str(values[name][at] or "").strip("0 "):
                    found[at][name] = values[name][at]
    size = len(values["id"])
    return [written(found[at]).decode() if at in found else None for at in range(size)]
