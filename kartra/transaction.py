"""A transaction in one shape, from either generation of key names and from the IPN alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Final

import msgspec

from kartra import identity
from kartra.event import Event, Finding, Severity, Surface
from kartra.moment import EST, Moment, moment
from kartra.money import amount
from kartra.transaction_fields import ENDLESS
from kartra.transaction_kind import EARNING, KIND_OF_ACTION, RETURNING, kind_of

MONEY_ACTIONS: Final = frozenset(KIND_OF_ACTION)

_IDS: Final = {
    "transaction_id": "transaction_id",
    "product_id": "product_id",
    "original_id": "original_id",
    "parent_id": "transaction_parent_id",
    "subscription_id": "transaction_subscription_id",
    "internal_subscription_id": "transaction_internal_subscription_id",
}
_TEXTS: Final = {
    "date": "transaction_date",
    "product_name": "product_name",
    "processor": "payment_processor_type",
    "affiliate_id": "transaction_affiliate",
    "jv_id": "transaction_jv",
    "tracking_1": "vendor_tracking_id_1",
    "tracking_2": "vendor_tracking_id_2",
    "tracking_link": "vendor_tracking_link",
}
_CENTS: Final = {
    "amount_cents": "transaction_full_amount",
    "base_cents": "transaction_base_amount",
    "discount_cents": "transaction_discount",
    "tax_cents": "transaction_tax",
    "shipping_cents": "transaction_shipping",
}
_NUMBERS: Final = {
    "price_point": "product_price_point",
    "pay_number": "transaction_subscription_pay_number",
    "payments_left": "payments_left",
    "rebill_days": "rebill_circle",
    "trial_days": "trial_period",
    "quantity": "transaction_quantity",
}


class Transaction(msgspec.Struct, frozen=True):
    """One movement of money or end of a subscription. Ids are text, empty when there is none."""

    transaction_id: str
    kind: str
    """One of transaction_kind.KINDS; an undocumented type keeps its own name."""
    surface: Surface = "outbound"
    ts: int | None = None
    """transaction_date in UTC ms."""
    date: str = ""
    """transaction_date as it came."""
    zone: str = ""
    """The zone the date was taken to be in: Kartra states none."""
    product_id: str = ""
    product_name: str = ""
    price_point: int | None = None
    amount_cents: int | None = None
    """transaction_full_amount, also on a failed payment; never negative for a refund, whatever its sign was.
    None when none is stated. Kartra names no currency."""
    base_cents: int | None = None
    discount_cents: int | None = None
    tax_cents: int | None = None
    shipping_cents: int | None = None
    original_id: str = ""
    """The order that began the subscription."""
    parent_id: str = ""
    """On a refund, the order being reversed."""
    subscription_id: str = ""
    internal_subscription_id: str = ""
    pay_number: int | None = None
    payments_left: int | None = None
    rebill_days: int | None = None
    """rebill_circle: days until the next payment."""
    trial: bool = False
    trial_days: int | None = None
    quantity: int | None = None
    processor: str = ""
    affiliate_id: str = ""
    jv_id: str = ""
    tracking_1: str = ""
    tracking_2: str = ""
    tracking_link: str = ""
    lead_id: str = ""
    lead_email: str = ""
    lead_name: str = ""
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, event: Event, within: tzinfo = EST) -> Transaction | None:
        """The event's transaction; None when it has none. Dates are taken to be `within`."""
        if not is_transaction(event):
            return None
        read = _Fields(event.details, "" if event.surface == "ipn" else "action_details.transaction_details.")
        kind = read.kind(event)
        when = read.moment("transaction_date", within)
        values: dict[str, Any] = {name: read.cents(key) for name, key in _CENTS.items()}
        told, text, identifier = event.details.get, identity.text, identity.identifier
        values |= {name: identifier(told(key)) for name, key in _IDS.items()}
        values |= {name: text(told(key)) for name, key in _TEXTS.items()}
        values |= {name: read.integer(key) for name, key in _NUMBERS.items()}
        values |= _buyer(event)
        values["amount_cents"] = read.unsigned(kind, values["amount_cents"])
        values["trial"] = bool(read.integer("trial_payment", "trial"))
        findings = tuple(read.findings)
        return cls(kind=kind, surface=event.surface, ts=when.ms, zone=when.zone, findings=findings, **values)

    @property
    def revenue_cents(self) -> int:
        """What it did to revenue: sales and rebills add, refunds and chargebacks take away, the rest is 0."""
        sign = (self.kind in EARNING) - (self.kind in RETURNING)
        return sign * (self.amount_cents or 0)

    @property
    def is_endless(self) -> bool:
        """Whether payments_left is 9999, the mark of a plan without an end: never a number to count with."""
        return self.payments_left == ENDLESS


