"""Every visit placed in a funnel: where it entered, how far it came in order, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Case, ColumnElement, Integer, Select, and_, case, func, literal, or_, select

from store.questions.scope import Scope
from store.tables import visit

LINEAR = {
    "t_presell": "Presell",
    "t_lead": "Lead",
    "t_checkout": "Checkout",
    "t_order": "Order",
    "t_thankyou": "Thank you",
}
"""The steps of a visit in order: first-touch column, and its name. Upsells are a branch, not a step."""

SOLD, DECLINED, PAYPAL, BROKEN, IN_PROGRESS, LEFT = (
    "sold",
    "declined",
    "paypal_unconfirmed",
    "broken",
    "in_progress",
    "left",
)
ENDS = (SOLD, DECLINED, PAYPAL, BROKEN, IN_PROGRESS, LEFT)
"""How a visit ended; every visit has exactly one of them."""

HOUR_MS = 3_600_000
PACES_S = (30, 60, 120, 300, 600, 1800, 3600)
PACE_NAMES = ("under 30 s", "30–60 s", "1–2 min", "2–5 min", "5–10 min", "10–30 min", "30–60 min", "over 1 h")
"""How long an order took: under the first of PACES_S, between two of them, or over the last."""
NO_PACE = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """What counts as moving through the funnel."""

    steps: tuple[str, ...] = tuple(LINEAR)
    window_ms: int = 24 * HOUR_MS
    """Counted from the visit's first step, and not restarted by repeats of it."""
    open: bool = False
    """Open: a visit may enter at any step. Closed: only at the first."""
    now: int = 0
    """A recorded visit whose window reaches past this moment may still go on; simulated ones never do."""


def placed(scope: Scope, shape: Shape) -> Select[Any]:
    """The visits of the scope with their place.

    `entry` and `depth` are steps from 1, 0 is none; `ended` is one of ENDS; 0 or 1 are `partial` (the CRM
    holds an order number), `shown` and `taken` (an upsell); `took` is ms from the first step to the order for
    those who got there, and `pace` its place among PACE_NAMES.
    """
    reached, ms = _got_to_order(shape)
    return select(
        visit,
        _entry(shape).label("entry"),
        _depth(shape).label("depth"),
        case((reached, ms), else_=None).label("took"),
        _pace(reached, ms).label("pace"),
        _ended(shape).label("ended"),
        case((visit.c.order_id != "", 1), else_=0).label("partial"),
        case((visit.c.t_upsell_shown.is_not(None), 1), else_=0).label("shown"),
        case((visit.c.t_upsell.is_not(None), 1), else_=0).label("taken"),
    ).where(scope.visits())


def _entry(shape: Shape) -> ColumnElement[int]:
    last = 1 if not shape.open else len(shape.steps)
    return case(
        *((visit.c[name].is_not(None), number) for number, name in enumerate(shape.steps[:last], 1)), else_=0
    )


def _depth(shape: Shape) -> Case[int]:
    reached = _reached(shape)
    deepest_first = list(enumerate(reached, 1))[::-1]
    return case(*((condition, number) for number, condition in deepest_first), else_=0)


def _reached(shape: Shape) -> list[ColumnElement[bool]]:
    """For each step: touched after the step before it and inside the window, or entered here."""
    conditions: list[ColumnElement[bool]] = []
    for index, name in enumerate(shape.steps):
        at, earlier = visit.c[name], [visit.c[step] for step in shape.steps[:index]]
        if not earlier:
            conditions.append(at.is_not(None))
            continue
        began = func.coalesce(*earlier, literal(None, Integer)) if shape.open else earlier[0]
        followed = and_(conditions[-1], at >= earlier[-1], at - began <= shape.window_ms)
        entered = and_(at.is_not(None), *(column.is_(None) for column in earlier))
        conditions.append(or_(followed, entered) if shape.open else followed)
    return conditions


def _got_to_order(shape: Shape) -> tuple[ColumnElement[bool], ColumnElement[int]]:
    """Whether a visit reached the order, and then its ms since the first step."""
    if "t_order" not in shape.steps:
        return literal(False), literal(0)
    index = shape.steps.index("t_order")
    began = func.coalesce(*(visit.c[name] for name in shape.steps[: index + 1]), literal(None, Integer))
    return _reached(shape)[index], visit.c.t_order - began


def _pace(reached: ColumnElement[bool], ms: ColumnElement[int]) -> Case[int]:
    # The condition stands once: a database works it out again wherever it is written.
    under = case(*((ms < edge * 1000, number) for number, edge in enumerate(PACES_S)), else_=len(PACES_S))
    return case((reached, under), else_=NO_PACE)


def _ended(shape: Shape) -> Case[str]:
    may_go_on = and_(visit.c.source.in_(("walk", "http")), visit.c.started_at > shape.now - shape.window_ms)
    return case(
        (visit.c.outcome == "sold", SOLD),
        (visit.c.outcome == "declined", DECLINED),
        (visit.c.outcome == "paypal_unconfirmed", PAYPAL),
        (visit.c.refused > 0, BROKEN),
        (may_go_on, IN_PROGRESS),
        else_=LEFT,
    )
