"""What is for sale, what is sent out, and what goes to ActiveCampaign; and the old path of Import Click."""

from konnektive.reference.click import PARAMETERS as CLICK_PARAMETERS
from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.paging import DATE, FIT, PAGES, SHARED, filtered
from konnektive.reference.parameter import Endpoint, Parameter
from konnektive.reference.products import MONEY

CAMPAIGN_QUERY = Endpoint(
    "Query campaigns",
    "campaign/query",
    "GET",
    (
        *CREDENTIALS,
        *PAGES,
        filtered("campaignId", "One campaign.", pattern=r"\d+"),
        filtered("campaignName", "By name."),
        filtered("campaignType", "Of this kind.", "PHONE", "ECOMMERCE", "LANDER"),
        filtered("startDate", "Not needed here."),
        filtered("endDate", "Not needed here."),
    ),
    source=FIT,
    evidence="code",
    why="Reads what a campaign sells, with the ids that calls must send.",
    answer="data keyed by campaignId.",
)
PRODUCT_QUERY = Endpoint(
    "Query products",
    "product/query",
    "GET",
    (
        *CREDENTIALS,
        *PAGES,
        filtered("productId", "One product.", pattern=r"\d+"),
        filtered("campaignId", "Of this campaign.", pattern=r"\d+"),
    ),
    source="client code",
    evidence="code",
    why="Reads products.",
)
FULFILLMENT_UPDATE = Endpoint(
    "Change a fulfillment",
    "fulfillment/update",
    "POST",
    (
        *CREDENTIALS,
        Parameter("orderId", "conditional", "The order.", source=FIT, when="unless fulfillmentId is sent"),
        filtered("fulfillmentId", "One fulfillment.", pattern=r"\d+"),
        Parameter(
            "fulfillmentStatus",
            "required",
            "What became of it.",
            source=FIT,
            allowed=("SHIPPED", "RMA_PENDING", "RETURNED", "CANCELLED"),
        ),
        filtered("trackingNumber", "The carrier's number; needed for SHIPPED."),
        filtered("dateShipped", "When it left; needed for SHIPPED.", pattern=DATE),
        filtered("dateReturned", "When it came back; needed for RETURNED.", pattern=DATE),
        filtered("rmaNumber", "The return's number; needed for RMA_PENDING."),
        filtered("refundAmount", "What goes back with the return.", pattern=MONEY),
        filtered("shipCarrier", "Who carries it."),
        filtered("shipMethod", "How."),
    ),
    source=FIT,
    evidence="assumed",
    why="Tells the CRM what a fulfillment house did.",
)
FULFILLMENT_QUERY = Endpoint(
    "Query fulfillments",
    "fulfillment/query",
    "GET",
    (
        *SHARED,
        filtered("orderId", "Of this order."),
        filtered("fulfillmentId", "One fulfillment."),
        filtered("status", "In this state."),
    ),
    source="client code",
    evidence="code",
    why="Reads what is to be sent out.",
)

_AC = "ActiveCampaign Deep Integration (vendor help)"
TYPES = ("CONNECTION", "CART", "ORDER", "CUSTOMER", "QUERY")
CENTS = r"\d+"
ACTIVECAMPAIGN = Endpoint(
    "ActiveCampaign",
    "cart/activecampaign",
    "POST",
    (
        *CREDENTIALS,
        Parameter("type", "required", "What is sent.", allowed=TYPES, source=_AC),
        Parameter(
            "queryType",
            "conditional",
            "What is asked for.",
            source=_AC,
            when="with type=QUERY",
            allowed=("CONNECTION", "PRODUCTS", "ORDER", "CUSTOMER", "CART"),
        ),
        *(
            Parameter(name, "conditional", meaning, source=_AC, when="with type=ORDER", pattern=pattern)
            for name, meaning, pattern in (
                ("externalcheckoutid", "The cart's id, with a lower case c.", ""),
                ("source", "1 triggers automations, 0 does not.", "[01]"),
                ("email", "The buyer's address.", ""),
                ("price", "Integer cents.", CENTS),
                ("quantity", "How many.", r"\d+"),
                ("externalid", "The product's or order's own id.", ""),
                ("totalPrice", "Integer cents, with tax and shipping.", CENTS),
                ("currency", "Three letters.", "[A-Za-z]{3}"),
                ("externalCreatedDate", "When it was placed.", ""),
            )
        ),
        Parameter(
            "abandonedDate",
            "conditional",
            "When the cart was left.",
            source=_AC,
            when="with externalcheckoutid on a CART",
        ),
        *(
            Parameter(name, "optional", "Passed on.", source=_AC)
            for name in ("connectionid", "customerid", "orderUrl", "customerId", "productIds")
        ),
    ),
    source=_AC,
    evidence="assumed",
    why="Hands customers, carts and orders to ActiveCampaign.",
    reference="https://apidocs.konnektive.com/#b13c5aef-d9c5-41fe-9183-bc327b2ea4fe",
)
OLD_CLICK = Endpoint(
    "Import Click (old path)",
    "landingpages/clicks/import/2",
    "POST",
    CLICK_PARAMETERS,
    source="vendor form code (konnektiveSDK.php)",
    evidence="code",
    why="The path before it was renamed.",
)

ENDPOINTS = (
    CAMPAIGN_QUERY,
    PRODUCT_QUERY,
    FULFILLMENT_UPDATE,
    FULFILLMENT_QUERY,
    ACTIVECAMPAIGN,
    OLD_CLICK,
)
