"""Visits counted by their place in a funnel: one scan that every number of the funnel page is a sum over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
)

from store.questions.placed import DECLINED, IN_PROGRESS, SOLD, Shape, placed
from store.questions.scope import Scope

PLACE = ("entry", "depth", "ended", "partial", "shown", "taken", "pace")
JUDGED = (SOLD, DECLINED)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many visits share a place, and what they brought."""

    entry: int
    depth: int
    ended: str
    partial: int
    shown: int
    taken: int
    pace: int
    value: str | int
    """Of the dimension that was asked for; empty when none was."""
    n: int
    revenue_cents: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One number of a picture, as the condition that its visits meet; the empty mark is every visit."""

    reached: int | None = None
    """Step from 1: entered at it or before, and came at least that far."""
    stopped: int | None = None
    """Step from 1: came exactly that far."""
    ended: tuple[str, ...] = ()
    not_ended: tuple[str, ...] = ()
    partial: bool = False
    shown: bool = False
    taken: bool = False
    judged: bool = False
    """In the denominator of the CRM's conversion rate: sold, declined, or a partial."""
    pace: int | None = None

    def holds(self, cell: Cell) -> bool:
        """The same condition as `where`, on a cell."""
        return (
            (self.reached is None or 0 < cell.entry <= self.reached <= cell.depth)
            and (self.stopped is None or cell.depth == self.stopped)
            and (not self.ended or cell.ended in self.ended)
            and cell.ended not in self.not_ended
            and (not self.partial or bool(cell.partial))
            and (not self.shown or bool(cell.shown))
            and (not self.taken or bool(cell.taken))
            and (not self.judged or bool(cell.partial) or cell.ended in JUDGED)
            and (self.pace is None or cell.pace == self.pace)
        )

    def where(self, visits: FromClause) -> ColumnElement[bool]:
        """The same condition as `holds`, on the placed visits."""
        c = visits.c
        conditions: list[ColumnElement[bool]] = []
        if self.reached is not None:
            conditions += [c.entry > 0, c.entry <= self.reached, c.depth >= self.reached]
        if self.stopped is not None:
            conditions.append(c.depth == self.stopped)
        if self.ended:
            conditions.append(c.ended.in_(self.ended))
        if self.not_ended:
            conditions.append(c.ended.not_in(self.not_ended))
        conditions += [c[flag] == 1 for flag in ("partial", "shown", "taken") if getattr(self, flag)]
        if self.judged:
            conditions.append(or_(c.partial == 1, c.ended.in_(JUDGED)))
        if self.pace is not None:
            conditions.append(c.pace == self.pace)
        return and_(True, *conditions)


def lost(step: int, *ended: str) -> Mark:
    """Came to this step and not to the next; visits that may still go on are not lost."""
    return Mark(stopped=step, ended=ended, not_ended=() if ended else (IN_PROGRESS,))


def count(cells: Iterable[Cell], mark: Mark) -> int:
    """The number of visits behind a mark."""
    return sum(cell.n for cell in cells if mark.holds(cell))


def revenue(cells: Iterable[Cell], mark: Mark) -> int:
    """What the visits behind a mark brought, in cents."""
    return sum(cell.revenue_cents for cell in cells if mark.holds(cell))


def cells(connection: Connection, scope: Scope, shape: Shape, by: str = "") -> tuple[Cell, ...]:
    """Count the visits of the scope by place, and by a column of `visit` when one is named."""
    visits = placed(scope, shape).subquery()
    place = [visits.c[name] for name in PLACE]
    value = visits.c[by] if by else literal("")
    cents = cast(func.sum(visits.c.revenue_cents), BigInteger)
    counted: Select[Any] = select(*place, value.label("value"), func.count(), cents)
    counted = counted.group_by(*place, *([value] if by else []))
    return tuple(Cell(*row) for row in connection.execute(counted))
