"""Every answer of the sandbox whose real words or shape nobody has shown: one table, shown to users."""

from __future__ import annotations

from typing import Any

import msgspec

from konnektive.sandbox.answered import Answered


class Assumption(msgspec.Struct, frozen=True):
    """What is answered without evidence, and why so."""

    calls: str
    when: str
    answer: Any
    basis: str

    def error(self) -> Answered:
        """The refusal, marked."""
        return Answered("ERROR", self.answer, notes=(self.note,))

    @property
    def note(self) -> str:
        """The mark that goes with such an answer."""
        return f"Assumed: how the CRM answers {self.calls} when {self.when}, nobody has shown."


_PATTERN = "the recorded words of other fields"
_WORDS = "the words of client code and the recorded `Customer not found`"

NO_PAGE_TYPE = Assumption(
    "landers/clicks/import",
    "pageType is missing",
    {"pageType": "is a required field"},
    f"refused, says a client; words by {_PATTERN}",
)
WRONG_PAGE_TYPE = Assumption(
    "landers/clicks/import",
    "pageType is none of the documented ones",
    {"pageType": "Not a valid input. Must be in: ..."},
    "the recorded refusal of order/qa's action",
)
NO_CONTACT = Assumption(
    "leads/import",
    "emailAddress and phoneNumber are both missing",
    "Email address or phone number is a required field.",
    "the recorded refusal for missing names",
)
NO_CAMPAIGN = Assumption(
    "leads/import, order/import and others",
    "campaignId is missing",
    {"campaignId": "is a required field"},
    f"words by {_PATTERN}",
)
UNKNOWN_CAMPAIGN = Assumption(
    "all that take campaignId", "the campaign does not exist", "Campaign not found", _WORDS
)
UNKNOWN_ORDER = Assumption("all that take orderId", "the order does not exist", "Order not found", _WORDS)
UNKNOWN_PURCHASE = Assumption("purchase/*", "the purchase does not exist", "Purchase not found", _WORDS)
NOT_BILLED = Assumption(
    "purchase/update, purchase/pause",
    "the purchase is no subscription, or has ended",
    "Purchase does not bill again",
    "none",
)
WRONG_DAY = Assumption(
    "purchase/update, purchase/pause",
    "the day is past or ten years away",
    {"nextBillDate": "is not within 3660 days from today"},
    f"words by {_PATTERN}",
)
UNKNOWN_TRANSACTION = Assumption(
    "transactions/refund, transactions/update",
    "the transaction does not exist",
    "Transaction not found",
    _WORDS,
)
UNKNOWN_FULFILLMENT = Assumption(
    "fulfillment/update", "the fulfillment does not exist", "Fulfillment not found", _WORDS
)
UNKNOWN_CUSTOMER = Assumption(
    "customer/update, customer/addnote, customer/history",
    "the customer does not exist",
    "Customer not found",
    "recorded for order/preauth",
)
NO_PERSON = Assumption(
    "order/import without a lead",
    "names and e-mail are missing",
    {"firstName": "is a required field"},
    "recorded for the ship fields of the same call",
)
WRONG_AMOUNT = Assumption(
    "all that take a price or an amount",
    "it is not a number with at most two decimals",
    {"product1_price": "is not an amount like 49.95: abc"},
    f"words by {_PATTERN}; that the CRM refuses it is a guess",
)
WRONG_QUANTITY = Assumption(
    "order/import, upsale/import, purchase/update",
    "a quantity or a number of days is not a whole number",
    {"product1_qty": "is not a whole number from 1 to 99999: 2.5"},
    f"words by {_PATTERN}; that the CRM refuses it is a guess",
)
TOO_DEAR = Assumption(
    "order/import, upsale/import, transactions/confirmPaypal",
    "the order would cost more than 99,999,999.99",
    "Order amount exceeds 99999999.99",
    "none",
)
TOO_MANY = Assumption(
    "order/import, upsale/import, transactions/confirmPaypal, order/salestax",
    "the call names more than 500 products",
    "Order has more than 500 products",
    "none",
)
NO_SUCH_COUNTRY = Assumption(
    "order/import",
    "the campaign does not ship to shipCountry",
    {"shipCountry": "is not a country of this campaign"},
    "the vendor's form code reads a campaign's countries; the refusal is made up",
)
NO_PAY_SOURCE = Assumption(
    "order/import",
    "paySource is missing or unknown",
    {"paySource": "is a required field"},
    f"words by {_PATTERN}",
)
NO_CARD = Assumption(
    "order/import, order/preauth",
    "card fields are missing",
    {"cardNumber": "is a required field"},
    f"words by {_PATTERN}",
)
NO_CARD_ON_FILE = Assumption(
    "order/import with ACCTONFILE", "the customer has no stored payment", "No account on file", "none"
)
THREE_DS_NOWHERE = Assumption(
    "order/import",
    "3DS is needed and redirectsTo is missing",
    "Transaction Declined: 3DS Authentication Required",
    "the recorded pattern of declines",
)
NOT_ACCEPTED = Assumption("upsale/import", "the order is not accepted yet", "Order is not complete", "none")
PAYPAL_AGAIN = Assumption(
    "upsale/import",
    "PayPal wants another approval and paySource=PAYPAL is not sent",
    "Transaction Declined: This transaction couldn't be completed. Please redirect your customer to PayPal.",
    "PayPal's error 10486, whose last sentence the vendor's form code looks for",
)
TOKEN_UNKNOWN = Assumption(
    "transactions/confirmPaypal",
    "the token is unknown, was used, is another order's, or its order is paid or cancelled",
    "Transaction Declined: Invalid PayPal token",
    "the recorded pattern of declines",
)
TOKEN_CANCELLED = Assumption(
    "transactions/confirmPaypal",
    "the buyer cancelled at PayPal",
    "Transaction Declined: The customer has not approved the payment",
    "the recorded pattern of declines",
)
CONFIRMED = Assumption(
    "order/confirm", "it succeeds", "Order Confirmed", "other calls answer SUCCESS with a sentence"
)
NOT_PENDING = Assumption("order/qa", "the order is not in review", "Order is not pending review", "none")
QA_DECLINED = Assumption(
    "order/qa", "action is DECLINE", "Order QA Declined", "the recorded `Order QA Approved`"
)
CANCELLED = Assumption(
    "order/cancel", "it succeeds", "Order Cancelled", "other calls answer SUCCESS with a sentence"
)
REFUNDED = Assumption(
    "order/refund, purchase/refund, transactions/refund",
    "it succeeds",
    "Refund Successful",
    "other calls answer SUCCESS with a sentence",
)
TOO_MUCH = Assumption(
    "order/refund, purchase/refund, transactions/refund",
    "more is asked back than is left",
    "Refund amount exceeds the refundable amount",
    "none",
)
NOTHING_TO_REFUND = Assumption(
    "order/refund, purchase/refund, transactions/refund",
    "neither refundAmount nor fullRefund is sent",
    {"refundAmount": "is a required field"},
    f"words by {_PATTERN}",
)
UPDATED = Assumption(
    "order/update, customer/update, purchase/update, purchase/pause, fulfillment/update, transactions/update",
    "it succeeds",
    "Update Successful",
    "other calls answer SUCCESS with a sentence",
)
NOTED = Assumption(
    "customer/addnote", "it succeeds", "Note Added", "other calls answer SUCCESS with a sentence"
)
WRONG_CHOICE = Assumption(
    "all with a list of values",
    "a value is outside the list",
    "Not a valid input. Must be in: ...",
    "recorded for order/qa",
)
TYPE_REQUIRED = Assumption(
    "cart/activecampaign",
    "type is missing or unknown",
    {"type": "is a required field"},
    f"words by {_PATTERN}",
)
STORED = Assumption(
    "cart/activecampaign", "it succeeds", {"id": "1"}, "no answer is known; the id is made up"
)
SECOND_ORDER = Assumption(
    "order/import",
    "the order is accepted already",
    "a second order, charged again",
    "there is no idempotency key: clients warn of double charges",
)
NEW_SESSION = Assumption("landers/clicks/import", "the sessionId is unknown", "a new sessionId", "none")
NEW_PARTIAL = Assumption(
    "leads/import", "the orderId is unknown or accepted already", "a new orderId", "none"
)
NO_MERGE = Assumption(
    "leads/import",
    "the buyer's earlier order was declined",
    "a new orderId",
    "a storefront saw the CRM merge such leads; here each visit stays by itself",
)
UNKNOWN_PATH = Assumption(
    "any other path",
    "there is no such endpoint",
    "No endpoint lead/import; did you mean leads/import?",
    "none",
)
ROWS = Assumption(
    "transactions/query, customer/query, purchase/query, campaign/query, product/query, fulfillment/query, "
    "customer/history, transactions/summary",
    "it succeeds",
    "the keys that client code reads",
    "client code; only order/query was recorded",
)
SALES_TAX = Assumption("order/salestax", "it succeeds", 0.0, "a client reads the message as a number")

TABLE: tuple[Assumption, ...] = tuple(one for one in list(globals().values()) if isinstance(one, Assumption))
"""All of them, as users see them."""


def choice(name: str, allowed: tuple[str, ...]) -> Answered:
    """The recorded refusal of a value outside a list, for another field."""
    listed = ", ".join(f"'{one}'" for one in allowed)
    return Answered("ERROR", {name: f"Not a valid input. Must be in: {listed}"}, notes=(WRONG_CHOICE.note,))
