"""Money that moved: find it, sum it up, pay it back, mark it as charged back."""

from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.order_care import REFUND
from konnektive.reference.paging import FIT, SHARED, WINDOW, date_range, filtered
from konnektive.reference.parameter import Endpoint, Parameter

TXN_TYPES = ("SALE", "AUTHORIZE", "CAPTURE", "VOID", "REFUND")
RESPONSES = ("SUCCESS", "HARD_DECLINE", "SOFT_DECLINE")
TRANSACTION_ID = Parameter(
    "transactionId", "required", "The transaction.", format="whole number", pattern=r"\d+", source=FIT
)

TRANSACTIONS_QUERY = Endpoint(
    "Query transactions",
    "transactions/query",
    "GET",
    (
        *SHARED,
        filtered("orderId", "Transactions of this order."),
        filtered("purchaseId", "Transactions of this purchase."),
        filtered("customerId", "Transactions of this customer.", pattern=r"\d+"),
        filtered("transactionId", "One transaction.", pattern=r"\d+"),
        filtered("campaignId", "Transactions of this campaign.", pattern=r"\d+"),
        filtered("txnType", "What was done.", *TXN_TYPES),
        filtered("responseType", "What the gateway said.", *RESPONSES),
        filtered("paySource", "How it was paid."),
        filtered("merchantTxnId", "The gateway's number."),
        filtered("cardLast4", "The card's last digits.", pattern=r"\d{4}"),
        filtered("cardBin", "The card's first digits.", pattern=r"\d{6}"),
        filtered("isChargedback", "1: charged back.", "0", "1"),
        filtered("affId", "Transactions of this affiliate."),
        date_range("dateCreated", "txnDate", "dateUpdated"),
    ),
    source=FIT,
    evidence="code",
    why="Reads what the gateway did.",
)
TRANSACTIONS_SUMMARY = Endpoint(
    "Sum up transactions",
    "transactions/summary",
    "GET",
    (
        *CREDENTIALS,
        Parameter(
            "reportType",
            "required",
            "What a row is.",
            allowed=("date", "campaign", "affiliate"),
            source="vej-ai/dtex",
        ),
        *WINDOW,
        date_range("txnDate", "dateCreated"),
        filtered("campaignId", "Of this campaign.", pattern=r"\d+"),
    ),
    source="vej-ai/dtex",
    evidence="code",
    why="One row a day: sales, rebills, refunds.",
    answer="A list without pages.",
)
TRANSACTIONS_REFUND = Endpoint(
    "Refund a transaction",
    "transactions/refund",
    "POST",
    (
        *CREDENTIALS,
        TRANSACTION_ID,
        *REFUND,
        filtered("cancelPurchase", "1: and cancel what it paid for.", "0", "1"),
        filtered("externalRefund", "1: the money went back elsewhere.", "0", "1"),
        filtered("refundMerchantTxnId", "The gateway's number of the refund."),
    ),
    source=FIT,
    evidence="assumed",
    why="Pays one transaction back.",
)
TRANSACTIONS_UPDATE = Endpoint(
    "Mark a chargeback",
    "transactions/update",
    "POST",
    (
        *CREDENTIALS,
        TRANSACTION_ID,
        filtered("isChargedback", "1: the buyer's bank took it back.", "0", "1"),
        filtered("chargebackDate", "When."),
        filtered("chargebackReasonCode", "Why."),
        filtered("chargebackAmount", "How much."),
    ),
    source="client code",
    evidence="assumed",
    why="Keeps chargebacks with their transactions.",
)
CHARGEBACKS_QUERY = Endpoint(
    "Query chargebacks",
    "cbdata/query",
    "GET",
    (*SHARED, filtered("transactionId", "One transaction.")),
    source=FIT,
    evidence="code",
    why="Reads the transactions that were charged back.",
)

ENDPOINTS = (
    TRANSACTIONS_QUERY,
    TRANSACTIONS_SUMMARY,
    TRANSACTIONS_REFUND,
    TRANSACTIONS_UPDATE,
    CHARGEBACKS_QUERY,
)
