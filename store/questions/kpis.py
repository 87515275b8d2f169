"""The CRM's own figures, by its own definitions, so that they can be compared with its reports.

Definitions: konnektive.atlassian.net, "KPI" page 451051529.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.questions.cells import Cell, Mark, count, revenue
from store.questions.placed import DECLINED, SOLD
from store.questions.proportion import Proportion

SALES = Mark(ended=(SOLD,))
DECLINES = Mark(ended=(DECLINED,))
PARTIALS = Mark(partial=True, not_ended=(SOLD, DECLINED))
SHOWN = Mark(shown=True)
TAKEN = Mark(shown=True, taken=True)

DEFINITIONS = {
    "Conversion rate": "New sales ÷ (partials + initial declines + new sales). "
    "A partial is a lead with an order number that has neither sold nor been declined.",
    "Approval rate": "New sales ÷ (new sales + initial declines).",
    "Average order value": "Amount of new sales ÷ new sales, upsells included.",
    "Upsell take rate": "Visits that took an upsell ÷ visits that were shown one. "
    "Not part of the conversion.",
    "Revenue": "Amount of new sales, upsells included, before refunds.",
    "Visits": "CRM sessions (sessionId) that began in the period.",
}


@dataclass(frozen=True, slots=True)
class Kpis:
    """Counts first, the rates from them."""

    visits: int
    sales: int
    partials: int
    declines: int
    revenue_cents: int
    upsell: Proportion

    @property
    def conversion(self) -> Proportion:
        return Proportion(self.sales, self.partials + self.declines + self.sales)

    @property
    def approval(self) -> Proportion:
        return Proportion(self.sales, self.sales + self.declines)

    @property
    def average_cents(self) -> float | None:
        return self.revenue_cents / self.sales if self.sales else None


def kpis(cells: Sequence[Cell]) -> Kpis:
    """The figures of these visits."""
    return Kpis(
        visits=sum(cell.n for cell in cells),
        sales=count(cells, SALES),
        partials=count(cells, PARTIALS),
        declines=count(cells, DECLINES),
        revenue_cents=revenue(cells, SALES),
        upsell=Proportion(count(cells, TAKEN), count(cells, SHOWN)),
    )
