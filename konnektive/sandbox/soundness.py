"""What a snapshot has to keep to, so that every call can be answered from it afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from konnektive.sandbox.account import FIRST, KINDS, Account, Settings
from konnektive.sandbox.approvals import PAGES
from konnektive.sandbox.catalogue import wrong_in
from konnektive.sandbox.clock import LAST_DAY
from konnektive.sandbox.identifiers import GREATEST_SEED
from konnektive.sandbox.state import Order
from konnektive.sandbox.users import is_whole

END = 4_102_444_800_000
"""UTC ms of the year 2100, where the sandbox's clock ends."""
GREATEST = 2**53
"""Numbers below it are the same in every JSON reader; cents and ids stay far below."""
_MOMENTS = ("created", "updated", "confirmed", "chargebackDate", "cancelDay")
_LIMITS = dict.fromkeys(_MOMENTS, END) | {"nextBillDay": LAST_DAY + 1}
_NUMBERED = {"customer": "customerId", "transaction": "transactionId", "fulfillment": "fulfillmentId"}


def wrong_settings(settings: Settings) -> str:
    """What could not be gone on with among the settings, as a sentence; empty where all is well."""
    bounds = {"seed": GREATEST_SEED, "drawn": GREATEST, "forgotten": GREATEST}
    for name, greatest in bounds.items():
        if not 0 <= getattr(settings, name) <= greatest:
            return f"settings.{name} is not a number from 0 to {greatest}."
    for name, value in settings.counters.items():
        if name not in FIRST or not 1 <= value < GREATEST:
            return f"settings.counters.{name[:40]} is not the next of a kind of number."
    if not all(is_whole(one) for one in settings.users):
        return "settings.users: a password is neither plain nor sealed."
    return _wrong_time(settings) or wrong_in(settings.catalogue)


def _wrong_time(settings: Settings) -> str:
    began = settings.set_at if settings.set_at is not None else int(time.time() * 1000)
    if 0 <= began < END and 0 <= settings.ahead < END - began:
        return ""
    return "settings.set_at and settings.ahead are no time between 1970 and 2100."


def wrong_objects(account: Account, objects: dict[str, list[Any]]) -> str:
    """What refers to nothing, is out of range or stands twice, as a sentence; empty where all is well."""
    for kind in objects:
        if kind not in KINDS:
            return f"objects.{kind[:40]} is not a kind of object that the sandbox holds."
        if len(objects[kind]) != len(account.of(kind)):
            return f"objects.{kind} holds the same {KINDS[kind].__struct_fields__[0]} twice."
    for problems in (_out_of_range(account), _dangling(account), _numbered_again(account)):
        if (problem := next(problems, "")) != "":
            return problem
    return ""


def _out_of_range(account: Account) -> Iterator[str]:
    for kind in KINDS:
        for key, one in account.of(kind).items():
            parts = (one, *one.items) if isinstance(one, Order) else (one,)
            for name in (name for part in parts for name in _beyond(part)):
                yield f"{kind} {key}: {name} is out of range."


def _beyond(one: msgspec.Struct) -> Iterator[str]:
    for name in one.__struct_fields__:
        value = getattr(one, name)
        if type(value) is int:
            limit = _LIMITS.get(name)
            if not (0 <= value < limit if limit else -GREATEST < value < GREATEST):
                yield name


def _dangling(account: Account) -> Iterator[str]:
    """References that calls follow without asking whether anything is there."""
    for order in account.orders.values():
        here = f"order {order.orderId}"
        yield from _absent(account, here, "customer", [order.customerId])
        yield from _absent(account, here, "purchase", [item.purchaseId for item in order.items])
    for kind in ("purchase", "transaction", "fulfillment", "approval"):
        for key, one in account.of(kind).items():
            yield from _absent(account, f"{kind} {key}", "order", [one.orderId])
    yield from _outside_order(account)
    for approval in account.approvals.values():
        if approval.kind not in PAGES:
            yield f"approval {approval.token}: kind is none of {', '.join(PAGES)}."


def _outside_order(account: Account) -> Iterator[str]:
    """A purchase, a payment of it and its sending belong to an order that has it as an item."""
    bought = {key: {item.purchaseId for item in order.items} for key, order in account.orders.items()}
    named: Iterable[tuple[str, str, list[str]]] = (
        *((f"purchase {key}", one.orderId, [key]) for key, one in account.purchases.items()),
        *((f"transaction {key}", one.orderId, one.purchaseIds) for key, one in account.transactions.items()),
        *(
            (f"fulfillment {key}", one.orderId, [purchase for _, purchase in one.items])
            for key, one in account.fulfillments.items()
        ),
    )
    for here, order, purchases in named:
        for one in purchases:
            if one not in bought[order]:
                yield f"{here}: purchaseId {one} is not an item of order {order}."


def _absent(account: Account, here: str, kind: str, keys: Iterable[Any]) -> Iterator[str]:
    for key in keys:
        if key not in account.of(kind):
            yield f"{here} names {KINDS[kind].__struct_fields__[0]} {key}, which the snapshot does not hold."


def _numbered_again(account: Account) -> Iterator[str]:
    for kind, name in _NUMBERED.items():
        greatest = max(account.of(kind), default=0)
        if greatest >= account.counters.get(name, FIRST[name]):
            yield f"settings.counters.{name} would give {name} {greatest} out again."
