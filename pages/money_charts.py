"""The money page's pictures; a click lists the transactions or events behind a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from chart import HINT, clicked
from event_rows import show_events_behind, show_txns_behind
from plain import plain

from kartra import figures
from store.questions.events import DayCount
from store.questions.money import EARNED, RETURNED, DayMoney, ProductMoney, takings
from store.questions.scope import Scope

KINDS = (EARNED, RETURNED, EARNED + RETURNED)
WORDS = ("sales and rebills", "refunds and chargebacks", "sales, rebills, refunds and chargebacks")


@st.fragment
def show_days(scope: Scope, money: Sequence[DayMoney]) -> None:
    """Earned and returned, day by day."""
    sums = takings(money)
    words = f"Net {sums.net_cents / 100:,.2f}: {sums.earned_cents / 100:,.2f} earned, "
    words += f"{sums.returned_cents / 100:,.2f} returned"
    st.subheader(plain(words), anchor=False)
    point = clicked(figures.revenue_by_day(money), "money.days", f"Revenue by day. {words}")
    if not point:
        st.caption(HINT)
        return
    curve = point.get("curve_number", 0)
    day = figures.all_days([one.day for one in money])[point["point_index"]]
    number = sum(one.n for one in money if one.day == day and one.kind in KINDS[curve])
    on_day = f"{WORDS[curve]} on {figures.date(day):%d %B %Y}"
    show_txns_behind("money.day", on_day, number, replace(scope, first_day=day, last_day=day), KINDS[curve])


@st.fragment
def show_products(scope: Scope, found: Sequence[ProductMoney]) -> None:
    """What each product earned and returned."""
    if not found:
        return
    words = _most(found[0])
    st.subheader(plain(words), anchor=False)
    shown = found[:12]
    point = clicked(figures.products(shown), "money.products", f"Money by product. {words}")
    if point:
        one, curve = shown[point["point_index"]], point.get("curve_number", 0)
        number = one.returned if curve else one.earned
        show_txns_behind(
            "money.product", f"{WORDS[curve]} of {one.name}", number, scope, KINDS[curve], one.product_id
        )


def _most(first: ProductMoney) -> str:
    if not first.earned:
        return "No product earned anything"
    payments = "payment" if first.earned == 1 else "payments"
    return f"{first.name} earns most: {first.earned_cents / 100:,.2f} in {first.earned:,} {payments}"


@st.fragment
def show_events(scope: Scope, counts: Sequence[DayCount]) -> None:
    """Events by day and action."""
    if not counts:
        return
    named = figures.top_actions(counts)
    total = sum(one.n for one in counts)
    words = f"{total:,} events, most often {figures.action_words(named[0])}"
    st.subheader(plain(words), anchor=False)
    point = clicked(figures.events_by_day(counts), "money.events", f"Events by day and action. {words}")
    if not point:
        st.caption(f"{HINT} A delivery that repeats another is not counted.")
        return
    curve = point.get("curve_number", 0)
    day = figures.all_days([one.day for one in counts])[point["point_index"]]
    chosen = [named[curve]] if curve < len(named) else sorted({one.action for one in counts} - set(named))
    number = sum(one.n for one in counts if one.day == day and one.action in chosen)
    what = figures.action_words(chosen[0]) if curve < len(named) else figures.OTHERS
    on_day = f"{what} on {figures.date(day):%d %B %Y}"
    one_day = replace(scope, first_day=day, last_day=day)
    show_events_behind("money.event", on_day, number, one_day, chosen)
