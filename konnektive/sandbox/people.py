"""Buyers: the fields that calls carry about them, and finding a customer again."""

from __future__ import annotations

from konnektive.sandbox.call import Call
from konnektive.sandbox.state import Customer, Session

CONTACT = ("firstName", "lastName", "companyName", "emailAddress", "phoneNumber")
ADDRESS = ("address1", "address2", "city", "state", "postalCode", "country")
SHIP = (
    "shipFirstName",
    "shipLastName",
    "shipCompanyName",
    "shipAddress1",
    "shipAddress2",
    "shipCity",
    "shipState",
    "shipPostalCode",
    "shipCountry",
)
SOURCES = tuple(f"sourceValue{n}" for n in range(1, 6))
CUSTOM = tuple(f"custom{n}" for n in range(1, 6))
MARKS = ("affId", *SOURCES, *CUSTOM, "salesUrl", "ipAddress", "externalOrderId", "shipProfileId")
KEPT = (*CONTACT, *ADDRESS, *SHIP, *MARKS)
"""What an order keeps of a call; other names are ignored, as the recorded echo shows."""

_KEPT = frozenset(KEPT)
_CUSTOMERS = frozenset((*CONTACT, *ADDRESS, *SHIP, "ipAddress"))


def fields(call: Call) -> dict[str, str]:
    """What is kept of the parameters that were sent with a value, in the order they were sent."""
    sent = {name: value.strip() for name, value in call.params.items() if value and name in _KEPT}
    return sent | shipped_alike(call, sent)


def shipped_alike(call: Call, held: dict[str, str]) -> dict[str, str]:
    """The ship fields that billShipSame=1 makes of the billing ones; nothing without it."""
    if not call.flag("billShipSame"):
        return {}
    return {"ship" + one[0].upper() + one[1:]: held[one] for one in _BILLING if held.get(one)}


_BILLING = ("firstName", "lastName", "companyName", *ADDRESS)


def from_session(session: Session | None) -> dict[str, str]:
    """What the visit's first click tells about an order."""
    if session is None:
        return {}
    told = dict(session.utm)
    if session.affId:
        told["affId"] = session.affId
    if session.ipAddress:
        told["ipAddress"] = session.ipAddress
    return told


def customer_for(call: Call, sent: dict[str, str]) -> Customer:
    """The customer with this e-mail address, brought up to date, or a new one."""
    account = call.account
    email = sent.get("emailAddress", "").lower()
    known = account.by_email.get(email) if email and not call.flag("disableCustomerDedup") else None
    customer = account.customers.get(known) if known else None
    if customer is None:
        own = {name: value for name, value in sent.items() if name in _CUSTOMERS}
        customer = Customer(account.number("customerId"), call.now, call.now, own)
        account.add_customer(customer)
        return customer
    update(call, customer, sent)
    return customer


def update(call: Call, customer: Customer, sent: dict[str, str]) -> None:
    """Bring a customer's fields up to date."""
    account = call.account
    customer.fields.update({name: value for name, value in sent.items() if name in _CUSTOMERS})
    customer.updated = call.now
    if email := sent.get("emailAddress"):
        account.by_email[email.lower()] = customer.customerId
    account.changed.add(("customer", customer.customerId))
