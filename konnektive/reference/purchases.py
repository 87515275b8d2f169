"""Purchases: what a customer has, and how it bills again."""

from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.order_care import REFUND
from konnektive.reference.paging import DATE, FIT, SHARED, date_range, filtered
from konnektive.reference.parameter import Endpoint, Parameter
from konnektive.reference.products import MONEY

PURCHASE_ID = Parameter("purchaseId", "required", "The purchase.", format="10 hexadecimal digits", source=FIT)
STATUSES = ("ACTIVE", "PENDING", "CANCELLED", "RECYCLE_BILLING", "RECYCLE_FAILED", "COMPLETE", "PAUSED")

PURCHASE_QUERY = Endpoint(
    "Query purchases",
    "purchase/query",
    "GET",
    (
        *SHARED,
        filtered("purchaseId", "One purchase."),
        filtered("orderId", "Of this order."),
        filtered("customerId", "Of this customer.", pattern=r"\d+"),
        filtered("status", "In this state.", *STATUSES),
        filtered("productId", "Of this product.", pattern=r"\d+"),
        date_range("dateCreated", "dateUpdated", "nextBillDate"),
    ),
    source=FIT,
    evidence="code",
    why="Reads subscriptions.",
)
PURCHASE_CANCEL = Endpoint(
    "Cancel a purchase",
    "purchase/cancel",
    "POST",
    (
        *CREDENTIALS,
        PURCHASE_ID,
        Parameter("cancelReason", "required", "Why.", max_length=100, source=FIT),
        REFUND[1],
        Parameter("afterNextBill", "optional", "1: after one more cycle.", allowed=("0", "1"), source=FIT),
    ),
    source=FIT,
    evidence="assumed",
    why="Stops a subscription.",
)
PURCHASE_REFUND = Endpoint(
    "Refund a purchase",
    "purchase/refund",
    "POST",
    (*CREDENTIALS, PURCHASE_ID, *REFUND),
    source=FIT,
    evidence="assumed",
    why="Pays a purchase back.",
)
PURCHASE_UPDATE = Endpoint(
    "Change a purchase",
    "purchase/update",
    "POST",
    (
        *CREDENTIALS,
        PURCHASE_ID,
        filtered("reactivate", "1: bill again.", "0", "1"),
        filtered("status", "The state to put it in.", "RECYCLE_BILLING", "RECYCLE_FAILED"),
        filtered("billNow", "1: charge the next cycle today.", "0", "1"),
        filtered("newMerchantId", "Charge through this merchant account."),
        filtered("price", "What later cycles cost.", pattern=MONEY),
        filtered("shippingPrice", "What their shipping costs.", pattern=MONEY),
        filtered("nextBillDate", "When it bills next.", pattern=DATE),
        filtered("billingIntervalDays", "Days between cycles.", pattern=r"\d+"),
        filtered("finalBillingCycle", "The last cycle.", pattern=r"\d+"),
    ),
    source=FIT,
    evidence="assumed",
    why="Changes how a subscription bills.",
)
PURCHASE_PAUSE = Endpoint(
    "Pause a purchase",
    "purchase/pause",
    "POST",
    (*CREDENTIALS, PURCHASE_ID, filtered("resumeDate", "When it goes on.", pattern=DATE)),
    source="client code",
    evidence="assumed",
    why="Holds a subscription back.",
)

ENDPOINTS = (PURCHASE_QUERY, PURCHASE_CANCEL, PURCHASE_REFUND, PURCHASE_UPDATE, PURCHASE_PAUSE)
