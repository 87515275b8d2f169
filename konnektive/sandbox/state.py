"""What the sandbox's account holds: typed and mutable, for it is touched thousands of times a second.

Nothing here refers back to its holder, so the garbage collector, which would pause calls, need not look.
"""

from __future__ import annotations

import msgspec


class Session(msgspec.Struct, omit_defaults=True, gc=False):
    """A visit that an Import Click opened."""

    sessionId: str
    created: int
    campaignId: int = 0
    requestUri: str = ""
    httpReferer: str = ""
    userAgent: str = ""
    ipAddress: str = ""
    affId: str = ""
    utm: dict[str, str] = {}
    pages: list[str] = []
    orderId: str = ""


class Card(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What is kept of a card: never its number, never its code."""

    cardType: str
    cardBin: str
    cardLast4: str
    month: str = ""
    year: str = ""
    rebill: str = "approved"
    """What later cycles meet: approved, declined, or recovers."""
    isLive: bool = False
    """Not the vendor's test card."""


class Customer(msgspec.Struct, omit_defaults=True, gc=False):
    """A buyer."""

    customerId: int
    created: int
    updated: int
    fields: dict[str, str] = {}
    """Names and addresses, in the vendor's spelling."""
    card: Card | None = None
    paySource: str = ""
    isBlacklisted: int = 0
    notes: list[tuple[int, str]] = []
    """When, and what happened or was noted."""


class Item(msgspec.Struct, omit_defaults=True, gc=False):
    """A product on an order."""

    productId: int
    catalogueId: int
    name: str
    qty: int
    price: int
    """Cents, of all pieces together."""
    shipping: int
    tax: int
    purchaseId: str
    orderItemId: int
    transactionItemId: int
    merchantTxnId: str
    txnType: str = "SALE"
    productType: str = "OFFER"
    sku: str = ""
    refunded: int = 0
    replaced: str = ""
    discount: int = 0
    """Cents of the order's discount that are this item's."""
    isShippable: bool = True

    @property
    def cost(self) -> int:
        """Cents that it costs before the discount."""
        return self.price + self.shipping + self.tax

    @property
    def total(self) -> int:
        """Cents that are paid for it."""
        return self.cost - self.discount


class Order(msgspec.Struct, omit_defaults=True, gc=False):
    """An order from its first Import Lead on."""

    orderId: str
    actualOrderId: int
    customerId: int
    campaignId: int
    created: int
    updated: int
    sessionId: str = ""
    orderStatus: str = "PARTIAL"
    reviewStatus: str = ""
    paySource: str = ""
    fields: dict[str, str] = {}
    """Names, addresses and attribution, in the vendor's spelling."""
    card: Card | None = None
    items: list[Item] = []
    currency: str = "USD"
    couponCode: str = ""
    discount: int = 0
    merchantTxnId: str = ""
    paid: int = 0
    refunded: int = 0
    confirmed: int = 0
    """UTC ms of Confirm Order; 0 while it has not been called."""
    cancelReason: str = ""
    hasUpsell: bool = False
    paypalUrl: str = ""
    approval: str = ""
    """The token of the latest way to PayPal or the bank."""

    @property
    def standing(self) -> list[Item]:
        """What the order is about: its items without those that a review voided, unless it voided all."""
        return [one for one in self.items if one.txnType != "VOID"] or self.items

    @property
    def total(self) -> int:
        """Cents that it costs."""
        return max(0, sum(one.cost for one in self.standing) - self.discount)

    @property
    def refundable(self) -> int:
        """Cents that totalRefundRemaining tells: the recorded held order has its total there, unpaid."""
        return max(self.total, self.paid) - self.refunded


class Purchase(msgspec.Struct, omit_defaults=True, gc=False):
    """A product that a customer bought, and bills again where it recurs."""

    purchaseId: str
    orderId: str
    customerId: int
    campaignId: int
    productId: int
    catalogueId: int
    productName: str
    created: int
    updated: int
    price: int
    """Cents of a later cycle."""
    shippingPrice: int = 0
    qty: int = 1
    status: str = "ACTIVE"
    billingCycleType: str = "ONE_TIME"
    billingCycleNumber: int = 1
    billingIntervalDays: int = 0
    firstDelayDays: int = 0
    """A trial's length; 0 where the first cycle is as long as the others."""
    nextBillDay: int = 0
    """Days since 1970; 0 where it does not bill again."""
    finalBillingCycle: int = 0
    isTrial: bool = False
    recycleNumber: int = 0
    totalBilled: int = 0
    totalRefunded: int = 0
    cancelReason: str = ""
    cancelDay: int = 0
    cancelAfterNextBill: bool = False

    @property
    def was_last(self) -> bool:
        """Whether the cycle that billed last is the last that bills."""
        return 0 < self.finalBillingCycle <= self.billingCycleNumber


class Transaction(msgspec.Struct, omit_defaults=True, gc=False):
    """Money moved, or refused to."""

    transactionId: int
    orderId: str
    customerId: int
    campaignId: int
    created: int
    txnType: str
    amount: int
    responseType: str = "SUCCESS"
    responseText: str = "APPROVED"
    merchantTxnId: str = ""
    paySource: str = "CREDITCARD"
    orderType: str = "NEW_SALE"
    billingCycleNumber: int = 1
    recycleNumber: int = 0
    parentTxnId: int = 0
    purchaseIds: list[str] = []
    card: Card | None = None
    refunded: int = 0
    isChargedback: int = 0
    chargebackDate: int = 0
    chargebackReason: str = ""
    refundReason: str = ""


class Fulfillment(msgspec.Struct, omit_defaults=True, gc=False):
    """What has to be sent out for an order."""

    fulfillmentId: int
    clientFulfillmentId: str
    orderId: str
    created: int
    status: str = "HOLD"
    items: list[tuple[int, str]] = []
    """fulfillmentItemId and purchaseId of each."""
    trackingNumber: str = ""
    shipCarrier: str = ""
    shipMethod: str = ""
    dateShipped: str = ""
    dateReturned: str = ""
    rmaNumber: str = ""


class Approval(msgspec.Struct, omit_defaults=True, gc=False):
    """A buyer who was sent to PayPal or to the bank, and has to come back."""

    token: str
    orderId: str
    kind: str
    """`paypal` (legacy), `paypal-direct` or `3ds`."""
    payerId: str
    returnUrl: str
    errorUrl: str = ""
    state: str = "open"
    """open, approved, cancelled or used."""
    upsale: dict[str, str] = {}
    """The upsale that waits for it; empty for the order itself."""
    products: dict[str, str] = {}
    """The order's product parameters, to be carried out on return."""


class ExternalObject(msgspec.Struct, omit_defaults=True, gc=False):
    """What cart/activecampaign stored: the type it was sent as and its parameters."""

    key: str
    type: str
    created: int
    fields: dict[str, str] = {}
