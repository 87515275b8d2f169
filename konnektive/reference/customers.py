"""Customers: find, change, note, and what happened to them."""

from konnektive.reference.credentials import CREDENTIALS
from konnektive.reference.paging import FIT, SHARED, date_range, filtered
from konnektive.reference.parameter import Endpoint, Parameter
from konnektive.reference.person import ATTRIBUTION, BILLING, SHIPPING

CUSTOMER_ID = Parameter(
    "customerId", "required", "The customer.", format="whole number", pattern=r"\d+", source=FIT
)

CUSTOMER_QUERY = Endpoint(
    "Query customers",
    "customer/query",
    "GET",
    (
        *SHARED,
        filtered("customerId", "One customer.", pattern=r"\d+"),
        filtered("emailAddress", "By e-mail address."),
        filtered("exactEmailMatch", "1: the whole address.", "0", "1"),
        *(
            filtered(name, "By this field.")
            for name in ("firstName", "lastName", "phoneNumber", "country", "state")
        ),
        date_range("dateCreated", "dateUpdated", "mostRecentActivity"),
    ),
    source=FIT,
    evidence="code",
    why="Reads customers.",
)
CUSTOMER_UPDATE = Endpoint(
    "Change a customer",
    "customer/update",
    "POST",
    (
        *CREDENTIALS,
        CUSTOMER_ID,
        *(filtered(one.name, one.meaning) for one in (*BILLING, *SHIPPING)),
        *(one for one in ATTRIBUTION if one.name.startswith("custom")),
    ),
    source=FIT,
    evidence="assumed",
    why="Changes a customer's person and addresses.",
)
CUSTOMER_ADDNOTE = Endpoint(
    "Note on a customer",
    "customer/addnote",
    "POST",
    (*CREDENTIALS, CUSTOMER_ID, Parameter("message", "required", "The note.", max_length=500, source=FIT)),
    source=FIT,
    evidence="assumed",
    why="Leaves a note for the support team.",
)
CUSTOMER_HISTORY = Endpoint(
    "What happened to customers",
    "customer/history",
    "GET",
    (*SHARED, filtered("customerId", "One customer.", pattern=r"\d+")),
    source=FIT,
    evidence="code",
    why="Reads notes and events.",
)

ENDPOINTS = (CUSTOMER_QUERY, CUSTOMER_UPDATE, CUSTOMER_ADDNOTE, CUSTOMER_HISTORY)
