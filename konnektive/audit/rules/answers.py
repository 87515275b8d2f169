"""RES: what came back, and whether the funnel heeded it."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.rule import FLOW, Rule, Seen
from konnektive.audit.visit import Visit, goes_on
from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_ORDER, IMPORT_UPSALE

SLOW_MS = 10_000


def refusal_passed_over(visit: Visit) -> Iterator[Seen]:
    last = max((*visit.orders[-1:], *visit.paypals[-1:]), key=lambda call: call.number, default=None)
    if last is None or not last.answer.recorded or last.answer.result in ("SUCCESS", "MERC_REDIRECT"):
        return
    after = next((call for call in visit.calls if call.number > last.number and goes_on(call)), None)
    if visit.accepted_from is None and after is not None:
        said = f" ({last.answer.reason})" if last.answer.reason else ""
        what = f"{last.endpoint.name} was not accepted{said}, and the visit went on to call {after.number}"
        yield Seen(last, f"{what}, {after.said('pageType') or after.endpoint.name}.")


def slow(visit: Visit) -> Iterator[Seen]:
    for call in visit.calls:
        if call.elapsed_ms is not None and call.elapsed_ms > SLOW_MS:
            yield Seen(call, f"{call.endpoint.name} took {call.elapsed_ms / 1000:.1f} seconds.")


def not_redirected(visit: Visit) -> Iterator[Seen]:
    last = visit.calls[-1].number
    for call in visit.calls:
        host = call.answer.redirect_host
        if not host or not call.page or call.number == last:
            continue
        reached = visit.surroundings.last_request.get(host)
        if reached is None or reached < call.place:
            what = f"MERC_REDIRECT to {host} was answered, and no request to it follows"
            yield Seen(call, f"{what}: the browser was not sent there.")


ANSWER_RULES = (
    Rule(
        "RES-001",
        "error",
        refusal_passed_over,
        "Refusal passed over",
        "The visitor is shown success although nothing was sold: lost revenue, and complaints.",
        "Read result: only SUCCESS is a sale. Show the message and let the visitor try again.",
        "Answers are HTTP 200 for SUCCESS and ERROR alike (recorded); the body's result decides.",
        of=(IMPORT_ORDER, CONFIRM_PAYPAL),
        needs=(IMPORT_ORDER, CONFIRM_PAYPAL),
    ),
    Rule(
        "RES-002",
        "warn",
        slow,
        "Slow answer",
        "Visitors leave or press again: lost and doubled orders.",
        "Show that something happens, disable the button, and allow a card call 60 seconds before giving up.",
        "Time-outs seen in client code: 10 seconds to connect, 30 and more in all.",
    ),
    Rule(
        "RES-003",
        "error",
        not_redirected,
        "Redirect not followed",
        "The bank's or PayPal's approval never happens: the sale is not finished.",
        "Send the browser to message.url (or inject message.script) when result is MERC_REDIRECT.",
        f"Direct API 3DS instructions (vendor help); PayPal Commerce direct API (vendor help); {FLOW}.",
        needs=(IMPORT_ORDER, IMPORT_UPSALE, CONFIRM_PAYPAL),
    ),
)
