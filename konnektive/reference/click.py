"""Import Click: a visit to a page of the funnel."""

from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.parameter import PAGE_TYPES, Endpoint, Parameter

FLOW = "Recommended API Flow (vendor help)"
FIT = "fitboxmedia/konnektive-api ImportClickRequest"

SESSION_ID = Parameter(
    "sessionId",
    "conditional",
    "Ties this call to the visit. Send the one the first Import Click returned.",
    format="32 hexadecimal digits",
    max_length=32,
    pattern=r"[0-9a-fA-F]{32}",
    source=FLOW,
    when="from the second call of a visit on",
)

PARAMETERS = (
    *CREDENTIALS,
    Parameter(
        "pageType",
        "required",
        "Which page of the funnel is being shown.",
        format="one of the documented page types",
        allowed=PAGE_TYPES,
        source=FLOW,
    ),
    Parameter(
        "campaignId",
        "recommended",
        "The campaign the visit counts for. Client libraries demand it; the vendor's "
        "flow does not list it for clicks.",
        format="whole number",
        pattern=r"\d+",
        source=FIT,
    ),
    SESSION_ID,
    Parameter(
        "requestUri",
        "conditional",
        "The URL that the visitor asked for when they landed, with affId, c1 and the "
        "like. URL-encode it, or its own parameters become parameters of the call.",
        format="a full URL",
        max_length=500,
        pattern=r"https?://.+",
        source=FLOW,
        when="on the first click of a visit",
    ),
    Parameter(
        "userAgent",
        "conditional",
        "The visitor's User-Agent header, for reports by browser and device.",
        format="text",
        max_length=300,
        source=FLOW,
        when="on the first click of a visit",
    ),
    Parameter(
        "ipAddress",
        "conditional",
        "The visitor's own address, not the server's.",
        format="an IP address",
        pattern=r"[0-9a-fA-F.:]{3,45}",
        source=FIT,
        when="on the first click of a visit, above all when a server makes the call",
    ),
    Parameter(
        "httpReferer",
        "optional",
        "The page that led here. UTM reports read the utm_* codes from it, not from "
        "requestUri; it may be the same URL.",
        format="a full URL with utm_* codes",
        pattern=r"https?://.+",
        source="Recommended API Flow; UTM filters (vendor help)",
    ),
    Parameter(
        "fraudPixel",
        "optional",
        "Asks for the Device Data Collector pixel (Fraud Manager and Kount, option 1).",
        format="1",
        allowed=("1",),
        pages=("checkoutPage",),
        source=FLOW,
    ),
    Parameter(
        "affId",
        "optional",
        "Affiliate; normally read from requestUri. Upper and lower case matter.",
        format="up to 10 capital letters and digits",
        max_length=10,
        source="vendor form code (konnektiveSDK.php)",
    ),
    Parameter(
        "acceptHeader",
        "optional",
        "The visitor's Accept header.",
        source="vendor form code (konnektiveSDK.php)",
    ),
    Parameter(
        "isMobile",
        "optional",
        "Whether the visitor uses a mobile device.",
        format="0 or 1",
        allowed=("0", "1"),
        source="vendor form code (konnektiveSDK.php)",
    ),
)

IMPORT_CLICK = Endpoint(
    "Import Click",
    "landers/clicks/import",
    "POST",
    PARAMETERS,
    source=FLOW,
    evidence="vendor",
    why="Tells the CRM that this page was opened; the first one opens the session that later calls carry.",
    answer="message.sessionId (32 hexadecimal digits); at times message.pixel and message.affVals.",
    reference="https://apidocs.konnektive.com/?version=latest#834b3843-dd86-40b5-82f0-85a3384fbcfd",
    vendor_line="send sessionId returned from first Import Click call if not first call",
)
