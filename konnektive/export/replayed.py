"""Reading an exported walk back: the same pages, calls and parameters as a funnel that can be fired again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from konnektive.buyer import seeded_buyer
from konnektive.draft import Situation, drafted
from konnektive.endpoints import IMPORT_CLICK
from konnektive.funnel import Call, Funnel, FunnelRead, Page, Step
from konnektive.landing import Landing
from privacy import MASK

CARRIED = ("sessionId", "orderId", "token", "payerId")
NEVER = ("loginId", "password")


def read_run(text: bytes | str) -> FunnelRead:
    """The funnel that repeats an exported walk (its JSON or HAR), or the sentence that says why not."""
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        return FunnelRead(None, f"This is not an exported walk: {wrong}.")
    calls = _calls(value)
    if not calls:
        return FunnelRead(None, "This is not an exported walk: it holds no calls.")
    name = value.get("funnel") if isinstance(value.get("funnel"), str) else "Imported walk"
    return FunnelRead(
        Funnel(f"{name} (replay)", "Imported: every call with its own parameters.", pages=_pages(calls))
    )


def _calls(value: Any) -> list[tuple[str, str, dict[str, str]]]:
    """Page type, path and parameters of each call, in order; what has another shape is left out."""
    if not isinstance(value, Mapping):
        return []
    log = value.get("log")
    found = log.get("entries") if isinstance(log, Mapping) else value.get("calls")
    rows = [_call(one) for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return [row for row in rows if row]


def _call(one: Mapping[str, Any]) -> tuple[str, str, dict[str, str]] | None:
    request = one.get("request")
    if not isinstance(request, Mapping):
        params = one.get("params")
        path = one.get("endpoint")
        page = one.get("page")
    else:
        posted = request.get("postData")
        listed = posted.get("params", ()) if isinstance(posted, Mapping) else ()
        params = {str(pair.get("name")): pair.get("value") for pair in listed if isinstance(pair, Mapping)}
        path, page = _path(str(request.get("url"))), one.get("pageref")
    if not isinstance(path, str) or not isinstance(params, Mapping):
        return None
    return str(page or params.get("pageType") or ""), path, {str(k): str(v) for k, v in params.items()}


def _path(url: str) -> str:
    parts = url.partition("?")[0].strip("/").split("/")
    return "/".join(parts[-3:] if parts[-3:-1] == ["landers", "clicks"] else parts[-2:])


def _pages(calls: list[tuple[str, str, dict[str, str]]]) -> tuple[Page, ...]:
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
