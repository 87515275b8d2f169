"""TRN: calls that the CRM can not read as they were meant."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.aliases import invented
from konnektive.audit.rule import Rule, Seen, listed
from konnektive.audit.visit import Visit


def json_body(visit: Visit) -> Iterator[Seen]:
    for call in visit.calls:
        if call.json:
            names = list(call.json)
            some = (
                listed(names[:4]) if len(names) <= 4 else f"{', '.join(names[:3])} and {len(names) - 3} more"
            )
            yield Seen(call, f"{call.endpoint.name} sends {some} in a JSON body.")


def invented_names(visit: Visit) -> Iterator[Seen]:
    for call in visit.calls:
        if said := invented(tuple(call.params), call.endpoint):
            what = listed([f"{name} stands where {right} is expected" for name, right in said.items()])
            yield Seen(call, f"{what}.", next(iter(said)))


def wrong_path(visit: Visit) -> Iterator[Seen]:
    for call in visit.calls:
        if call.resembles:
            yield Seen(call, f"{call.path} is no endpoint; {call.endpoint.name} is {call.endpoint.url_path}.")


TRANSPORT_RULES = (
    Rule(
        "TRN-001",
        "error",
        json_body,
        "Parameters in a JSON body",
        "As far as anyone has shown the CRM does not read them: the call is refused for lack of credentials.",
        "Send the parameters in the query string or as a form body (application/x-www-form-urlencoded).",
        "Every client that works sends query string or form; no evidence exists that a JSON body is read.",
    ),
    Rule(
        "TRN-002",
        "error",
        invented_names,
        "Invented parameter name",
        "The CRM ignores names that it does not know: the value is lost.",
        "Use the documented name, letter for letter.",
        "The endpoint's parameter table; recorded answers leave out unknown parameters without a word.",
    ),
    Rule(
        "TRN-003",
        "error",
        wrong_path,
        "Path that is no endpoint",
        "The call reaches nothing: click, lead or sale is lost.",
        "Call the documented path.",
        "API Descriptions (vendor help): landers/clicks/import, leads/import, order/import, upsale/import, "
        "transactions/confirmPaypal, order/confirm.",
    ),
)
