"""What the account forgets: the oldest of everything beyond a bound, so that no load test fills the memory.

The record of the calls in the store keeps what is forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from konnektive.sandbox.account import Account

HELD = 50_000
"""Orders with all that belongs to them, and as many sessions: about 250 MB when every one of them is sold."""
TRANSACTIONS = 4 * HELD
"""A purchase that bills again and an order that is refused again and again bring many."""
EACH = 1_000
"""Pages of one session and notes of one customer."""
EVERY = 500
"""Calls between two looks: by calls and not by time, so that the same calls forget the same."""
_OF_ORDERS = ("purchase", "transaction", "fulfillment", "approval")


def forget_oldest(account: Account, held: int = HELD, transactions: int = TRANSACTIONS) -> None:
    """Drop the oldest beyond the bounds; an order goes with its purchases, transactions and lone customer."""
    if len(account.orders) > held:
        gone = set(_oldest(account.orders, held))
        _drop(account, "order", gone)
        for kind in _OF_ORDERS:
            _drop(account, kind, [key for key, one in account.of(kind).items() if one.orderId in gone])
        buyers = {one.customerId for one in account.orders.values()}
        _drop(account, "customer", [key for key in account.customers if key not in buyers])
        account.by_email = {email: key for email, key in account.by_email.items() if key in buyers}
        account.by_order = {key: found for key, found in account.by_order.items() if key not in gone}
        account.sent = {key: found for key, found in account.sent.items() if key not in gone}
    for kind in ("session", "approval", "external"):
        _drop(account, kind, _oldest(account.of(kind), held))
    _forget_transactions(account, transactions)


def _oldest(objects: dict[Any, Any], held: int) -> list[Any]:
    return list(islice(objects, max(0, len(objects) - held)))


def _forget_transactions(account: Account, held: int) -> None:
    gone = _oldest(account.transactions, held)
    orders = {account.transactions[key].orderId for key in gone}
    _drop(account, "transaction", gone)
    for order in orders:
        account.by_order[order] = [key for key in account.by_order[order] if key in account.transactions]


def _drop(account: Account, kind: str, keys: Iterable[str | int]) -> None:
    objects = account.of(kind)
    for key in keys:
        del objects[key]
        account.changed.discard((kind, key))
        account.forgotten += 1
