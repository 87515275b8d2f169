"""A recorded request before it is known whether it is a call, and how a call is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

import msgspec

from konnektive.audit.answer import NOT_RECORDED, Answer, answer_of
from konnektive.audit.call import Call, card_look, said
from konnektive.audit.parameters import Pair, body_params, pairs, sent
from konnektive.audit.paths import endpoint_of
from privacy import MASK, is_card_number, is_secret, redacted_body

_URL = re.compile(r"\s*(?:([a-zA-Z][\w+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?")
_PAGE = re.compile(r"https?://.", re.IGNORECASE)
_LONG_DIGITS = re.compile(r"(?<!\d)\d{13,19}(?!\d)")
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
    found = _URL.match(writable(request.url))
    if found is None:
        return None
    scheme, authority, path, query = (part or "" for part in found.groups())
    endpoint, resembles = endpoint_of(unquote(path) if "%" in path else path)
    if endpoint is None:
        return None
    page, content_type = _from_headers(request)
    in_query = pairs(query) if query else []
    params, json = _body(request, content_type)
    if in_query:
        params = sent(in_query) | params
    card = card_look(params.get("cardNumber", ""))
    params, json = _masked(params), None if json is None else _masked(json)
    host = authority.rpartition("@")[2]
    return Call(
        number=number,
        endpoint=endpoint,
        path=_ending(path, endpoint.path),
        resembles=resembles,
        method=request.method,
        address=f"{scheme.lower()}://{host}{path}" if host else path,
        params=params,
        json=json,
        session_id=said("sessionId", params, json),
        order_id=said("orderId", params, json),
        page_type=said("pageType", params, json),
        answer=request.answered or _answer(request),
        sent_at=request.sent_at,
        elapsed_ms=request.elapsed_ms,
        page=page,
        knows_headers=request.knows_headers,
        card=card,
        card_in_url=_card_in_url(in_query, path),
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
    page = next((one for one in (origin, referer) if _PAGE.match(one)), "")
    return writable(page.partition("?")[0]), content_type


def _body(request: Request, content_type: str) -> tuple[dict[str, str], dict[str, str] | None]:
    if request.body:
        return body_params(writable(request.body), content_type)
    fields = [(writable(name), writable(value)) for name, value in request.fields or ()]
    return sent(fields), {} if request.body_missing else None


def _masked(params: dict[str, str]) -> dict[str, str]:
    for name in params:
        if is_secret(name, in_query=True):
            params[name] = MASK
    return params


def _answer(request: Request) -> Answer:
    if not request.answer and request.status is None:
        return NOT_RECORDED
    return answer_of(request.answer, request.status)


def _card_in_url(query: list[Pair], path: str) -> str:
    for name, value in query:
        if not value.strip():
            continue
        plain = name.lower().replace("_", "")
        if name in _IN_URL or plain in ("cvv", "cvc", "cvv2", "creditcardnumber", "ccnumber", "cardnumber"):
            return name
        if len(value) > 12 and any(is_card_number(run) for run in _LONG_DIGITS.findall(value)):
            return name
    return "path" if any(is_card_number(run) for run in _LONG_DIGITS.findall(path)) else ""


def _ending(path: str, like: str) -> str:
    """The last words of the path, as many as the endpoint has."""
    words = [word for word in path.split("/") if word]
    count = like.count("/") + 1
    if count == 3 and len(words) >= 3 and words[-3].lower()[:4] != "land":
        count = 2
    return "/".join(words[-count:])
