"""The same step on two targets: where the answers differ in shape or in value, volatile fields aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from konnektive.exchange import Exchange

Kind = Literal["only here", "only there", "type", "value"]

VOLATILE = frozenset({
    "sessionId", "orderId", "clientOrderId", "actualOrderId", "customerId", "purchaseId", "transactionId",
    "merchantTxnId", "clientTxnId", "fulfillmentId", "clientFulfillmentId", "orderItemId", "dateCreated",
    "dateUpdated", "nextBillDate", "ipAddress", "agentUserId", "campaignName", "paypalUrl", "url", "pixel",
    "token", "descriptor", "merchantId", "campaignId", "productId", "actualProductId", "name",
})  # fmt: skip
"""Fields whose values differ from one account or one call to the next; only their presence and type count."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two answers are not alike."""

    path: str
    kind: Kind
    here: str
    there: str


def differences(here: Exchange, there: Exchange) -> tuple[Difference, ...]:
    """All places, in the order of the first answer."""
    return tuple(_compared("result", here.result, there.result)) + tuple(
        _compared("message", here.message, there.message)
    )


def _compared(path: str, here: Any, there: Any) -> Iterator[Difference]:
    if isinstance(here, dict) and isinstance(there, dict):
        for name in dict.fromkeys((*here, *there)):
            yield from _member(f"{path}.{name}", name, here, there)
    elif isinstance(here, list) and isinstance(there, list):
        if len(here) != len(there):
            yield Difference(path, "value", f"{len(here)} items", f"{len(there)} items")
        for position, pair in enumerate(zip(here, there, strict=False)):
            yield from _compared(f"{path}[{position}]", *pair)
    elif type(here) is not type(there):
        yield Difference(path, "type", _typed(here), _typed(there))
    elif here != there and path.rpartition(".")[2] not in VOLATILE:
        yield Difference(path, "value", str(here), str(there))


def _member(path: str, name: str, here: dict[str, Any], there: dict[str, Any]) -> Iterator[Difference]:
    if name not in there:
        yield Difference(path, "only here", _typed(here[name]), "")
    elif name not in here:
        yield Difference(path, "only there", "", _typed(there[name]))
    else:
        yield from _compared(path, here[name], there[name])


def _typed(value: Any) -> str:
    names = {
        type(None): "null",
        dict: "object",
        list: "list",
        str: "text",
        bool: "true/false",
        int: "number",
        float: "number",
    }
    return names.get(type(value), type(value).__name__)
