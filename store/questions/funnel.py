"""A funnel as bars: how many reached each step, what share that is, and why the others did not."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from store.questions.cells import Cell, Mark, cells, count, lost
from store.questions.placed import BROKEN, DECLINED, ENDS, IN_PROGRESS, LEFT, LINEAR, PAYPAL, SOLD, Shape
from store.questions.proportion import Proportion
from store.questions.scope import Scope
from store.tables import visit

LOSS_WORDS = {
    LEFT: "left",
    DECLINED: "declined",
    BROKEN: "broken",
    PAYPAL: "PayPal not confirmed",
    SOLD: "sold all the same",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One step: `step` compares with the step before, `overall` with everybody who entered."""

    number: int
    name: str
    reached: int
    overall: Proportion
    step: Proportion | None
    lost: tuple[tuple[str, int], ...]
    """How those who came no further ended, largest first; empty for the last step."""
    waiting: int
    """May still go on: not counted as lost."""

    @property
    def loss(self) -> Proportion:
        """Of those who came here and whose visit is over."""
        return Proportion(sum(n for _, n in self.lost), self.reached - self.waiting)

    @property
    def loss_text(self) -> str:
        reasons = ", ".join(f"{n:,} {LOSS_WORDS[ended]}" for ended, n in self.lost)
        waiting = f"; {self.waiting:,} still in progress" if self.waiting else ""
        return f"{self.name} loses {self.loss.text}: {reasons}{waiting}"


@dataclass(frozen=True, slots=True)
class Funnel:
    """Bars in order, and beside them the upsell, which nobody has to take."""

    bars: tuple[Bar, ...]
    cells: tuple[Cell, ...]
    entered: int
    elsewhere: int
    """Visits that touched a step but not in a way that this funnel counts."""
    take_rate: Proportion

    @property
    def conversion(self) -> Proportion:
        """From the first step to an accepted order, among visits that are over."""
        sales = count(self.cells, Mark(reached=_order(self.bars)))
        waiting = sum(bar.waiting for bar in self.bars if bar.number <= _order(self.bars))
        return Proportion(sales, self.entered - waiting)

    @property
    def before_order(self) -> tuple[Bar, ...]:
        """The steps at which a sale can still be lost."""
        return tuple(bar for bar in self.bars if bar.number < _order(self.bars))

    @property
    def worst(self) -> Bar | None:
        """The step that loses most visits before the order."""
        return max(
            (bar for bar in self.before_order if bar.lost), key=lambda bar: bar.loss.part, default=None
        )

    @property
    def answer(self) -> str:
        """What the picture says, in one line."""
        if not self.entered:
            return "No visit entered at the first step"
        if self.worst is None:
            return f"{self.entered:,} visits entered, and none was lost on the way"
        return self.worst.loss_text


def _order(bars: tuple[Bar, ...]) -> int:
    numbers = [bar.number for bar in bars if bar.name == LINEAR["t_order"]]
    return numbers[0] if numbers else len(bars)


def steps_in_use(connection: Connection, scope: Scope) -> tuple[str, ...]:
    """The steps that any visit of the scope has touched: a funnel need not have every page.

    A checkout where nobody ordered still has an order step, with nobody in it.
    """
    touched = connection.execute(
        select(*(func.count(visit.c[name]) for name in LINEAR)).where(scope.visits())
    ).one()
    used = {name for name, n in zip(LINEAR, touched, strict=True) if n}
    return tuple(name for name in LINEAR if name in used or (name == "t_order" and "t_checkout" in used))


def funnel(connection: Connection, scope: Scope, shape: Shape) -> Funnel:
    """Count the scope's visits into bars."""
    return assembled(shape, cells(connection, scope, shape))


def assembled(shape: Shape, counted: tuple[Cell, ...]) -> Funnel:
    """The funnel that these cells make."""
    entered = sum(cell.n for cell in counted if cell.depth)
    numbers = range(1, len(shape.steps) + 1)
    reached = [count(counted, Mark(reached=number)) for number in numbers]
    bars = tuple(
        Bar(
            number=number,
            name=LINEAR[shape.steps[number - 1]],
            reached=reached[number - 1],
            overall=Proportion(reached[number - 1], entered),
            step=Proportion(reached[number - 1], reached[number - 2]) if number > 1 else None,
            lost=_losses(counted, number) if number < len(shape.steps) else (),
            waiting=count(counted, Mark(stopped=number, ended=(IN_PROGRESS,))),
        )
        for number in numbers
    )
    shown = count(counted, Mark(shown=True))
    taken = count(counted, Mark(shown=True, taken=True))
    elsewhere = sum(cell.n for cell in counted if not cell.depth)
    return Funnel(bars, counted, entered, elsewhere, Proportion(taken, shown))


def _losses(counted: tuple[Cell, ...], number: int) -> tuple[tuple[str, int], ...]:
    by_end = [(ended, count(counted, lost(number, ended))) for ended in ENDS if ended != IN_PROGRESS]
    return tuple(sorted(((ended, n) for ended, n in by_end if n), key=lambda pair: -pair[1]))
