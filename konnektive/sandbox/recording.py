"""The sandbox's traffic on its way to the store: redacted by the store's writer, at most a second late."""

from __future__ import annotations

import itertools
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Self

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from konnektive.endpoints import ENDPOINTS
from konnektive.reference.parameter import UPSELL_PAGES
from konnektive.sandbox.entering import kept
from konnektive.sandbox.sandbox import Happened, Sandbox
from privacy import redacted_json, redacted_text
from store.change import Refusal
from store.visits import CallFacts, RecordedCall, VisitFacts

if TYPE_CHECKING:
    from store import Store

AT_ONCE = 20_000
"""Calls in one transaction: more than come between two of them, so that none is written late."""
WAITING = 200_000
"""Calls that may wait to be kept; those beyond are counted, not kept."""

UNREACHABLE = (OperationalError, OSError, Refusal)
"""What says that the database can write nothing now, whatever it is given."""

TOKEN = b"token="

_log = logging.getLogger(__name__)

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


class Recorder:
    """Listens to a sandbox and hands what happened to the store, in batches."""

    def __init__(self, sandbox: Sandbox, store: Store) -> None:
        self.sandbox = sandbox
        self.store = store
        self.waiting: deque[Noted] = deque()
        self.lost = 0
        """Calls that came faster than they could be kept."""
        self._asked = False
        self._alone = itertools.count()

    def __call__(self, happened: Happened) -> None:
        """Note the call; nothing is written yet."""
        if len(self.waiting) >= WAITING:
            self.lost += 1
            self.store.lose("Calls came faster than they could be kept.")
            return
        self.waiting.append(noted(self.sandbox, happened, f"alone-{happened.at}-{next(self._alone)}"))
        self.ask()

    def ask(self) -> None:
        """Have the waiting calls written within a second, unless that is on its way."""
        if not self._asked:
            self._asked = True
            self.store.later(Batch(self))

    def take(self) -> list[Noted]:
        """The calls to write now; the rest is asked for again."""
        self._asked = False
        taken = [self.waiting.popleft() for _ in range(min(AT_ONCE, len(self.waiting)))]
        if self.waiting:
            self.ask()
        return taken

    def put_back(self, taken: Sequence[Noted]) -> None:
        """These wait again, before all others; somebody has them written already."""
        if taken:
            self.waiting.extendleft(reversed(taken))
            self._asked = True

    def lose(self, one: Noted, reason: str) -> None:
        """Set a call aside that can not be written, now or ever."""
        told = f"A call to {redacted_text(one.happened.path[:80])} could not be written: {reason[:200]}"
        _log.error(told)
        self.store.lose(told)


class Batch:
    """A change of the store: whatever waits at a recorder when its turn comes."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.calls: list[Noted] = []
        """What it wrote last; brought again, it means that the transaction came to nothing."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Write what waits; while the database can not write it waits on, and its batch with it."""
        for change in changes:
            change.recorder.put_back(change.calls)
            change.calls = change.recorder.take()
            try:
                write_each(connection, change.calls, change.recorder.lose)
            except UNREACHABLE:
                # A batch of the recorder's is brought again: another one need not be asked for.
                change.recorder.put_back(change.calls)
                change.calls = []
                raise
        return [None] * len(changes)


def write_each(connection: Connection, calls: Sequence[Noted], lose: Callable[[Noted, str], None]) -> None:
    """Write the calls together; of those that can not be written each is lost by itself."""
    if not calls:
        return
    try:
        with connection.begin_nested():
            RecordedCall.write(connection, [recorded(one) for one in calls])
    except UNREACHABLE:
        raise
    except Exception as wrong:
        if len(calls) == 1:
            lose(calls[0], f"{type(wrong).__name__}: {wrong}".partition("\n")[0])
            return
        half = len(calls) // 2
        write_each(connection, calls[:half], lose)
        write_each(connection, calls[half:], lose)


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
        _reason(answered.message) if answered.result == "ERROR" else "",
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


def _reason(message: Any) -> str:
    if isinstance(message, dict):
        return "; ".join(f"{name} {problem}" for name, problem in message.items())
    return str(message)


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
