"""What each figure of the ledger means, in the sentences that are printed beside it."""

from __future__ import annotations

from typing import Final

from kartra.ledger.opening import GRACE_DAYS

DEFINITIONS: Final[dict[str, str]] = {
    "transaction": (
        "Counted once for each transaction_id and kind, however often and on whichever surface it was "
        "told; a sale and a rebill are one kind. The outbound telling wins over its IPN twin. Where two "
        "tellings differ in the amount, a ledger of files takes the later one and says so; one of what is "
        "kept in the inbox stays with the amount that was told first."
    ),
    "purchase": (
        "Transactions tied by transaction_id, original_id, transaction_parent_id or subscription id."
    ),
    "paid": ("transaction_full_amount of sales and rebills."),
    "returned": ("transaction_full_amount of refunds, partial refunds and chargebacks."),
    "balance": ("Paid less returned. Failed payments and cancellations carry no money."),
    "missing": (
        "Pay numbers below the highest one told that neither a payment nor a failed attempt accounts "
        "for. Kartra's outbound events document no rebill: with outbound events alone, later "
        "instalments never arrive."
    ),
    "endless": ("payments_left 9999 is the mark of a plan without an end and is never counted with."),
    "ended": (
        "The date of the cancellation, of the return that brought the balance to nothing, or of the "
        "day after the last agreed instalment's period. What ends it without a date is taken to have "
        "come on the last date told."
    ),
    "never paid": ("A payment failed and none succeeded."),
    "not understood": (
        "Its transaction_type is none that Kartra documents, so it can not be said to be a payment."
    ),
    "past due": ("A payment failed after the last one that succeeded."),
    "overdue": (f"The next payment is more than {GRACE_DAYS} days late; only said where rebills do arrive."),
    "MRR": (
        "At the month's end: over subscriptions that began and have not ended, the latest payment ÷ "
        "the months it covers (28 to 31 days are one month, 365 or 366 twelve, others days ÷ 30; one "
        "month where no interval is known). Trial payments count 0; a subscription ending in a month "
        "counts 0 from that month's end on."
    ),
    "churn": (
        "The subscriptions active at the month's start that ended within it ÷ subscriptions active at "
        "its start."
    ),
    "refund rate": ("Returned in the month ÷ paid in the month, by amount."),
    "LTV": (
        "Paid less returned so far by the people whose first payment fell into the month ÷ their "
        "number. People are told apart by lead id and mail address."
    ),
    "dates": ("Kartra's dates carry no zone; they are read as EST (UTC-5) unless another zone is chosen."),
    "currency": ("Kartra's events name no currency; amounts are added up as they come."),
}
