"""SES: one visit, one sessionId, from the first click to the last call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from konnektive.audit.rule import FLOW, Rule, Seen, shown
from konnektive.audit.tying import Joined
from konnektive.audit.visit import Visit
from konnektive.endpoints import CONFIRM_ORDER, IMPORT_CLICK

_WELL_MADE = re.compile(r"[0-9a-fA-F]{32}")


def no_session_id(visit: Visit) -> Iterator[Seen]:
    first = visit.clicks[0].number if visit.clicks else None
    opening = _opening(visit)
    for call in visit.calls:
        if call.session_id or first is None or call.number <= first or call.number in opening:
            continue
        if not call.is_unread and not call.given("sessionId") and call.endpoint is not CONFIRM_ORDER:
            yield Seen(call, f"{call.endpoint.name} sends no sessionId.", "sessionId")


def _opening(visit: Visit) -> set[int]:
    """Numbers of the clicks after the first that send no sessionId and are answered with a new one."""
    if all(click.session_id for click in visit.clicks[1:]):
        return set()
    found: set[int] = set()
    known: set[str] = set()
    for position, call in enumerate(visit.clicks):
        session = call.session_id
        answered = call.answer.session_id if call.answer.succeeded else ""
        if position and not session and answered and answered not in known:
            found.add(call.number)
        known |= {session, answered}
    return found


def session_changes(visit: Visit) -> Iterator[Seen]:
    opening = _opening(visit)
    known: set[str] = set()
    for call in visit.calls:
        session = call.session_id
        if call.number in opening:
            what = "A second click without sessionId opens a new session while the same person goes on."
            yield Seen(call, what, "sessionId")
            known.add(call.answer.session_id)
        elif session and session not in known:
            if known and session in visit.surroundings.returned and not call.is_unread:
                yield Seen(
                    call, f"sessionId changes to {shown(call, 'sessionId')}, another click's.", "sessionId"
                )
            known.add(session)
        elif not session and not known and call.endpoint is IMPORT_CLICK and call.answer.session_id:
            known.add(call.answer.session_id)


def unknown_session(visit: Visit) -> Iterator[Seen]:
    if not visit.first_click or _is_unanswered(visit):
        return
    yield from _once_each(
        visit,
        lambda value: value not in visit.surroundings.returned,
        "was not returned by any click",
    )


def _is_unanswered(visit: Visit) -> bool:
    """A click that may have returned a sessionId has no recorded answer."""
    return any(not click.session_id and not click.answer.recorded for click in visit.clicks)


def malformed_session(visit: Visit) -> Iterator[Seen]:
    yield from _once_each(
        visit, lambda value: not _WELL_MADE.fullmatch(value), "is not 32 hexadecimal digits"
    )


def _once_each(visit: Visit, is_wrong: Callable[[str], bool], what: str) -> Iterator[Seen]:
    """The first call that sends each wrong sessionId as a parameter."""
    for value, calls in visit.sessions.items():
        call = next((one for one in calls if one.given("sessionId")), None)
        if call is not None and is_wrong(value):
            more = f"; {len(calls) - 1} later calls send it too" if len(calls) > 1 else ""
            yield Seen(call, f"sessionId {shown(call, 'sessionId')} {what}{more}.", "sessionId")


def shared_session(visit: Visit) -> Iterator[Seen]:
    """People are told apart by e-mail address; an address corrected under the same orderId is one person."""
    named = [call for call in visit.calls if call.email]
    if len({call.email for call in named}) < 2:
        return
    people = Joined()
    for call in named:
        orders = {call.order_id, call.answer.order_id if call.answer.succeeded else ""} - {""}
        people.join([f"email:{call.email}", *(f"order:{one}" for one in orders)])
    owner: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for call in named:
        session, person = call.session_id, people.root(f"email:{call.email}")
        if session and owner.setdefault(session, person) != person and (session, person) not in told:
            told.add((session, person))
            yield Seen(call, "The sessionId was used with another e-mail address before.", "emailAddress")


SESSION_RULES = (
    Rule(
        "SES-001",
        "error",
        no_session_id,
        "Call without sessionId",
        "The order is not tied to the visit's clicks: no affiliate credit, and reports break here.",
        "Send the sessionId that the first Import Click returned with every later call.",
        f"{FLOW}: This sessionId must be sent on subsequent API calls made from the funnel.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "SES-002",
        "error",
        session_changes,
        "sessionId changes within a visit",
        "One person counts as two visits: what the first pages earned is credited to nobody.",
        "Keep the first sessionId for the whole visit and send it with every later click.",
        f"{FLOW}: send sessionId returned from first Import Click call.",
        needs=(IMPORT_CLICK,),
    ),
    Rule(
        "SES-003",
        "error",
        unknown_session,
        "sessionId that no click returned",
        "The CRM does not know this session: clicks and order are not tied together.",
        "Send what Import Click answered in message.sessionId, never an id of your own.",
        f"{FLOW}: Upon a successful call, the API will return a sessionId for the funnel session.",
        of=(IMPORT_CLICK,),
        needs=(IMPORT_CLICK,),
    ),
    Rule(
        "SES-004",
        "warn",
        malformed_session,
        "sessionId of the wrong shape",
        "It can not be one of the CRM's: the call is tied to no session.",
        "Send the 32 hexadecimal digits as Import Click returned them, neither cut nor decorated.",
        "Answer printed in PayPal Commerce legacy (vendor help); client code allows at most 32.",
    ),
    Rule(
        "SES-005",
        "error",
        shared_session,
        "One session for several people",
        "Orders of different customers are credited to one visit and one affiliate.",
        "Keep the sessionId per visitor (cookie or server session), never in a shared variable or cache.",
        f"{FLOW}: the sessionId ties the clicks to the partial order or complete order that is placed.",
    ),
)
