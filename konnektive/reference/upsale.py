"""Import Upsale: one more product on an accepted order, by one click."""

from konnektive.reference.click import FLOW
from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.lead import SESSION_ID
from konnektive.reference.parameter import UPSELL_PAGES, Endpoint, Parameter
from konnektive.reference.payment import BILLER, PAY_SOURCE, REDIRECTS
from konnektive.reference.products import MONEY, PRODUCTS

FIT = "fitboxmedia/konnektive-api ImportUpsaleRequest"

PARAMETERS = (
    *CREDENTIALS,
    Parameter(
        "orderId",
        "required",
        "The accepted order that gets the product.",
        format="10 hexadecimal digits",
        max_length=32,
        source=FLOW,
        pages=UPSELL_PAGES,
    ),
    SESSION_ID,
    Parameter(
        "productId",
        "required",
        "The campaign product id of the upsell; product1_id is taken too.",
        format="whole number",
        pattern=r"\d+",
        source=FIT,
    ),
    Parameter(
        "productQty",
        "optional",
        "How many; 1 when absent.",
        format="whole number",
        pattern=r"\d+",
        source=FIT,
    ),
    Parameter(
        "productPrice",
        "optional",
        "Overrides the CRM's price.",
        format="two decimals",
        pattern=MONEY,
        source=FIT,
    ),
    Parameter(
        "productShipPrice",
        "optional",
        "Overrides the CRM's shipping price.",
        format="two decimals",
        pattern=MONEY,
        source=FIT,
    ),
    Parameter(
        "productSalesTax",
        "optional",
        "Sales tax on this product.",
        format="two decimals",
        pattern=MONEY,
        source=FIT,
    ),
    Parameter(
        "replaceProductId",
        "optional",
        "The product of the order that this one takes the place of.",
        format="whole number",
        pattern=r"\d+",
        source=FIT,
    ),
    Parameter("variantDetailId", "optional", "The product's variant.", source=FIT),
    *(one for one in PRODUCTS if one.name in ("product1_id", "product1_qty")),
    Parameter(
        "campaignId",
        "optional",
        "The campaign; the vendor's form code always sends it.",
        format="whole number",
        pattern=r"\d+",
        source="vendor form code (konnektiveSDK.php)",
    ),
    Parameter(
        "paySource",
        "optional",
        PAY_SOURCE.meaning,
        allowed=PAY_SOURCE.allowed,
        source="PayPal Commerce legacy (vendor help)",
    ),
    BILLER,
    Parameter("forceMerchantId", "optional", "Charge through this merchant account.", source="client code"),
    *REDIRECTS,
)

IMPORT_UPSALE = Endpoint(
    "Import Upsale",
    "upsale/import",
    "POST",
    PARAMETERS,
    source=FLOW,
    evidence="code",
    why="Adds the upsell to the order and charges the card of the order: no card data is sent.",
    answer="The order with one more item; the same product a second time is refused.",
    reference="https://apidocs.konnektive.com/?version=latest#e480eeb4-f068-4632-b5b6-00a2013e1264",
    vendor_line="Call Import Upsale - include orderId and sessionId",
)
