"""What is done to an order after the sale: find, review, cancel, refund, change."""

from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.paging import FIT, SHARED, date_range, filtered
from konnektive.reference.parameter import Endpoint, Parameter
from konnektive.reference.payment import CARD, PAY_SOURCE
from konnektive.reference.person import BILLING, SHIPPING
from konnektive.reference.products import MONEY, PRODUCTS

ORDER_ID = Parameter(
    "orderId", "required", "The order.", format="10 hexadecimal digits", max_length=30, source=FIT
)
STATUSES = (
    "PARTIAL",
    "COMPLETE",
    "DECLINED",
    "REFUNDED",
    "CANCELLED",
    "PENDING",
    "COD_PENDING",
)
REFUND = (
    Parameter(
        "refundAmount",
        "conditional",
        "How much goes back.",
        format="two decimals",
        pattern=MONEY,
        source=FIT,
        when="unless fullRefund=1",
    ),
    Parameter("fullRefund", "optional", "1: everything that is left.", allowed=("0", "1"), source=FIT),
)

ORDER_QUERY = Endpoint(
    "Query Orders",
    "order/query",
    "GET",
    (
        *SHARED,
        filtered("orderId", "One order."),
        filtered("orderStatus", "Orders in this state.", *STATUSES),
        filtered("orderType", "Sales or rebills.", "NEW_SALE", "RECURRING"),
        filtered("campaignId", "Orders of this campaign.", pattern=r"\d+"),
        *(
            filtered(name, "Orders of this buyer.")
            for name in ("customerId", "firstName", "lastName", "emailAddress", "phoneNumber", "ipAddress")
        ),
        *(
            filtered(name, "Orders with this UTM value.")
            for name in ("UTMCampaign", "UTMMedium", "UTMContent")
        ),
        filtered("includeCustomFields", "1: with custom fields.", "0", "1"),
        date_range("dateCreated", "dateUpdated"),
    ),
    source=FIT,
    evidence="recorded",
    why="Reads orders back, for reports and for settling a review.",
    answer="Pages of orders whose items are an object by product id.",
)
ORDER_PREAUTH = Endpoint(
    "Preauthorise a card",
    "order/preauth",
    "POST",
    (
        *CREDENTIALS,
        ORDER_ID,
        filtered("customerId", "The customer."),
        PAY_SOURCE,
        *CARD,
        filtered("campaignId", "The campaign.", pattern=r"\d+"),
    ),
    source=FIT,
    evidence="recorded",
    why="Checks a card without charging it.",
    answer='The sentence "Card is preauthorized".',
)
ORDER_QA = Endpoint(
    "Review an order",
    "order/qa",
    "POST",
    (
        *CREDENTIALS,
        ORDER_ID,
        Parameter(
            "action",
            "required",
            "What the review decided.",
            allowed=("APPROVE", "DECLINE"),
            source="recorded answer",
        ),
    ),
    source=FIT,
    evidence="recorded",
    why="Settles an order that forceQA held.",
    answer='The sentence "Order QA Approved".',
)
ORDER_CANCEL = Endpoint(
    "Cancel an order",
    "order/cancel",
    "POST",
    (
        *CREDENTIALS,
        ORDER_ID,
        Parameter("cancelReason", "required", "Why.", max_length=100, source=FIT),
        REFUND[1],
        Parameter("afterNextBill", "optional", "1: after one more cycle.", allowed=("0", "1"), source=FIT),
    ),
    source=FIT,
    evidence="assumed",
    why="Stops an order and what it bills again.",
)
ORDER_REFUND = Endpoint(
    "Refund an order",
    "order/refund",
    "POST",
    (*CREDENTIALS, ORDER_ID, *REFUND),
    source=FIT,
    evidence="assumed",
    why="Pays an order back, in whole or in part.",
)
ORDER_UPDATE = Endpoint(
    "Change an order",
    "order/update",
    "POST",
    (
        *CREDENTIALS,
        Parameter(
            "orderId",
            "conditional",
            "The order.",
            source="astermd/checkoutchamp-client",
            when="unless externalOrderId is sent",
        ),
        filtered("externalOrderId", "Your own number of the order."),
        *BILLING[2:],
        *SHIPPING,
    ),
    source="astermd/checkoutchamp-client",
    evidence="assumed",
    why="Changes an order's person and addresses.",
)
ORDER_SALESTAX = Endpoint(
    "Sales tax of a cart",
    "order/salestax",
    "POST",
    (
        *CREDENTIALS,
        Parameter("campaignId", "required", "The campaign.", pattern=r"\d+", source="vendor form code"),
        *PRODUCTS,
        *SHIPPING,
        *BILLING[5:],
    ),
    source="vendor form code (konnektiveSDK.php)",
    evidence="code",
    why="Shows the tax before the buyer pays.",
    answer="A number.",
)

ENDPOINTS = (
    ORDER_QUERY,
    ORDER_PREAUTH,
    ORDER_QA,
    ORDER_CANCEL,
    ORDER_REFUND,
    ORDER_UPDATE,
    ORDER_SALESTAX,
)
