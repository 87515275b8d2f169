"""customer/query, update, addnote and history."""

from __future__ import annotations

from typing import Any

from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number, required
from konnektive.sandbox.clock import stamp
from konnektive.sandbox.forgetting import EACH
from konnektive.sandbox.people import ADDRESS, CONTACT, CUSTOM, SHIP, fields, update
from konnektive.sandbox.queries import matching, paged, within
from konnektive.sandbox.state import Customer
from konnektive.sandbox.transaction_rows import marked

MOMENTS = {"dateUpdated": "updated", "mostRecentActivity": "updated"}
FILTERS = ("firstName", "lastName", "phoneNumber", "country", "state")


def query_customers(call: Call) -> Answered:
    """The customers asked for by id, by e-mail address or by days."""
    moment = MOMENTS.get(call.given("dateRangeType"), "created")
    found = within(
        call,
        call.account.customers.values(),
        lambda one: int(getattr(one, moment)),
        unless=("customerId", "emailAddress"),
    )
    if isinstance(found, Answered):
        return found
    return marked(paged(call, [one for one in found if _passes(call, one)], customer_row, "customers"))


def _passes(call: Call, one: Customer) -> bool:
    email, held = call.given("emailAddress").casefold(), one.fields.get("emailAddress", "").casefold()
    fits = email == held if call.flag("exactEmailMatch") else email in held
    own = [("customerId", one.customerId), *((name, one.fields.get(name)) for name in FILTERS)]
    return fits and all(matching(call, name, value) for name, value in own)


def customer_row(one: Customer) -> dict[str, Any]:
    """One row of `data`."""
    return {
        "customerId": one.customerId,
        "dateCreated": stamp(one.created),
        "dateUpdated": stamp(one.updated),
        **{name: one.fields.get(name) for name in (*CONTACT, *ADDRESS, *SHIP, "ipAddress", *CUSTOM)},
        "emailOptIn": 1,
        "isBlacklisted": one.isBlacklisted,
        "paySource": one.paySource or None,
        "cardType": one.card.cardType if one.card else None,
        "cardBin": one.card.cardBin if one.card else None,
        "cardLast4": one.card.cardLast4 if one.card else None,
    }


def _customer(call: Call) -> Customer | None:
    return call.account.customers.get(number(call.given("customerId")))


def update_customer(call: Call) -> Answered:
    """customer/update."""
    customer = _customer(call)
    if customer is None:
        return assumed.UNKNOWN_CUSTOMER.error()
    sent = fields(call)
    update(call, customer, sent)
    customer.fields.update((name, sent[name]) for name in CUSTOM if name in sent)
    _note(customer, call.now, "Customer updated")
    return success(assumed.UPDATED.answer, assumed.UPDATED.note)


def add_note(call: Call) -> Answered:
    """customer/addnote."""
    if problems := required(call, "customerId", "message"):
        return error(problems)
    customer = _customer(call)
    if customer is None:
        return assumed.UNKNOWN_CUSTOMER.error()
    _note(customer, call.now, call.given("message")[:500])
    call.account.changed.add(("customer", customer.customerId))
    return success(assumed.NOTED.answer, assumed.NOTED.note)


def _note(customer: Customer, moment: int, text: str) -> None:
    customer.notes.append((moment, text))
    del customer.notes[:-EACH]


def query_history(call: Call) -> Answered:
    """customer/history: notes and events, by customer or by days."""
    wanted = number(call.given("customerId"))
    events = [
        (moment, customer.customerId, text)
        for customer in call.account.customers.values()
        if not wanted or customer.customerId == wanted
        for moment, text in [(customer.created, "Customer created"), *customer.notes]
    ]
    found = within(call, sorted(events), lambda one: one[0], unless=("customerId",))
    if isinstance(found, Answered):
        return found
    return marked(paged(call, found, _history_row, "history"))


def _history_row(event: tuple[int, int, str]) -> dict[str, Any]:
    return {"customerId": event[1], "dateCreated": stamp(event[0]), "message": event[2]}
