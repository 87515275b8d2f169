"""Totals of the period's transactions beside those of the period before."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from event_rows import show_txns_behind
from tiles import Tile, points_gained, show_tiles, with_counts

from store.questions.money import EARNED, REFUNDED, RETURNED, DayMoney, takings
from store.questions.scope import Scope

DEFINITIONS = {
    "Net revenue": "Sales and rebills − refunds, partial refunds and chargebacks. "
    "Amounts as Kartra sends them, in the account's currency; each transaction counts once.",
    "Earned": "Sales and rebills.",
    "Returned": "Refunds, partial refunds and chargebacks.",
    "Refund rate": "Refunds and partial refunds ÷ sales and rebills of the same period.",
    "Chargeback rate": "Chargebacks ÷ approved orders (sales and rebills).",
    "Failed payments": "Rebills that the processor refused.",
}

COUNTS = {
    "Sales and rebills": EARNED,
    "Refunds": REFUNDED,
    "Chargebacks": ("chargeback",),
    "Failed payments": ("failed",),
}


def show_definitions() -> None:
    """The same words as beside the figures, together."""
    with st.popover("Definitions", icon=":material/help:", key="money.definitions"):
        for label, meaning in DEFINITIONS.items():
            st.markdown(f"**{label}**: {meaning}")
        st.markdown(
            "A **day** is the transaction's own, in UTC. A transaction counts **once**, "
            "though Kartra may tell it twice, as outbound event and as IPN, and deliver it again."
        )


def show_takings(days: Sequence[DayMoney], before: Sequence[DayMoney] | None) -> None:
    """Draw the tiles."""
    now, then = takings(days), takings(before) if before is not None else None
    refunds, chargebacks = now.refund_rate, now.chargeback_rate
    show_tiles(
        [
            _cents("Net revenue", now.net_cents, then.net_cents if then else None, _net_by_day(days)),
            _cents("Earned", now.earned_cents, then.earned_cents if then else None),
            _cents(
                "Returned", now.returned_cents, then.returned_cents if then else None, more_is_better=False
            ),
            Tile(
                "Refund rate",
                with_counts(refunds),
                DEFINITIONS["Refund rate"],
                points_gained(refunds, then.refund_rate if then else None),
                " pt",
                1,
                more_is_better=False,
            ),
            Tile(
                "Chargeback rate",
                with_counts(chargebacks),
                DEFINITIONS["Chargeback rate"],
                points_gained(chargebacks, then.chargeback_rate if then else None),
                " pt",
                1,
                more_is_better=False,
            ),
            Tile(
                "Failed payments",
                f"{now.failed:,}",
                DEFINITIONS["Failed payments"],
                now.failed - then.failed if then else None,
                more_is_better=False,
            ),
        ],
        key="money.figures",
    )


@st.fragment
def show_takings_rows(scope: Scope, days: Sequence[DayMoney]) -> None:
    """The counts that the figures are made of; a click lists their transactions."""
    numbers = {name: sum(one.n for one in days if one.kind in kinds) for name, kinds in COUNTS.items()}
    chosen = st.pills(
        "Rows behind the figures",
        list(COUNTS),
        format_func=lambda name: f"{name} {numbers[name]:,}",
        key="money.count",
        label_visibility="collapsed",
    )
    if chosen:
        show_txns_behind("money.counted", chosen.lower(), numbers[chosen], scope, COUNTS[chosen])


def _cents(
    label: str, now: int, then: int | None, days: Sequence[float] = (), *, more_is_better: bool = True
) -> Tile:
    change = None if then is None else (now - then) / 100
    return Tile(label, f"{now / 100:,.2f}", DEFINITIONS[label], change, "", 2, days, more_is_better)


def _net_by_day(days: Sequence[DayMoney]) -> list[float]:
    sums = dict.fromkeys(sorted({one.day for one in days}), 0)
    for one in days:
        sums[one.day] += one.cents if one.kind in EARNED else -one.cents if one.kind in RETURNED else 0
    return [cents / 100 for cents in sums.values()]
