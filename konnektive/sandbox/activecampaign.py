"""cart/activecampaign: stores what it is sent by type, and gives it back to QUERY."""

from __future__ import annotations

from typing import Any

from konnektive.reference.account_care import TYPES
from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, required
from konnektive.sandbox.entering import kept
from konnektive.sandbox.queries import NOTHING
from konnektive.sandbox.state import ExternalObject

ORDER_FIELDS = (
    "externalcheckoutid",
    "source",
    "email",
    "price",
    "quantity",
    "externalid",
    "totalPrice",
    "currency",
    "externalCreatedDate",
)
CENTS = ("price", "totalPrice", "quantity")
NOT_STORED = ("loginId", "password", "type")
QUERY_TYPES = ("CONNECTION", "PRODUCTS", "ORDER", "CUSTOMER", "CART")
IDS = {
    "CONNECTION": "connectionid",
    "CART": "externalcheckoutid",
    "ORDER": "externalcheckoutid",
    "CUSTOMER": "email",
}


def activecampaign(call: Call) -> Answered:
    """One of the five types."""
    kind = call.given("type")
    if not kind:
        return assumed.TYPE_REQUIRED.error()
    if kind not in TYPES:
        return assumed.choice("type", TYPES)
    if kind == "QUERY":
        return _queried(call)
    if problems := _problems(call, kind):
        return Answered("ERROR", problems, notes=(assumed.TYPE_REQUIRED.note,))
    return _stored(call, kind)


def _problems(call: Call, kind: str) -> dict[str, Any]:
    if kind == "CART":
        return required(call, "externalcheckoutid", "abandonedDate")
    if kind != "ORDER":
        return {}
    wrong = {
        name: "must be a whole number of cents, zero or more"
        if name != "quantity"
        else "must be a whole number"
        for name in CENTS
        if call.given(name) and not call.given(name).isdecimal()
    }
    return required(call, *ORDER_FIELDS) | wrong


def _stored(call: Call, kind: str) -> Answered:
    account = call.account
    own = call.given(IDS[kind]) or call.given("customerId") or str(len(account.externals) + 1)
    sent = {name: value for name, value in kept(call.params).items() if name not in NOT_STORED}
    account.add_external(ExternalObject(f"{kind}:{own}", kind, call.now, sent))
    return success({"id": str(len(account.externals)), "type": kind, **sent}, assumed.STORED.note)


def _queried(call: Call) -> Answered:
    asked = call.given("queryType")
    if asked not in QUERY_TYPES:
        return assumed.choice("queryType", QUERY_TYPES) if asked else error(required(call, "queryType"))
    if asked == "PRODUCTS":
        sold = [one for campaign in call.account.campaigns.values() for one in campaign.products]
        return success(
            [{"id": str(one.campaignProductId), "name": one.productName} for one in sold], assumed.STORED.note
        )
    found = [one.fields for one in call.account.externals.values() if one.type == asked]
    return success(found, assumed.STORED.note) if found else error(NOTHING.format(asked.lower() + "s"))
