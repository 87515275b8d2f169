"""SEC: credentials and cards where others can read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from konnektive.audit.call import Call
from konnektive.audit.hosts import host_of, is_loopback
from konnektive.audit.rule import Rule, Seen, listed
from konnektive.audit.visit import Visit


def credentials_from_browser(visit: Visit) -> Iterator[Seen]:
    yield from _everywhere(visit, _credentials_said)


def _credentials_said(call: Call) -> str:
    names = [name for name in ("loginId", "password") if call.page and call.carries(name)]
    if not names:
        return ""
    verb = "leaves" if len(names) == 1 else "leave"
    return f"{listed(names)} {verb} a browser: the call was made by {call.page}"


def card_in_url(visit: Visit) -> Iterator[Seen]:
    for call in visit.calls:
        if call.card_in_url:
            where = "the URL's path" if call.card_in_url == "path" else f"the URL, as {call.card_in_url}"
            yield Seen(call, f"A card number or security code travels in {where}.", call.card_in_url)


def plain_http(visit: Visit) -> Iterator[Seen]:
    yield from _everywhere(visit, _plain_said)


def _plain_said(call: Call) -> str:
    if not call.address.startswith("http://"):
        return ""
    host = host_of(call.address)
    return "" if is_loopback(host) else f"The call goes to {host} over plain http"


def _everywhere(visit: Visit, said: Callable[[Call], str]) -> Iterator[Seen]:
    """One finding at the first call where every call has the fault, else one for each that has it."""
    faulty = [(call, what) for call in visit.calls if (what := said(call))]
    if len(faulty) == len(visit.calls) > 1:
        call, what = faulty[0]
        yield Seen(call, f"{what}; so does every call of this visit.")
    else:
        yield from (Seen(call, f"{what}.") for call, what in faulty)


SECURITY_RULES = (
    Rule(
        "SEC-001",
        "error",
        credentials_from_browser,
        "Credentials in the browser",
        "Anybody who opens the page's source can read customers and place or refund orders.",
        "Let your own server call the CRM; the page talks to that server, without credentials.",
        "API users (vendor help): addresses are whitelisted, so that servers call and not browsers.",
    ),
    Rule(
        "SEC-002",
        "error",
        card_in_url,
        "Card data in a URL",
        "URLs are kept in logs, proxies and histories: a breach of the card industry's rules.",
        "Send card data in the body of a POST, never in the query string.",
        "PCI DSS requirement 3; clients that POST with an empty body are seen to put the card in the URL.",
    ),
    Rule(
        "SEC-003",
        "error",
        plain_http,
        "Plain http",
        "Credentials, addresses and cards can be read and changed on the way.",
        "Call the CRM over https.",
        "Every endpoint of the vendor's documents is given with https.",
    ),
)
