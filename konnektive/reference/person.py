"""Who buys and where it goes: the parameters that lead and order share."""

from konnektive.reference.parameter import Parameter

FIT = "fitboxmedia/konnektive-api, oceanapplications/konnektive-crm"

EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
PHONE = r"[+\d][\d\-() .]{5,31}"

BILLING = (
    Parameter(
        "firstName",
        "required",
        "The buyer's first name.",
        format="text",
        max_length=50,
        source="recorded answer: First and last name are required fields.",
    ),
    Parameter(
        "lastName",
        "required",
        "The buyer's last name.",
        format="text",
        max_length=50,
        source="recorded answer: First and last name are required fields.",
    ),
    Parameter(
        "emailAddress",
        "conditional",
        "Where the buyer is written to.",
        format="an e-mail address",
        max_length=255,
        pattern=EMAIL,
        source="Recommended API Flow (vendor help)",
        when="unless phoneNumber is sent",
    ),
    Parameter(
        "phoneNumber",
        "conditional",
        "Where the buyer is called.",
        format="digits and hyphens",
        max_length=32,
        pattern=PHONE,
        source="Recommended API Flow (vendor help)",
        when="unless emailAddress is sent",
    ),
    Parameter("companyName", "optional", "Company.", max_length=50, source=FIT),
    Parameter("address1", "optional", "Street and number.", max_length=50, source=FIT),
    Parameter("address2", "optional", "Second line of the address.", max_length=50, source=FIT),
    Parameter("city", "optional", "Town.", max_length=50, source=FIT),
    Parameter(
        "state",
        "optional",
        "The state's code in the country's list.",
        format="up to 6 characters",
        max_length=6,
        source=FIT,
    ),
    Parameter("postalCode", "optional", "Postal code.", max_length=20, source=FIT),
    Parameter(
        "country",
        "optional",
        "Country.",
        format="2 letters",
        max_length=2,
        pattern=r"[A-Za-z]{2}",
        source=FIT,
    ),
)

BILL_SHIP_SAME = Parameter(
    "billShipSame",
    "optional",
    "1: the goods go to the billing address, and the ship fields may be left out.",
    format="0 or 1",
    allowed=("0", "1"),
    source=FIT,
)

SHIPPING = (
    Parameter("shipFirstName", "optional", "First name at the delivery address.", max_length=50, source=FIT),
    Parameter("shipLastName", "optional", "Last name at the delivery address.", max_length=50, source=FIT),
    Parameter("shipCompanyName", "optional", "Company at the delivery address.", max_length=50, source=FIT),
    Parameter("shipAddress1", "optional", "Street and number for the delivery.", max_length=50, source=FIT),
    Parameter("shipAddress2", "optional", "Second line of the delivery address.", max_length=50, source=FIT),
    Parameter("shipCity", "optional", "Town of the delivery.", max_length=50, source=FIT),
    Parameter(
        "shipState",
        "optional",
        "State code of the delivery.",
        format="up to 6 characters",
        max_length=6,
        source=FIT,
    ),
    Parameter("shipPostalCode", "optional", "Postal code of the delivery.", max_length=20, source=FIT),
    Parameter(
        "shipCountry",
        "optional",
        "Country of the delivery.",
        format="2 letters",
        max_length=2,
        pattern=r"[A-Za-z]{2}",
        source=FIT,
    ),
)

SHIP_REQUIRED = ("shipAddress1", "shipCity", "shipPostalCode", "shipCountry")
"""What an order without billShipSame=1 is refused for, by a recorded answer."""

ATTRIBUTION = (
    Parameter(
        "ipAddress",
        "optional",
        "The buyer's own address, not the server's.",
        format="an IP address",
        pattern=r"[0-9a-fA-F.:]{3,45}",
        source=FIT,
    ),
    Parameter(
        "salesUrl",
        "optional",
        "The page the sale was made on; PayPal returns there.",
        format="a full URL",
        max_length=300,
        source="storefront recordings; PayPal Commerce legacy (vendor help)",
    ),
    Parameter(
        "affId",
        "optional",
        "Affiliate. Upper and lower case matter.",
        format="up to 10 capital letters and digits",
        max_length=10,
        source=FIT,
    ),
    *(
        Parameter(
            f"sourceValue{n}",
            "optional",
            f"Sub-affiliate value {n} (c{n} of the landing URL).",
            max_length=30,
            source=FIT,
        )
        for n in range(1, 6)
    ),
    *(
        Parameter(f"custom{n}", "optional", f"Your own value {n}.", max_length=50, source=FIT)
        for n in range(1, 6)
    ),
)
