"""Reading an exported walk back: the same pages, calls and parameters as a funnel that can be fired again."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from konnektive.audit import read
from konnektive.buyer import seeded_buyer
from konnektive.draft import Situation, drafted
from konnektive.endpoints import IMPORT_CLICK
from konnektive.funnel import Call, Funnel, Page, Step
from konnektive.funnel_file import FunnelRead
from konnektive.landing import Landing
from privacy import MASK

CARRIED = ("sessionId", "orderId", "token", "payerId")
NEVER = ("loginId", "password")
MOST = 500
"""Calls of one walk: a recording of many visits is for the audit."""


def read_run(text: bytes) -> FunnelRead:
    """The funnel that repeats a walk, or the sentence that says why not.

    Taken from a walk's JSON, and from whatever the audit reads: HAR, JSON lines, cURL commands.
    """
    name, calls = _exported(text)
    if not calls:
        name, calls = "Recorded funnel", _recorded(text)
    if not calls:
        return FunnelRead(None, "This is not a recorded walk: no CRM call was found in it.")
    taken = "every call" if len(calls) <= MOST else f"the first {MOST} of {len(calls):,} calls, each"
    about = f"Imported: {taken} with its own parameters."
    return FunnelRead(Funnel(f"{name} (replay)", about, pages=_pages(calls[:MOST])))


Recorded = list[tuple[str, str, dict[str, str]]]
"""Page type, path and parameters of each call, in order."""


def _exported(text: bytes) -> tuple[str, Recorded]:
    """A walk's own JSON; nothing where the text is something else."""
    try:
        walk = msgspec.json.decode(text, type=_Walk)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "", []
    return walk.funnel, [(call.page, call.endpoint, call.params) for call in walk.calls]


class _Call(msgspec.Struct):
    page: str
    endpoint: str
    params: dict[str, str]


class _Walk(msgspec.Struct):
    calls: list[_Call]
    funnel: str = "Imported walk"


def _recorded(text: bytes) -> Recorded:
    """Calls on the page that was clicked last."""
    page, found = "", []
    for call in read(text, "walk").calls:
        page = call.given("pageType") or page
        found.append((page, call.endpoint.path, dict(call.params)))
    return found


def _pages(calls: Recorded) -> tuple[Page, ...]:
    pages: list[Page] = []
    for position, (page_type, path, params) in enumerate(calls):
        call = Call(path, _kept(page_type, path, params, position == 0))
        if pages and (pages[-1].pageType == page_type or not page_type) and path != IMPORT_CLICK.path:
            pages[-1] = Page(pages[-1].pageType, calls=(*pages[-1].calls, call))
        else:
            pages.append(Page(page_type, calls=(call,)))
    return tuple(pages)


def _kept(page_type: str, path: str, params: Mapping[str, str], is_first: bool) -> dict[str, str]:
    """The recorded parameters without secrets and carried ids; what was not sent stays unsent."""
    kept = {
        name: value
        for name, value in params.items()
        if name not in NEVER and value != MASK and name not in CARRIED
    }
    return dict.fromkeys(_usual(page_type, path, is_first) - params.keys(), "") | kept


def _usual(page_type: str, path: str, is_first: bool) -> set[str]:
    """What a well-made funnel would send there, so that a recording's gaps stay gaps."""
    step = Step(0, Page(page_type), Call(path))
    carried = {} if is_first else dict.fromkeys(CARRIED, "-")
    return set(drafted(Situation(step, Funnel(""), seeded_buyer(1), Landing(), carried, is_first)))
