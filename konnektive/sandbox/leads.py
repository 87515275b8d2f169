"""Import Lead: mints the partial order, and updates it when it comes again with orderId."""

from __future__ import annotations

from typing import Any

from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.clock import stamp
from konnektive.sandbox.people import customer_for, fields, from_session, shipped_alike, update
from konnektive.sandbox.state import Order

NAMES_REQUIRED = "First and last name are required fields."
AGENT_ID = 216626
_ECHOED_EMPTY = ("address2", "shipAddress2")


def import_lead(call: Call) -> Answered:
    """The partial order. The order of the checks is recorded: names come before the campaign."""
    order = call.order()
    held = order.fields if order else {}
    sent = fields(call)
    known = held | sent
    if not (known.get("firstName") and known.get("lastName")):
        return error(NAMES_REQUIRED)
    if not (known.get("emailAddress") or known.get("phoneNumber")):
        return assumed.NO_CONTACT.error()
    if refusal := campaign_refusal(call):
        return refusal
    if order is None or order.orderStatus not in ("PARTIAL", "DECLINED"):
        order, notes = new_partial(call, sent), _unknown(call, order)
    else:
        notes = ()
        merge(call, order, sent)
    return success(_echo(order, sent), *notes)


def campaign_refusal(call: Call) -> Answered | None:
    """Why the campaign that a call names can not sell; none where it can."""
    campaign = call.given("campaignId")
    if not campaign:
        return assumed.NO_CAMPAIGN.error()
    return None if campaign in call.account.campaigns else assumed.UNKNOWN_CAMPAIGN.error()


def _unknown(call: Call, order: Order | None) -> tuple[str, ...]:
    sent = call.given("orderId")
    if not sent:
        return ()
    note = assumed.NEW_PARTIAL.note
    if order is None:
        return (f"orderId {sent[:40]} was not given by this sandbox: a new partial was made.", note)
    return (f"Order {sent} is {order.orderStatus} already: a new partial was made.", note)


def new_partial(call: Call, sent: dict[str, str]) -> Order:
    """A new order, not yet paid, tied to its visit and its customer."""
    account = call.account
    session = call.session()
    campaign = call.given("campaignId")
    order = Order(
        account.ids.order(),
        account.number("actualOrderId"),
        customer_for(call, sent).customerId,
        number(campaign),
        call.now,
        call.now,
        session.sessionId if session else call.given("sessionId")[:40],
        fields=from_session(session) | sent,
        currency=account.campaigns[campaign].currency,
    )
    if session:
        session.orderId = order.orderId
        account.changed.add(("session", session.sessionId))
    account.add_order(order)
    return order


def merge(call: Call, order: Order, sent: dict[str, str]) -> None:
    """Add to an order what a later call tells."""
    order.fields.update(sent)
    order.fields.update(shipped_alike(call, order.fields))
    session = call.session()
    if session and not order.sessionId:
        order.sessionId, session.orderId = session.sessionId, order.orderId
        order.fields = from_session(session) | order.fields
        call.account.changed.add(("session", session.sessionId))
    update(call, call.account.customers[order.customerId], sent)
    call.account.touch(order, call.now)


def _echo(order: Order, sent: dict[str, str]) -> dict[str, Any]:
    """The input again with what was minted, keys and types as recorded."""
    message: dict[str, Any] = {"isProcessLead": True, "campaignId": order.campaignId}
    message.update(sent)
    message["orderStatus"] = order.orderStatus
    message["orderType"] = "NEW_SALE"
    message["agentUserId"] = AGENT_ID
    for name in _ECHOED_EMPTY:
        message.setdefault(name, "")
    message["customerId"] = order.customerId
    message["dateCreated"] = stamp(order.created)
    message["dateUpdated"] = stamp(order.updated)
    message["orderId"] = order.orderId
    return message
