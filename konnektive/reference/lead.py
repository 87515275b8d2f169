"""Import Lead: the partial order."""

from konnektive.reference.click import FLOW
from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.parameter import Endpoint, Parameter
from konnektive.reference.person import ATTRIBUTION, BILL_SHIP_SAME, BILLING, FIT, SHIPPING

CAMPAIGN_ID = Parameter(
    "campaignId", "required", "The campaign that sells.", format="whole number", pattern=r"\d+", source=FLOW
)
SESSION_ID = Parameter(
    "sessionId",
    "recommended",
    "Links the clicks of this visit to the order. Send the one Import Click returned.",
    format="32 hexadecimal digits",
    max_length=32,
    pattern=r"[0-9a-fA-F]{32}",
    source=FLOW,
)

PARAMETERS = (
    *CREDENTIALS,
    CAMPAIGN_ID,
    SESSION_ID,
    Parameter(
        "orderId",
        "conditional",
        "The one the first Import Lead returned: the partial is updated, not made anew.",
        format="10 hexadecimal digits",
        max_length=30,
        source=FLOW,
        when="from the second Import Lead of a visit on",
    ),
    *BILLING,
    BILL_SHIP_SAME,
    *SHIPPING,
    *ATTRIBUTION,
    Parameter(
        "disableCustomerDedup",
        "optional",
        "1: do not join this buyer with one already known.",
        format="0 or 1",
        allowed=("0", "1"),
        source=FIT,
    ),
    Parameter(
        "requestUri", "optional", "The landing URL again.", max_length=500, source="storefront recordings"
    ),
)

IMPORT_LEAD = Endpoint(
    "Import Lead",
    "leads/import",
    "POST",
    PARAMETERS,
    source=FLOW,
    evidence="recorded",
    why="Saves the buyer as a partial order as soon as name and e-mail or phone are known, for a follow-up.",
    answer="The input again, with the orderId it minted, orderStatus PARTIAL and a customerId.",
    reference="https://apidocs.konnektive.com/?version=latest#05f9224f-913c-4129-95c7-ed078a87e6f0",
    vendor_line="partial can be created as soon as you have firstName, lastName, emailAddress or phoneNumber "
    "(campaignId and API credentials will also need to be sent)",
)
