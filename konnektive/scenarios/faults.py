"""The faults that each scenario is played against: the columns of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from konnektive.endpoints import IMPORT_CLICK, IMPORT_LEAD, IMPORT_ORDER, IMPORT_UPSALE
from konnektive.sandbox.faults import Fault


@dataclass(frozen=True, slots=True)
class Column:
    """One fault, or none."""

    name: str
    title: str
    fault: Fault | None = None


COLUMNS: tuple[Column, ...] = (
    Column("none", "No fault"),
    Column("slow-order", "Slow order", Fault("delay", IMPORT_ORDER.path, seconds=0.02)),
    Column("order-times-out", "Order times out", Fault("timeout", IMPORT_ORDER.path, seconds=1)),
    Column("order-dropped", "Order dropped", Fault("dropped", IMPORT_ORDER.path)),
    Column("order-500", "HTTP 500 on order", Fault("500", IMPORT_ORDER.path)),
    Column("order-html", "HTML on order", Fault("html", IMPORT_ORDER.path)),
    Column("order-truncated", "Order answer cut", Fault("truncated", IMPORT_ORDER.path)),
    Column("order-doubled", "Order sent twice", Fault("duplicate", IMPORT_ORDER.path)),
    Column("click-500", "HTTP 500 on click", Fault("500", IMPORT_CLICK.path, nth=1)),
    Column("lead-doubled", "Lead sent twice", Fault("duplicate", IMPORT_LEAD.path)),
    Column("lead-html", "HTML on lead", Fault("html", IMPORT_LEAD.path)),
    Column("upsell-doubled", "Upsell sent twice", Fault("duplicate", IMPORT_UPSALE.path)),
)
BY_NAME = {one.name: one for one in COLUMNS}
