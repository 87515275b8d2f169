"""What an event says, in one sentence that a marketer would say."""

from __future__ import annotations

from typing import Final

from kartra import identity
from kartra.event import Event
from kartra.events import ACTION, nearest
from kartra.lead import Lead
from kartra.moment import day_text
from kartra.money import money_text
from kartra.transaction import Transaction
from kartra.transaction_kind import KIND_OF_ACTION

_PLAIN: Final = {
    "list_subscription": "A new subscriber: {who} joined the list {list_name}.",
    "list_unsubscription": "An unsubscription: {who} left the list {list_name}.",
    "assign_tag": "A tag: {who} was given the tag {tag_name}.",
    "unassign_tag": "A tag removed: {who} lost the tag {tag_name}.",
    "filled_form": "A form: {who} filled in {form_name}.",
    "sequence_subscription": "A sequence begun: {who} entered {sequence_name}.",
    "sequence_unsubscription": "A sequence left: {who} left {sequence_name}.",
    "sequence_completion": "A sequence completed: {who} reached the end of {sequence_name}.",
    "click_tracking_link": "A click: {who} clicked the tracking link {tracking_link_name}.",
    "click_page_split_test_link": "A click: {who} clicked the split test link {page_split_test_link_name}.",
    "video_play": "A video: {who} started {video_name}.",
    "video_complete": "A video: {who} watched {video_name} to its end.",
    "reaches_score": "A score: {who} reached {points} points.",
    "membership_granted": "A membership: {who} was given access to {membership_name}.",
    "membership_revoked": "A membership ended: {who} lost access to {membership_name}.",
    "affiliate_signup": "An affiliate: {who} signed up to promote {product_name}.",
    "jv_signup": "A JV broker: {who} signed up for {product_name}.",
    "kartra_page_visit": "A visit: {who} opened the page {kartra_page_name}.",
    "calendar_subscribe": "A booking: {who} booked {calendar_name}.",
    "calendar_complete": "A booking kept: {who} completed {calendar_name}.",
    "calendar_cancel": "A booking cancelled: {who} cancelled {calendar_name}.",
    "survey_complete": "A survey: {who} completed {survey_name}.",
}

_MONEY: Final = {
    "sale": "A purchase: {who} bought {product}{amount}{terms}{when}.",
    "rebill": "A recurring payment: {who} paid{amount} for {product}{terms}{when}.",
    "refund": "A refund: {who} got{amount_back} for {product}{when}.",
    "partial_refund": "A partial refund: {who} got{amount_back} for {product}{when}.",
    "chargeback": "A chargeback: the bank of {who} took{amount_back} for {product}{when}.",
    "failed": "A failed payment: {who} could not be charged{amount} for {product}{when}.",
    "cancellation": "A cancelled subscription: {who} ended {product}{when}.",
    "cancellation_requested": "A cancellation asked for: {who} asked to end {product}{when}.",
    "cancellation_reverted": "A cancellation taken back: {who} goes on with {product}{when}.",
}

_SCALAR: Final = 120
"""Characters of a name that are shown before it is cut."""


def sentence(event: Event) -> str:
    """Return one sentence; what the event does not say is left out, never made up."""
    transaction = Transaction.of(event)
    name = (event.action or "").strip().casefold()
    if transaction is not None:
        kind = transaction.kind if transaction.kind in _MONEY else KIND_OF_ACTION.get(name, "")
        return _about_money(event, transaction, kind)
    if name in _PLAIN:
        return _PLAIN[name].format_map(_Told(event))
    return _undocumented(event)


class _Told(dict[str, str]):
    """The event's own values by key; what is missing is named as missing."""

    def __init__(self, event: Event) -> None:
        super().__init__(who=who(event))
        self.event = event

    def __missing__(self, key: str) -> str:
        value = identity.text(self.event.details.get(key))
        thing = key.removesuffix("_name").replace("_", " ")
        if key == "points":
            return value or "an unstated number of"
        return _quoted(value) if value else f"({thing} without a name)"


def who(event: Event) -> str:
    """Return the person's name, or address, or id, as the event has them."""
    lead = Lead.of(event)
    return lead.name or lead.email or (f"lead {lead.lead_id}" if lead.lead_id else "somebody")


def subject(event: Event) -> str:
    """Return the product, tag, list, page or other thing that the event is about; empty when not told."""
    transaction = Transaction.of(event)
    if transaction is not None:
        return transaction.product_name
    action = ACTION.get((event.action or "").strip().casefold())
    keys = [field.name for field in action.fields if field.name.endswith("_name")] if action else []
    keys += [key for key in event.details if key.endswith(("_name", "points")) and key not in keys]
    return next((told for key in keys if (told := identity.text(event.details.get(key)))), "")


def _quoted(value: str) -> str:
    return f"“{value if len(value) <= _SCALAR else value[:_SCALAR] + '…'}”"


def _about_money(event: Event, transaction: Transaction, kind: str) -> str:
    """The sentence of this kind; a type that nobody documents is named as such."""
    told = _quoted(identity.text(event.details.get("transaction_type")) or "(none)")
    post = "IPN. " if event.surface == "ipn" else ""
    if not kind:
        return f"{post}A transaction of the type {told}, which Kartra does not document, about {who(event)}."
    said = post + _MONEY[kind].format_map(_money(event, transaction, kind))
    if kind != transaction.kind:
        said += f" Its transaction_type, {told}, is none that Kartra documents."
    return said


def _money(event: Event, transaction: Transaction, kind: str) -> dict[str, str]:
    cents = transaction.amount_cents
    amount = "" if cents is None else money_text(cents)
    back = f" {amount} back" if amount else " money back"
    told = {
        "who": transaction.lead_name or transaction.lead_email or who(event),
        "product": transaction.product_name or "a product without a name",
        "amount": f" for {amount}" if amount else "",
        "amount_back": back.replace("back", "back from the seller") if kind == "chargeback" else back,
        "terms": _terms(transaction),
        "when": f" on {day_text(transaction.ts)}" if transaction.ts is not None else "",
    }
    if kind in ("rebill", "failed"):
        told["amount"] = f" {amount}" if amount else ""
    return told


def _terms(transaction: Transaction) -> str:
    terms: list[str] = []
    if transaction.price_point is not None:
        terms.append(f"price point {transaction.price_point}")
    if transaction.pay_number and (transaction.pay_number > 1 or transaction.subscription_id):
        terms.append(f"payment {transaction.pay_number}")
    if transaction.trial:
        terms.append("trial")
    return f" ({', '.join(terms)})" if terms else ""


def _undocumented(event: Event) -> str:
    person = who(event)
    if event.action is None:
        return f"An event without an action, about {person}."
    close = nearest(event.action)
    meant = f"; the nearest that is documented is {close}" if close else ""
    return f"An event that Kartra does not document: {_quoted(event.action)}, about {person}{meant}."
