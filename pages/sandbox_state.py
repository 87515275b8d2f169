"""What the sandbox holds: customers, orders, purchases, transactions and what is sent out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import streamlit as st

from konnektive.sandbox import Sandbox
from konnektive.sandbox.clock import stamp
from konnektive.sandbox.customers import customer_row
from konnektive.sandbox.forgetting import HELD
from konnektive.sandbox.order_query import fulfillment_entry, order_row
from konnektive.sandbox.purchase_rows import purchase_row
from konnektive.sandbox.state import Session
from konnektive.sandbox.transaction_rows import transaction_row

PAGE = 100

ORDER = (
    "orderId",
    "dateCreated",
    "orderStatus",
    "reviewStatus",
    "name",
    "emailAddress",
    "totalAmount",
    "refundRemaining",
    "paySource",
    "cardLast4",
    "campaignId",
    "affId",
)
CUSTOMER = (
    "customerId",
    "dateCreated",
    "firstName",
    "lastName",
    "emailAddress",
    "phoneNumber",
    "country",
    "paySource",
    "cardLast4",
)
PURCHASE = (
    "purchaseId",
    "productName",
    "status",
    "price",
    "billingCycleNumber",
    "nextBillDate",
    "recycleNumber",
    "totalBilled",
    "totalRefunded",
    "orderId",
    "customerId",
)
TRANSACTION = (
    "transactionId",
    "dateCreated",
    "txnType",
    "responseType",
    "responseText",
    "totalAmount",
    "orderId",
    "billingCycleNumber",
    "cardLast4",
    "isChargedback",
)
FULFILLMENT = ("fulfillmentId", "dateCreated", "status", "trackingNumber", "shipCarrier", "dateShipped")
SESSION = ("sessionId", "opened", "pages", "campaignId", "affId", "orderId", "requestUri")

Row = dict[str, Any]


def _session(one: Session) -> Row:
    return {
        "sessionId": one.sessionId,
        "opened": stamp(one.created),
        "pages": ", ".join(one.pages),
        "campaignId": one.campaignId,
        "affId": one.affId,
        "orderId": one.orderId,
        "requestUri": one.requestUri,
        "userAgent": one.userAgent,
        "httpReferer": one.httpReferer,
        "ipAddress": one.ipAddress,
        **one.utm,
    }


def kinds(crm: Sandbox) -> dict[str, tuple[str, tuple[str, ...], Callable[[Any], Row]]]:
    """Words to the kind, its columns, and how an object of it is shown whole."""
    account = crm.account
    return {
        "Orders": ("order", ORDER, lambda one: order_row(account, one)),
        "Customers": ("customer", CUSTOMER, customer_row),
        "Purchases": ("purchase", PURCHASE, purchase_row),
        "Transactions": ("transaction", TRANSACTION, lambda one: transaction_row(account, one)),
        "Fulfillments": ("fulfillment", FULFILLMENT, lambda one: fulfillment_entry(account, one)),
        "Sessions": ("session", SESSION, _session),
    }


def show_state(crm: Sandbox) -> None:
    """Draw one kind as a table, newest first, and the chosen object whole."""
    shown = kinds(crm)
    with st.container(horizontal=True, vertical_alignment="center"):
        words = st.segmented_control(
            "Kind",
            list(shown),
            default="Orders",
            required=True,
            key="sandbox.kind",
            label_visibility="collapsed",
        )
        wanted = st.text_input(
            "Find",
            key="sandbox.find",
            placeholder="Find an id, a name, an address",
            width=280,
            label_visibility="collapsed",
        ).casefold()
    kind, columns, whole = shown[words]
    total = len(crm.account.of(kind))
    pages = max(1, -(-total // PAGE))
    page = st.pagination(pages, key=f"sandbox.page.{kind}") if pages > 1 and not wanted else 1
    rows = _rows(crm, kind, whole, wanted, int(page))
    if not rows:
        st.info("None yet." if not total else "None fits.", icon=":material/inbox:")
        return
    _show_rows(words, total, rows, columns)
    if crm.account.forgotten:
        st.caption(
            f"{crm.account.forgotten:,} older objects were forgotten: the sandbox holds {HELD:,} orders "
            "and as many sessions. The record keeps their calls."
        )


def _rows(crm: Sandbox, kind: str, whole: Callable[[Any], Row], wanted: str, page: int) -> list[Row]:
    if wanted:
        return list(islice(_fitting(crm, kind, whole, wanted), PAGE))
    with crm.lock:
        newest = reversed(crm.account.of(kind).values())
        return [whole(one) for one in islice(newest, (page - 1) * PAGE, page * PAGE)]


def _fitting(crm: Sandbox, kind: str, whole: Callable[[Any], Row], wanted: str) -> Iterator[Row]:
    """Newest first. The sandbox waits for a hundred at a time, not for all: calls are answered meanwhile."""
    with crm.lock:
        objects = crm.account.of(kind)
        keys = list(reversed(objects))
    for start in range(0, len(keys), PAGE):
        with crm.lock:
            rows = [whole(objects[key]) for key in keys[start : start + PAGE] if key in objects]
        yield from (row for row in rows if wanted in str(row).casefold())


def _show_rows(words: str, total: int, rows: list[Row], columns: tuple[str, ...]) -> None:
    chosen = st.dataframe(
        [{name: _cell(row.get(name)) for name in columns} for row in rows],
        key=f"sandbox.rows.{words}.{next(iter(rows[0].values()))}.{len(rows)}",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(rows), 420),
        alt=f"{words} that the sandbox holds",
    )
    st.caption(f"{total:,} {words.lower()}, newest first. Select one to see it whole.")
    if positions := chosen["selection"]["rows"]:
        st.json(rows[positions[0]], expanded=1)


def _cell(value: Any) -> str | int | float:
    return value if isinstance(value, str | int | float) else "" if value is None else str(value)
