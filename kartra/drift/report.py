"""The drift of each field, and which of the documented events and fields were ever seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kartra.drift.documented import CONTRADICTIONS, DOCUMENTED, EDITIONS_OF_ACTIONS, Documented
from kartra.drift.seen import FieldSeen, Seen
from kartra.events import ACTIONS, nearest

Verdict = Literal[
    "as documented", "number as text", "contradictory documents", "wrong type", "undocumented",
    "in captures only", "removed, still sent", "added later", "never seen", "not seen yet",
]  # fmt: skip

WORST_FIRST: Final[tuple[Verdict, ...]] = (
    "wrong type", "undocumented", "contradictory documents", "removed, still sent", "added later",
    "in captures only", "never seen", "number as text", "as documented", "not seen yet",
)  # fmt: skip
MEANING: Final[dict[Verdict, str]] = {
    "wrong type": "values came that no edition's type allows",
    "undocumented": "no edition and no known capture has this field",
    "contradictory documents": "the vendor's documents disagree about it",
    "removed, still sent": "the 2020 edition has it, the current one does not, and it came",
    "added later": "only the current edition has it, and it came",
    "in captures only": "no edition has it; real events are known to",
    "never seen": "its events came, always without it",
    "number as text": "a number is documented and came as text: ordinary for Kartra",
    "as documented": "types and edition agree",
    "not seen yet": "no event that could have it has come",
}

_EMPTY: Final = frozenset({"empty text", "null", "N/A"})
_ALLOWED: Final[dict[str, frozenset[str]]] = {
    "integer": frozenset({"integer", "integer as text"}),
    "float": frozenset({"integer", "decimal", "integer as text", "decimal as text"}),
    "string": frozenset({"text", "integer as text", "decimal as text", "date as text"}),
    "enum": frozenset({"text", "integer as text"}),
    "datetime": frozenset({"date as text"}),
    "array": frozenset({"array"}),
}


@dataclass(frozen=True, slots=True)
class FieldDrift:
    """One field: documented, seen, and what to make of it."""

    path: str
    in_2020: str
    current: str
    shares: tuple[tuple[str, float], ...]
    """Kinds of values with their shares, the most frequent first."""
    events: int
    of_events: int
    """Events with the object that the field belongs to."""
    first: int | None
    last: int | None
    example: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionSeen:
    """One event kind: documented where, and how often it came."""

    action: str
    edition: str
    """Empty when no edition has it."""
    events: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """Documentation beside reality."""

    fields: tuple[FieldDrift, ...]
    """The most telling verdicts first."""
    actions: tuple[ActionSeen, ...]
    events: int
    first: int | None
    last: int | None

    @property
    def documented_actions_seen(self) -> tuple[int, int]:
        """How many of the documented events came, of how many."""
        known = [one for one in self.actions if one.action in EDITIONS_OF_ACTIONS]
        return sum(one.events > 0 for one in known), len(known)

    @property
    def documented_fields_seen(self) -> tuple[int, int]:
        """How many of the documented fields came, of how many; IPN fields aside."""
        known = [
            one for one in self.fields if (one.in_2020 or one.current) and not one.path.startswith("ipn.")
        ]
        return sum(one.events > 0 for one in known), len(known)


def drift(seen: Seen) -> Drift:
    """Compare everything seen with everything documented."""
    paths = DOCUMENTED.keys() | seen.fields.keys()
    fields = [_field(path, DOCUMENTED.get(path), seen.fields.get(path), seen) for path in paths]
    fields.sort(key=lambda one: (WORST_FIRST.index(one.verdict), one.path))
    return Drift(tuple(fields), _actions(seen), seen.events, seen.first, seen.last)


def _field(path: str, told: Documented | None, held: FieldSeen | None, seen: Seen) -> FieldDrift:
    shares: tuple[tuple[str, float], ...] = ()
    if held is not None:
        shares = tuple((kind, n / held.events) for kind, n in held.kinds.most_common())
    root = path[: path.rindex(".") + 1] if "." in path else ""
    of_events = seen.roots.get(root, 0)
    return FieldDrift(
        path,
        told.in_2020 if told else "",
        told.current if told else "",
        shares,
        held.events if held else 0,
        max(of_events, held.events if held else 0),
        held.first if held else None,
        held.last if held else None,
        held.example if held else "",
        _verdict(path, told, held, of_events),
        CONTRADICTIONS.get(path, ""),
    )


def _verdict(path: str, told: Documented | None, held: FieldSeen | None, of_events: int) -> Verdict:
    if held is None:
        return "never seen" if of_events and told and told.current else "not seen yet"
    if told is None:
        return "undocumented"
    types = {kind for kind in (told.in_2020, told.current) if kind}
    allowed = frozenset().union(*(_ALLOWED[kind] for kind in types)) if types else held.kinds.keys()
    if held.kinds.keys() - allowed - _EMPTY:
        return "wrong type"
    if path in CONTRADICTIONS:
        return "contradictory documents"
    if told.captured:
        return "in captures only"
    if not told.current:
        return "removed, still sent"
    if not told.in_2020:
        return "added later"
    as_text = held.kinds["integer as text"] + held.kinds["decimal as text"]
    return "number as text" if as_text and not types & {"string", "enum"} else "as documented"


def _actions(seen: Seen) -> tuple[ActionSeen, ...]:
    known = [
        ActionSeen(action.name, EDITIONS_OF_ACTIONS[action.name], seen.actions.get(action.name, 0))
        for action in ACTIONS
    ]
    others = [
        ActionSeen(name, "IPN" if name.startswith("ipn:") else "", n, _hint(name))
        for name, n in seen.actions.most_common()
        if name not in EDITIONS_OF_ACTIONS
    ]
    return (*sorted(known, key=lambda one: -one.events), *others)


def _hint(name: str) -> str:
    if name.startswith("ipn:"):
        return ""
    close = nearest(name)
    return f"perhaps {close}" if close else ""