def is_transaction(event: Event) -> bool:
    """Whether the event tells of a transaction, by surface, by key or by action."""
    named = (event.action or "").strip().casefold() in MONEY_ACTIONS
    return event.surface == "ipn" or named or event.details_key == "transaction_details"


def _buyer(event: Event) -> dict[str, str]:
    """The buyer as at the time of purchase where the transaction says so, otherwise the lead."""
    told, lead, text = event.details.get, event.lead.get, identity.text

    def first(name: str) -> Any:
        buyers = told(f"buyer_{name}")
        return buyers if text(buyers) else told(f"lead_{name}")

    names = text(first("first_name")), text(first("last_name"))
    if not any(names):
        names = text(lead("first_name")), text(lead("last_name"))
    return {
        "lead_id": identity.identifier(first("id")) or identity.identifier(lead("id")),
        "lead_email": text(first("email")) or text(lead("email")),
        "lead_name": " ".join([name for name in names if name]),
    }


class _Fields:
    """Reads the fields of one transaction and collects what was odd about them."""

    def __init__(self, details: Mapping[str, Any], path: str) -> None:
        self.details = details
        self.path = path
        self.findings: list[Finding] = []

    def text(self, key: str) -> str:
        return identity.text(self.details.get(key))

    def integer(self, *keys: str) -> int | None:
        """The first key that holds a whole number; other text is a finding, empty is nothing."""
        for key in keys:
            value = self.details.get(key)
            if value is None or value == "":
                continue
            if type(value) is int and abs(value) < 10**18:
                return value
            text = identity.text(value).removesuffix(".0")
            if _WHOLE.fullmatch(text):
                return int(text)
            if text:
                self._found("number-unreadable", key, f"“{text[:40]}” is not a whole number; it is left out.")
        return None

    def cents(self, key: str) -> int | None:
        read = amount(self.details.get(key))
        if read.note:
            shown = str(self.details.get(key))[:40]
            self._found(f"amount-{read.note}", key, _AMOUNT_NOTES[read.note].format(shown))
        return read.cents

    def moment(self, key: str, within: tzinfo) -> Moment:
        read = moment(self.details.get(key), within)
        if read.note:
            shown = str(self.details.get(key))[:40]
            self._found(f"date-{read.note}", key, _DATE_NOTES[read.note].format(shown))
        return read

    def kind(self, event: Event) -> str:
        read = kind_of(self.text("transaction_type"), (event.action or "").strip().casefold())
        if read.note:
            self._found(f"kind-{read.note}", "transaction_type", read.message)
        return read.kind

    def unsigned(self, kind: str, stated: int | None) -> int | None:
        """The stated amount; a return loses its sign, as its kind says which way the money went."""
        if stated is None or stated >= 0:
            return stated
        if kind in RETURNING:
            return -stated
        self._found("amount-negative", "transaction_full_amount", f"A {kind} with a negative amount.")
        return stated

    def _found(self, code: str, key: str, message: str) -> None:
        severity: Severity = "info" if code in {"amount-mended", "date-mended", "date-zero"} else "warn"
        self.findings.append(Finding(code, self.path + key, severity, message))


_WHOLE: Final = re.compile(r"-?\d{1,18}", re.ASCII)
_AMOUNT_NOTES: Final = {
    "mended": "“{}” is read as an amount without its marks.",
    "rounded": "“{}” has fractions of a cent; it is rounded half to even.",
    "ambiguous": "“{}” is read with a decimal point; where it marks thousands it is a thousand times that.",
    "unreadable": "“{}” is not an amount; it is left out of every sum.",
    "too-large": "“{}” is larger than any amount that can be kept; it is left out of every sum.",
}
_DATE_NOTES: Final = {
    "mended": "“{}” is not Kartra's date layout; it is read as month first.",
    "zero": "“{}” stands for no date.",
    "unreadable": "“{}” is not a date.",
}
