"""A call of the sandbox's and the visit that it belongs to, as the store keeps them: without secrets."""

from __future__ import annotations

import msgspec

from konnektive.endpoints import ENDPOINTS
from konnektive.exchange import spoken
from konnektive.reference.parameter import UPSELL_PAGES
from konnektive.sandbox.entering import kept
from konnektive.sandbox.sandbox import Happened, Sandbox
from privacy import redacted_json, redacted_text
from store.visits import CallFacts, RecordedCall, VisitFacts

TOKEN = b"token="

CLICKED = {
    "presellPage": "t_presell",
    "leadPage": "t_lead",
    "checkoutPage": "t_checkout",
    **dict.fromkeys(UPSELL_PAGES, "t_upsell_shown"),
    "thankyouPage": "t_thankyou",
}
CLICKS = ("landers/clicks/import", "landingpages/clicks/import/2")


class Noted(msgspec.Struct, frozen=True, gc=False):
    """A call and what the account knew of its visit at that moment."""

    happened: Happened
    key: str
    session_id: str
    order_id: str
    page_type: str
    campaign_id: str
    aff_id: str
    utm: dict[str, str]
    user_agent: str


def noted(sandbox: Sandbox, happened: Happened, alone: str) -> Noted:
    """Which visit the call belongs to: by sessionId, else by orderId, else one of its own."""
    account, params = sandbox.account, happened.params
    message = happened.answered.message
    told = message if isinstance(message, dict) else {}
    order_id = str(params.get("orderId") or told.get("orderId") or "")
    order = account.orders.get(order_id)
    session_id = str(told.get("sessionId") or params.get("sessionId") or (order.sessionId if order else ""))
    session = account.sessions.get(session_id)
    pages = session.pages if session else ()
    fields = order.fields if order else {}
    own = session_id or order_id or alone
    return Noted(
        happened,
        f"{sandbox.epoch}:{own}",
        session_id,
        order_id,
        str(params.get("pageType") or (pages[-1] if pages else "")),
        str(params.get("campaignId") or (order.campaignId if order else "")),
        (session.affId if session else "") or fields.get("affId", ""),
        session.utm if session else {},
        session.userAgent if session else "",
    )


def recorded(one: Noted) -> RecordedCall:
    """The call as the store keeps it, without secrets."""
    return RecordedCall(one.key, _call(one), _visit(one))


def _call(one: Noted) -> CallFacts:
    happened, answered = one.happened, one.happened.answered
    return CallFacts(
        redacted_text(happened.path) if happened.path not in ENDPOINTS else happened.path,
        happened.at,
        one.page_type,
        happened.elapsed_us,
        answered.result if answered.raw is None else "",
        spoken(answered.message) if answered.result == "ERROR" else "",
        msgspec.json.encode(kept(happened.params)).decode(),
        _answer_text(one),
        answered.fault,
        _steps(one),
        answered.revenue,
        int(answered.sold == "upsale"),
    )


def _answer_text(one: Noted) -> str:
    """What came back: what the account holds, which has no secrets but the tokens in addresses."""
    answered = one.happened.answered
    if answered.raw is None:
        text = answered.told
    else:
        raw = redacted_text(answered.raw.decode("utf-8", "replace"))
        text = msgspec.json.encode({"status": answered.status, "text": raw})
    if answered.notes:
        text = text[:-1] + b',"notes":' + msgspec.json.encode(answered.notes) + b"}"
    if TOKEN in text:
        text = msgspec.json.encode(redacted_json(msgspec.json.decode(text)))
    return text.decode()


def _steps(one: Noted) -> tuple[str, ...]:
    happened = one.happened
    if happened.answered.result == "ERROR":
        return ()
    sold = {"order": ("t_order",), "upsale": ("t_upsell",)}.get(happened.answered.sold, ())
    if happened.path in CLICKS and one.page_type in CLICKED:
        return (*sold, CLICKED[one.page_type])
    return sold


def _visit(one: Noted) -> VisitFacts:
    return VisitFacts(
        one.session_id,
        one.happened.source,
        one.campaign_id,
        one.aff_id,
        one.utm.get("UTMSource", ""),
        one.utm.get("UTMMedium", ""),
        one.utm.get("UTMCampaign", ""),
        device(one.user_agent),
        one.order_id,
        outcome(one),
    )


def outcome(one: Noted) -> str:
    """What this call makes of its visit; empty where it changes nothing."""
    answered, path = one.happened.answered, one.happened.path
    if answered.sold:
        return "sold"
    if path == "leads/import" and answered.result == "SUCCESS":
        return "lead"
    if path not in ("order/import", "transactions/confirmPaypal"):
        return ""
    if answered.result == "ERROR":
        return "declined" if "Declined" in str(answered.message) else ""
    waits = isinstance(answered.message, dict) and answered.message.get("paypalUrl")
    return "paypal_unconfirmed" if waits else ""


def device(user_agent: str) -> str:
    """`mobile`, `tablet` or `desktop`, by the words that browsers use of themselves."""
    if not user_agent:
        return ""
    if "iPad" in user_agent or "Tablet" in user_agent:
        return "tablet"
    return "mobile" if "Mobi" in user_agent or "Android" in user_agent else "desktop"
