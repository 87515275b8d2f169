"""Import Order: the sale."""

from dataclasses import replace

from konnektive.reference.click import FLOW
from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.lead import CAMPAIGN_ID, SESSION_ID
from konnektive.reference.parameter import Endpoint, Need, Parameter
from konnektive.reference.payment import BANK, CARD, PAY_SOURCE, PAYPAL_PARAMETERS, REDIRECTS, WALLETS
from konnektive.reference.person import ATTRIBUTION, BILL_SHIP_SAME, BILLING, SHIP_REQUIRED, SHIPPING
from konnektive.reference.products import COUPON, MONEY, OCEAN, PRODUCTS

_MAP = 'recorded answer: {"shipAddress1":"is a required field", ...}'
_WITHOUT_LEAD = "when no lead was made: without orderId"


def _person(one: Parameter) -> Parameter:
    """The lead's parameter as an order takes it: not needed again when orderId is sent."""
    need: Need = "conditional" if one.name in ("firstName", "lastName", "emailAddress") else "optional"
    return replace(one, need=need, source=OCEAN, when=_WITHOUT_LEAD if need == "conditional" else "")


def _shipping(one: Parameter) -> Parameter:
    if one.name not in SHIP_REQUIRED:
        return one
    when = "unless billShipSame=1, even though the lead carried it"
    return replace(one, need="conditional", source=_MAP, when=when)


EXTRAS = (
    COUPON,
    Parameter("shipProfileId", "optional", "How it is shipped.", source=OCEAN),
    Parameter(
        "forceQA",
        "optional",
        "1: authorise only and hold the order for review.",
        format="0 or 1",
        allowed=("0", "1"),
        source="recorded storefront calls",
    ),
    Parameter("skipQA", "optional", "1: no review.", format="0 or 1", allowed=("0", "1"), source=OCEAN),
    Parameter(
        "insureShipment",
        "optional",
        "1: insure the shipment.",
        format="0 or 1",
        allowed=("0", "1"),
        source=OCEAN,
    ),
    Parameter(
        "salesTax",
        "optional",
        "Sales tax to charge.",
        format="two decimals",
        pattern=MONEY,
        source=OCEAN,
    ),
    Parameter("preAuthBillerId", "optional", "Merchant of a pre-authorisation made elsewhere.", source=OCEAN),
    Parameter(
        "preAuthMerchantTxnId",
        "optional",
        "The pre-authorisation's transaction.",
        max_length=30,
        source=OCEAN,
    ),
    Parameter("customDescriptor", "optional", "Text on the buyer's statement.", source="client code"),
    Parameter("externalOrderId", "optional", "Your own number for the order.", source="client code"),
    Parameter("userAgent", "optional", "The buyer's User-Agent header.", max_length=300, source=OCEAN),
    Parameter("httpReferer", "optional", "The page that led to the checkout.", source=OCEAN),
)

PARAMETERS = (
    *CREDENTIALS,
    CAMPAIGN_ID,
    Parameter(
        "orderId",
        "conditional",
        "The partial's id: turns it into the order instead of making a second one.",
        format="10 hexadecimal digits",
        max_length=30,
        source=FLOW,
        when="when Import Lead was answered with one",
    ),
    SESSION_ID,
    PAY_SOURCE,
    *CARD,
    *PRODUCTS,
    BILL_SHIP_SAME,
    *(_shipping(one) for one in SHIPPING),
    *(_person(one) for one in BILLING),
    Parameter(
        "customerId",
        "conditional",
        "A customer already known, whose stored card is charged.",
        format="whole number",
        pattern=r"\d+",
        source=OCEAN,
        when="with paySource=ACCTONFILE",
    ),
    *PAYPAL_PARAMETERS,
    *REDIRECTS,
    *EXTRAS,
    *ATTRIBUTION,
    *BANK,
    *WALLETS,
)

IMPORT_ORDER = Endpoint(
    "Import Order",
    "order/import",
    "POST",
    PARAMETERS,
    source=FLOW,
    evidence="recorded",
    why="Charges the buyer and turns the partial into an order.",
    answer="The order with orderStatus, totals and items. Declined: only a sentence, and no orderId.",
    reference="https://apidocs.konnektive.com/?version=latest#436cbeab-a41a-4f36-bfb9-7b74fd82a0c0",
    vendor_line="Call Import Order - send orderId parameter if already exists and sessionId",
)
