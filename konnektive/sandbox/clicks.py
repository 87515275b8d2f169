"""Import Click: opens a session, and notes each page that it came to."""

from __future__ import annotations

from urllib.parse import parse_qsl

from konnektive.landing import query_of
from konnektive.reference.parameter import PAGE_TYPES
from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.forgetting import EACH
from konnektive.sandbox.returning import take_as_approved
from konnektive.sandbox.state import Session

SEEN_ONLY = ("catalogPage", "upsellPage5", "upsellPage6", "upsellPage7")
"""Page types that the vendor's form code sends and no document names."""

PAST_ORDER = frozenset(PAGE_TYPES[3:])
"""The pages that a visitor sees only after the order."""

UTM = {
    "utm_source": "UTMSource",
    "utm_medium": "UTMMedium",
    "utm_campaign": "UTMCampaign",
    "utm_term": "UTMTerm",
    "utm_content": "UTMContent",
}


def import_click(call: Call) -> Answered:
    """The sessionId of the visit: a new one, unless the call carries one that this account gave."""
    page_type = call.given("pageType")
    if not page_type:
        return assumed.NO_PAGE_TYPE.error()
    if page_type not in PAGE_TYPES and page_type not in SEEN_ONLY:
        return assumed.choice("pageType", PAGE_TYPES)
    campaign = call.given("campaignId")
    if campaign and campaign not in call.account.campaigns:
        return assumed.UNKNOWN_CAMPAIGN.error()
    session, notes = _session(call)
    session.pages.append(page_type)
    del session.pages[:-EACH]
    call.account.changed.add(("session", session.sessionId))
    answered = Answered("SUCCESS", _message(call, session), notes=notes)
    if page_type in PAST_ORDER and (sold := take_as_approved(call, call.account.orders.get(session.orderId))):
        answered.revenue, answered.sold = sold.revenue, sold.sold
    return answered


def _session(call: Call) -> tuple[Session, tuple[str, ...]]:
    known = call.session()
    if known:
        return known, ()
    sent = call.given("sessionId")
    if not sent:
        session = _opened(call)
        return session, _affiliate_note(call, session.affId)
    told = f"sessionId {sent[:40]} was not given by this sandbox: a new session was opened."
    return _opened(call), (told, assumed.NEW_SESSION.note)


def _opened(call: Call) -> Session:
    uri = call.given("requestUri")
    landed = dict(parse_qsl(query_of(uri)))
    referer = call.given("httpReferer")
    came = dict(parse_qsl(query_of(referer)))
    session = Session(
        call.account.ids.session(),
        call.now,
        number(call.given("campaignId")),
        uri,
        referer,
        call.given("userAgent"),
        call.given("ipAddress"),
        call.given("affId") or landed.get("affId", ""),
        {ours: came[theirs].strip() for theirs, ours in UTM.items() if theirs in came},
        [],
    )
    call.account.add_session(session)
    return session


def _affiliate_note(call: Call, aff_id: str) -> tuple[str, ...]:
    """Upper and lower case matter (vendor): a value that is no affiliate's gives nobody credit."""
    known = {one.affId for one in call.account.catalogue.affiliates}
    if not aff_id or aff_id in known:
        return ()
    alike = next((one for one in known if one.lower() == aff_id.lower()), "")
    meant = f"; {alike} differs by upper and lower case" if alike else ""
    return (f"affId {aff_id[:40]} is no affiliate of this account{meant}.",)


def _message(call: Call, session: Session) -> dict[str, object]:
    message: dict[str, object] = {"sessionId": session.sessionId}
    if session.affId:
        message["affVals"] = {"affId": session.affId}
    if call.flag("fraudPixel"):
        pixel = f"{call.base_url}/pixel?sessionId={session.sessionId}"
        message["pixel"] = f'<img src="{pixel}" width="1" height="1" alt="">'
    return message


def import_click_by_old_path(call: Call) -> Answered:
    """The same under the path that the vendor's old form code posts to."""
    answered = import_click(call)
    answered.notes += ("landingpages/clicks/import/2/ is the old path of landers/clicks/import/.",)
    return answered
