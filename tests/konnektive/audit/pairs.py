"""Two faults in one clean visit, and the pairs of which one ends the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from tests.konnektive.audit.conditions import CONDITIONS
from tests.konnektive.audit.faults import FAULTS, Fault
from tests.konnektive.audit.recorded import SHAPES, Record, clean, copied, numbers


@dataclass(frozen=True, slots=True)
class Pair:
    """A visit with two faults."""

    one: str
    other: str
    records: list[Record]
    there: frozenset[tuple[str, int]]
    """Rule and number of its call, where the fault is there after both."""
    gone: frozenset[tuple[str, int]] = frozenset()
    """The same, where the other fault has ended it."""

    @property
    def reason(self) -> str:
        """Why it is no test; empty where it is one."""
        return "; ".join(f"{rule} needs {CONDITIONS[rule].words}" for rule, _ in sorted(self.gone))


@dataclass(frozen=True, slots=True)
class Apart:
    """Two faults that no clean visit can have both."""

    one: str
    other: str
    reason: str = "no clean visit has room for both"


def pairs(rules: Iterable[str] = FAULTS, *, every_way: bool = False) -> Iterator[Pair | Apart]:
    """These rules with each other one, broken in the first or in every way, in the first visit that fits."""
    for one, other in product(rules, FAULTS):
        ways = product(FAULTS[one], FAULTS[other]) if every_way else [(FAULTS[one][0], FAULTS[other][0])]
        if one != other:
            yield from (paired(one, other, first, second) for first, second in ways)


def paired(one: str, other: str, first: Fault, second: Fault) -> Pair | Apart:
    """The two in a visit that has both; else one in which one ends the other; else what keeps them apart."""
    last: Pair | Apart = Apart(one, other)
    for browser, shape in product((False, True), SHAPES):
        made = broken(one, other, copied(clean(shape, browser=browser)), first, second)
        if isinstance(made, Pair) and not made.gone:
            return made
        last = made or last
    return last


def broken(one: str, other: str, records: list[Record], first: Fault, second: Fault) -> Pair | Apart | None:
    """The records with both faults; none where one finds nothing to break."""
    whole = copied(records)
    index = first(records)
    if index is None or records == whole:
        return None
    marked, whole = records[index], copied(records)
    latter = second(records)
    if latter is None or records == whole:
        return None
    former = next((at for at, record in enumerate(records) if record is marked), None)
    if former is None:
        return Apart(one, other, "the second takes the call of the first away")
    number = numbers(records)
    there: set[tuple[str, int]] = set()
    gone: set[tuple[str, int]] = set()
    for rule, at in ((one, former), (other, latter)):
        holds = rule not in CONDITIONS or CONDITIONS[rule].holds(records, at)
        (there if holds else gone).add((rule, number[at]))
    return Pair(one, other, records, frozenset(there), frozenset(gone))
