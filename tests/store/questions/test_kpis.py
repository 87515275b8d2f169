"""The CRM's figures by hand."""

from __future__ import annotations

from typing import Any

from store.questions.cells import cells
from store.questions.kpis import kpis
from store.questions.placed import LINEAR, Shape
from store.questions.scope import Scope
from tests.store.questions.made import BEGAN, NOW, visit_row, visits

SHAPE = Shape(tuple(LINEAR), now=NOW)


def of(*changes: dict[str, Any]) -> Any:
    rows = [visit_row(number, **changed) for number, changed in enumerate(changes, 1)]
    with visits(rows) as connection:
        return kpis(cells(connection, Scope(), SHAPE))


SALE = {"outcome": "sold", "order_id": "A", "revenue_cents": 5_000}
DECLINE = {"outcome": "declined", "order_id": "B"}
PARTIAL = {"outcome": "lead", "order_id": "C"}
LOOKER: dict[str, Any] = {}


def test_conversion_counts_partials_and_declines_but_not_those_who_only_looked() -> None:
    found = of(SALE, SALE, DECLINE, PARTIAL, LOOKER, LOOKER)
    assert found.conversion.text == "50.0 % (2 of 4)"
    assert found.visits == 6


def test_approval_leaves_partials_out() -> None:
    assert of(SALE, SALE, DECLINE, PARTIAL).approval.text == "66.7 % (2 of 3)"


def test_average_order_value_is_the_sales_amount_over_the_sales() -> None:
    assert of(SALE, SALE | {"revenue_cents": 7_000}, PARTIAL).average_cents == 6_000
    assert of(PARTIAL).average_cents is None


def test_take_rate_compares_with_those_who_were_shown_one() -> None:
    shown = {"t_upsell_shown": BEGAN}
    assert of(SALE | shown, SALE | shown | {"t_upsell": BEGAN}, SALE).upsell.text == "50.0 % (1 of 2)"
