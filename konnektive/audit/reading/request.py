"""A recorded request before it is known whether it is a call, and how a call is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from konnektive.audit.answer import NOT_RECORDED, Answer, answer_of
from konnektive.audit.call import Call, card_look, said
from konnektive.audit.parameters import Pair, body_params, pairs, sent
from konnektive.audit.reading.address import address_of, holds_card
from privacy import MASK, is_secret, redacted_body

_PAGE = re.compile(r"https?://.", re.IGNORECASE)
_IN_URL = ("cardNumber", "cardSecurityCode")


class Request(msgspec.Struct):
    """One recorded request, of whatever kind of recording."""

    url: str
    method: str = "GET"
    headers: Iterable[Pair] = ()
    knows_headers: bool = True
    body: str = ""
    content_type: str = ""
    fields: list[Pair] | None = None
    """The body's pairs, where the recording holds them instead of the body."""
    body_missing: bool = False
    """A body was sent that the recording does not hold."""
    sent_at: int | None = None
    elapsed_ms: float | None = None
    answer: bytes = b""
    answered: Answer | None = None
    """The answer where the recording holds it taken apart."""
    status: int | None = None


def call_of(
    request: Request, number: int, place: tuple[int, int], *, keep_answer: bool = False
) -> Call | None:
    """The request as a call; none where it is not one."""
    if request.method not in ("GET", "POST"):
        return None
    url, _, query = writable(request.url).partition("#")[0].partition("?")
    address = address_of(url)
    if address is None:
        return None
    page, content_type = _from_headers(request)
    in_query = pairs(query) if query else []
    params, json = _body(request, content_type)
    if in_query:
        params = sent(in_query) | params
    card = card_look(params.get("cardNumber", ""))
    params, json = _masked(params), None if json is None else _masked(json)
    return Call(
        number=number,
        endpoint=address.endpoint,
        path=address.path,
        resembles=address.resembles,
        method=request.method,
        address=address.url,
        params=params,
        json=json,
        session_id=said("sessionId", params, json),
        order_id=said("orderId", params, json),
        page_type=said("pageType", params, json),
        email=said("emailAddress", params, json).strip().casefold(),
        answer=request.answered or _answer(request),
        sent_at=request.sent_at,
        elapsed_ms=request.elapsed_ms,
        page=page,
        knows_headers=request.knows_headers,
        card=card,
        card_in_url=_card_in(in_query) or "path" * address.shows_card,
        place=place,
        shown_answer=redacted_body(request.answer) if keep_answer else b"",
    )


def writable(text: str) -> str:
    """The text without halves of characters, which archives may hold and nothing can write."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _from_headers(request: Request) -> tuple[str, str]:
    """The web page that made the call, and the body's content type."""
    origin = referer = ""
    content_type = request.content_type
    for name, value in request.headers:
        lower = name.lower()
        if lower == "origin":
            origin = value
        elif lower == "referer":
            referer = value
        elif lower == "content-type" and not content_type:
            content_type = value
    page = origin if _PAGE.match(origin) else referer if _PAGE.match(referer) else ""
    return writable(page.partition("?")[0]), content_type


def _body(request: Request, content_type: str) -> tuple[dict[str, str], dict[str, str] | None]:
    if request.body:
        return body_params(writable(request.body), content_type)
    fields = [(writable(name), writable(value)) for name, value in request.fields or ()]
    return sent(fields), {} if request.body_missing else None


def _masked(params: dict[str, str]) -> dict[str, str]:
    for name in _secret_among(tuple(params)):
        params[name] = MASK
    return params


@lru_cache(maxsize=256)
def _secret_among(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those that stand before a secret; a funnel sends few different sets of names."""
    return tuple(name for name in names if is_secret(name, in_query=True))


def _answer(request: Request) -> Answer:
    if not request.answer and request.status is None:
        return NOT_RECORDED
    return answer_of(request.answer, request.status)


def _card_in(query: list[Pair]) -> str:
    """The parameter of a query string that carries a card number or CVV; empty where none does."""
    for name, value in query:
        if not value.strip():
            continue
        plain = name.lower().replace("_", "")
        if name in _IN_URL or plain in ("cvv", "cvc", "cvv2", "creditcardnumber", "ccnumber", "cardnumber"):
            return name
        if holds_card(value):
            return name
    return ""
