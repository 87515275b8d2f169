"""The purchases: search, filters, column choice, totals that follow, download; a row opens the purchase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st
from ledger_purchase import show_purchase
from open_row import open_clicked, opened, show_closing

from kartra.ledger import Ledger, Purchase, gaps_text
from kartra.ledger.printed import purchase_table
from kartra.money import money_text
from kartra.tables import FORMATS

LIST = "ledger.rows"
SHOWN = 500
"""Rows of the table on the page; the search finds and the download holds the others."""
COLUMNS = ("Product", "Who", "Status", "Since", "Payments", "Paid", "Returned", "Balance", "Missing")
OTHERS = (
    "Next due",
    "Ended",
    "Kind",
    "Subscription id",
    "Original id",
    "Product id",
    "Lead id",
    "Every (days)",
)


def show_purchases(ledger: Ledger) -> None:
    """Draw the list, and the chosen purchase below it."""
    text, statuses, kind = _ask(ledger)
    found = [one for one in ledger.purchases if _fits(one, text.casefold(), statuses, kind)]
    if not found:
        st.info("No purchase fits this filter.", icon=":material/search_off:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        balance = money_text(sum(one.balance_cents for one in found))
        missing = sum(one.missing for one in found)
        st.markdown(
            f"**{len(found):,}** {'purchase' if len(found) == 1 else 'purchases'} · paid "
            f"**{money_text(sum(one.paid_cents for one in found))}** · returned "
            f"**{money_text(sum(one.returned_cents for one in found))}** · balance **{balance}**"
            + (
                f" · **{missing:,}** {'instalment' if missing == 1 else 'instalments'} missing"
                if missing
                else ""
            )
        )
        st.space("stretch")
        columns = _choose_columns()
        _show_downloads(found)
    table = _show_rows(found[:SHOWN], columns)
    if len(found) > SHOWN:
        st.caption(f"The newest {SHOWN:,} are listed; the search narrows, the download has all of them.")
    chosen = next((one for one in found if one.key == opened(LIST)), None)
    if chosen is not None:
        show_purchase(chosen, ledger.as_of)
        show_closing(LIST, table)


def _ask(ledger: Ledger) -> tuple[str, Sequence[str], str | None]:
    text: str = st.text_input(
        "Search",
        key="ledger.q",
        bind="query-params",
        type="search",
        live="400ms",
        placeholder="Product, name, address, order or subscription id",
        label_visibility="collapsed",
    )
    present = sorted({one.status for one in ledger.purchases})
    with st.container(horizontal=True):
        statuses = st.pills(
            "Status", present, selection_mode="multi", key="ledger.status", label_visibility="collapsed"
        )
        kind = st.pills(
            "Kind",
            ["Subscriptions", "One-time", "With gaps"],
            key="ledger.kind",
            label_visibility="collapsed",
        )
    return text, statuses, kind


def _fits(one: Purchase, text: str, statuses: Sequence[str], kind: str | None) -> bool:
    if statuses and one.status not in statuses:
        return False
    if kind and not {"Subscriptions": one.is_subscription, "One-time": not one.is_subscription}.get(
        kind, one.gaps
    ):
        return False
    if not text:
        return True
    names = (one.key, one.product_name, one.product_id, one.lead_name, one.lead_email, one.lead_id)
    ids = (one.subscription_id, *(entry.transaction_id for entry in one.entries))
    return any(text in name.casefold() for name in (*names, *ids))


def _choose_columns() -> list[str]:
    with st.popover("Columns", icon=":material/view_column:"):
        chosen: list[str] = st.multiselect(
            "Columns",
            [*COLUMNS, *OTHERS],
            default=list(COLUMNS),
            key="ledger.columns",
            persist_state="session",
        )
    return chosen or list(COLUMNS)


def _show_downloads(found: Sequence[Purchase]) -> None:
    with st.popover("Download", icon=":material/download:"):
        with st.container(horizontal=True):
            for name, (extension, media, writer) in FORMATS.items():
                st.download_button(
                    name,
                    partial(file_of, writer, found),
                    file_name=f"ledger.{extension}",
                    mime=media,
                    key=f"ledger.download.{extension}",
                    on_click="ignore",
                )
        st.caption("What the filter shows, every column. Amounts are in cents, times in UTC.")


def file_of(writer: Callable[[pa.Table], bytes], found: Sequence[Purchase]) -> bytes:
    """The purchases as a file, with times in UTC as the page has them."""
    return writer(purchase_table(found, UTC))


def _show_rows(rows: Sequence[Purchase], columns: Sequence[str]) -> str:
    """Draw the table; returns its key."""
    key = f"{LIST}.{len(rows)}.{rows[0].key if rows else ''}"
    st.dataframe(
        [{name: value for name, value in _row(one).items() if name in columns} for one in rows],
        key=key,
        on_select=partial(open_clicked, LIST, key, [one.key for one in rows]),
        selection_mode="single-cell",
        hide_index=True,
        height="content" if len(rows) <= 15 else 493,
        column_config={
            name: st.column_config.NumberColumn(format="accounting")
            for name in ("Paid", "Returned", "Balance")
        }
        | {name: st.column_config.DateColumn(format="D MMM YYYY") for name in ("Since", "Next due", "Ended")},
        alt="Purchases, newest first",
    )
    return key


def _row(one: Purchase) -> dict[str, Any]:
    return {
        "Product": one.product_name or one.product_id or "unnamed",
        "Who": one.lead_name or one.lead_email or one.lead_id,
        "Status": one.status,
        "Since": _date(one.started),
        "Payments": sum(paid.state != "failed" for paid in one.instalments),
        "Paid": one.paid_cents / 100,
        "Returned": one.returned_cents / 100,
        "Balance": one.balance_cents / 100,
        "Missing": gaps_text(one.gaps),
        "Next due": _date(one.next_due),
        "Ended": _date(one.ended) if one.is_subscription else None,
        "Kind": "subscription" if one.is_subscription else "one-time",
        "Subscription id": one.subscription_id,
        "Original id": one.original_id,
        "Product id": one.product_id,
        "Lead id": one.lead_id,
        "Every (days)": one.rebill_days,
    }


def _date(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)
