"""Confirm PayPal: the second half of a sale by PayPal's legacy workflow."""

from konnektive.reference.click import FLOW
from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.lead import CAMPAIGN_ID, SESSION_ID
from konnektive.reference.parameter import Endpoint, Parameter
from konnektive.reference.payment import PAYPAL, PAYPAL_PARAMETERS
from konnektive.reference.products import COUPON, OCEAN, PRODUCTS

PARAMETERS = (
    *CREDENTIALS,
    CAMPAIGN_ID,
    Parameter(
        "orderId",
        "recommended",
        "The order that was answered with paypalUrl.",
        format="10 hexadecimal digits",
        max_length=30,
        source=OCEAN,
    ),
    SESSION_ID,
    Parameter(
        "token",
        "required",
        "token of the URL that PayPal sent the buyer back to.",
        secret=True,
        source=PAYPAL,
    ),
    Parameter("payerId", "required", "PayerID of that URL.", max_length=32, source=PAYPAL),
    Parameter(
        "baToken",
        "optional",
        "ba_token of that URL, with reference transactions.",
        secret=True,
        source=PAYPAL,
    ),
    *PRODUCTS,
    *PAYPAL_PARAMETERS,
    COUPON,
    Parameter(
        "shipProfileId", "optional", "How it is shipped.", source="vendor form code (konnektiveSDK.php)"
    ),
    Parameter("emailAddress", "optional", "The buyer's address, as PayPal has it.", source=PAYPAL),
    Parameter("phoneNumber", "optional", "The buyer's phone, as PayPal has it.", source=PAYPAL),
)

CONFIRM_PAYPAL = Endpoint(
    "Confirm PayPal",
    "transactions/confirmPaypal",
    "POST",
    PARAMETERS,
    source=FLOW,
    evidence="code",
    why="Takes the money after the buyer approved at PayPal; until then the order is not paid.",
    answer="The order, as Import Order gives it.",
    reference="https://apidocs.checkoutchamp.com/?version=latest#6d2a3ec0-e1f5-44b3-94a0-101921c28521",
    vendor_line="Only use if paySource=PAYPAL on Import Order with Legacy PayPal workflow",
)
