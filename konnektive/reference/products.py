"""What is ordered: the two ways to name products."""

from konnektive.reference.parameter import Parameter

OCEAN = "oceanapplications/konnektive-crm; recorded storefront calls"
MONEY = r"\d+(\.\d{1,2})?"

PRODUCTS = (
    Parameter(
        "product1_id",
        "conditional",
        "The campaign product id, not the catalogue id. Go on with product2_id; "
        "reading stops at the first gap.",
        format="whole number",
        pattern=r"\d+",
        numbered=True,
        source=OCEAN,
        when="unless orderItems is sent",
    ),
    Parameter(
        "product1_qty",
        "optional",
        "How many; 1 when absent.",
        format="whole number",
        pattern=r"\d+",
        numbered=True,
        source=OCEAN,
    ),
    Parameter(
        "product1_price",
        "optional",
        "Overrides the CRM's price.",
        format="two decimals",
        pattern=MONEY,
        numbered=True,
        source=OCEAN,
    ),
    Parameter(
        "product1_shipPrice",
        "optional",
        "Overrides the CRM's shipping price.",
        format="two decimals",
        pattern=MONEY,
        numbered=True,
        source=OCEAN,
    ),
    Parameter("variant1_id", "optional", "The product's variant.", numbered=True, source=OCEAN),
    Parameter(
        "orderItems",
        "optional",
        "All products in one JSON text, campaign product id to quantity.",
        format='{"101":1}',
        source="vendor form code (konnektiveSDK.php)",
    ),
)

COUPON = Parameter("couponCode", "optional", "A coupon of the campaign.", max_length=30, source=OCEAN)
