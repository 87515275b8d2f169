"""How an order is paid: cards, bank accounts, PayPal, wallets, and the redirects of 3DS."""

from konnektive.reference.parameter import Parameter

OCEAN = "oceanapplications/konnektive-crm"
FIT = "fitboxmedia/konnektive-api"
PAYPAL = "PayPal Commerce (vendor help)"
THREE_DS = "Direct API 3DS instructions (vendor help)"

PAY_SOURCES = (
    "CREDITCARD",
    "CHECK",
    "ACCTONFILE",
    "PREPAID",
    "COD",
    "DIRECTDEBIT",
    "PAYPAL",
    "AMAZON",
    "APPLEPAY",
    "GOOGLEPAY",
)

PAY_SOURCE = Parameter(
    "paySource",
    "required",
    "How the order is paid.",
    format="one of the known sources",
    allowed=PAY_SOURCES,
    source=f"{FIT}, {OCEAN}; PayPal Commerce legacy (vendor help)",
)

_CARD = "with paySource=CREDITCARD"

CARD = (
    Parameter(
        "cardNumber",
        "conditional",
        "The card's number. Use the test card 0000000000000000.",
        format="13 to 19 digits, no spaces",
        max_length=19,
        pattern=r"\d{13,19}",
        secret=True,
        when=_CARD,
        source=f"{FIT} (16 digits)",
    ),
    Parameter(
        "cardMonth",
        "conditional",
        "Month the card ends.",
        format="MM, two digits",
        pattern=r"0[1-9]|1[0-2]",
        when=_CARD,
        source=FIT,
    ),
    Parameter(
        "cardYear",
        "conditional",
        "Year the card ends.",
        format="YYYY, four digits",
        pattern=r"20\d\d",
        when=_CARD,
        source=FIT,
    ),
    Parameter(
        "cardExpiryDate",
        "optional",
        "Stands for cardMonth and cardYear.",
        format="mm/yy or mm/yyyy",
        pattern=r"(0[1-9]|1[0-2])/(\d\d|20\d\d)",
        source=FIT,
    ),
    Parameter(
        "cardSecurityCode",
        "conditional",
        "The card's security code; 100 with the test card.",
        format="3 or 4 digits",
        pattern=r"\d{3,4}",
        secret=True,
        when=_CARD,
        source=FIT,
    ),
    Parameter("cardType", "optional", "The card's brand.", source=FIT),
)

BANK = (
    Parameter(
        "achAccountType", "optional", "Kind of bank account.", allowed=("CHECKING", "SAVINGS"), source=OCEAN
    ),
    Parameter(
        "achRoutingNumber",
        "optional",
        "Bank routing number.",
        format="9 digits",
        pattern=r"\d{9}",
        secret=True,
        source=OCEAN,
    ),
    Parameter("achAccountNumber", "optional", "Bank account number.", secret=True, source=OCEAN),
    Parameter("achAccountHolderType", "optional", "Who holds the account.", source=OCEAN),
    Parameter("achNameOnCheck", "optional", "The name on the cheque.", source=OCEAN),
    Parameter("iban", "optional", "Account for direct debit.", secret=True, source="client code"),
    Parameter("ddbic", "optional", "Bank for direct debit.", source="client code"),
    Parameter("accountHolder", "optional", "Who holds the account that is debited.", source="client code"),
)

WALLETS = (
    Parameter(
        "prepaidType", "optional", "SEZZLE, KLARNA and the like.", source="Column streams (vendor help)"
    ),
    Parameter("forceMerchantId", "optional", "Charge through this merchant account.", source="client code"),
    Parameter("applePayToken", "optional", "Apple Pay's token.", secret=True, source="client code"),
    Parameter("googlePayToken", "optional", "Google Pay's token.", secret=True, source="client code"),
    Parameter("paymentToken", "optional", "Another wallet's token.", secret=True, source="client code"),
    Parameter("paySourceId", "optional", "A payment source the customer has already.", source="client code"),
    Parameter("newPaymentType", "optional", "How a payment source is replaced.", source="client code"),
)

BILLER = Parameter(
    "paypalBillerId",
    "conditional",
    "The PayPal merchant account's id in the CRM.",
    source=PAYPAL,
    when="with paySource=PAYPAL",
)

REDIRECTS = (
    Parameter(
        "redirectsTo",
        "optional",
        "Where the browser comes back to after 3DS or PayPal's direct workflow.",
        format="a full URL",
        max_length=300,
        pattern=r"https?://.+",
        source=THREE_DS,
    ),
    Parameter(
        "errorRedirectsTo",
        "optional",
        "Where it comes back to when that failed, with errorMsg.",
        format="a full URL",
        max_length=300,
        pattern=r"https?://.+",
        source=THREE_DS,
    ),
    Parameter("eci", "optional", "Result of a 3DS check made elsewhere.", max_length=200, source=THREE_DS),
    Parameter("xid", "optional", "Id of a 3DS check made elsewhere.", max_length=200, source=THREE_DS),
    Parameter("cavv", "optional", "Proof of a 3DS check made elsewhere.", max_length=200, source=THREE_DS),
    Parameter(
        "acsTransId", "optional", "The access control server's transaction.", max_length=200, source=THREE_DS
    ),
    Parameter("browserData", "optional", "What 3DS asks to know of the browser.", source=THREE_DS),
)

PAYPAL_PARAMETERS = (
    BILLER,
    Parameter("paypalClientMetadataId", "optional", "PayPal's id of the browser session.", source=PAYPAL),
)
