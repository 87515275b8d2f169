"""Confirm Order: the confirmation e-mail, at once."""

from konnektive.reference.click import FLOW
from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.lead import SESSION_ID
from konnektive.reference.parameter import Endpoint, Parameter

CONFIRM_ORDER = Endpoint(
    "Confirm Order",
    "order/confirm",
    "POST",
    (
        *CREDENTIALS,
        Parameter(
            "orderId",
            "required",
            "The order to confirm.",
            format="10 hexadecimal digits",
            max_length=30,
            source="fitboxmedia/konnektive-api ConfirmOrderRequest",
            pages=("thankyouPage",),
        ),
        Parameter(
            "sessionId",
            "optional",
            "Not asked for here; harmless.",
            format=SESSION_ID.format,
            pattern=SESSION_ID.pattern,
            source="client code",
        ),
    ),
    source=FLOW,
    evidence="assumed",
    why="Sends the confirmation e-mail now; without it the e-mail goes out about half an hour later.",
    answer="Not recorded anywhere; clients do not read it.",
    reference="https://apidocs.konnektive.com/?version=latest#bfaa9e6f-c4a1-4f93-a023-82da818955b1",
    vendor_line="Call Confirm Order (optional) to send Order Confirmation Email Immediately",
)
