"""A walk made repeatable: its calls with variables where a value is secret or came from an earlier answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from konnektive.buyer import TEST_CARD, TEST_CARD_CVV
from konnektive.exchange import Exchange
from konnektive.run import Run
from privacy import MASK

LOGIN, PASSWORD = "LOGIN_ID", "PASSWORD"
DEFAULTS: Mapping[str, str] = {
    LOGIN: "demo",
    PASSWORD: "demo",
    "CARD_NUMBER": TEST_CARD,
    "CARD_SECURITY_CODE": TEST_CARD_CVV,
}
"""What a variable holds until someone fills it in: the sandbox's login and the vendor's test card."""

IN_PATHS = "%/:@!$&'()*+,;=-._~"
"""What a path may hold as it stands; all else is encoded, so that none ends a line of an export."""

CAPTURED = {"sessionId": "SESSION_ID", "orderId": "ORDER_ID", "token": "PAYPAL_TOKEN"}


@dataclass(frozen=True, slots=True)
class Var:
    """A value known only when the export runs."""

    name: str


Value = str | Var


@dataclass(frozen=True, slots=True)
class ReplayCall:
    """One call of the export. Nothing in title, path and result ends a line."""

    title: str
    path: str
    params: tuple[tuple[str, Value], ...]
    result: str
    """The envelope's word that the walk saw; empty where it saw none, or more than a word."""
    captures: tuple[str, ...] = ()
    """Which of sessionId, orderId and token its answer gave."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The calls in the order they were made, and the variables they need from outside."""

    name: str
    """The funnel's, on one line."""
    base_url: str
    calls: tuple[ReplayCall, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """Names to fill in, in the order they are first needed."""
        used = [value.name for call in self.calls for _, value in call.params if isinstance(value, Var)]
        return tuple(dict.fromkeys(name for name in used if name not in CAPTURED.values()))


def replay(run: Run) -> Replay:
    """Every attempt of the walk."""
    known: set[tuple[str, str]] = set()
    calls = []
    for attempt in run.attempts:
        exchange = attempt.exchange
        title = f"{exchange.endpoint.name}, {run.steps[attempt.step].page.title}"
        captures = _captures(exchange)
        calls.append(_call(title, exchange, known, tuple(captures)))
        known |= set(captures.items())
    base = base_url(run.attempts[0].exchange) if run.attempts else ""
    return Replay(_one_line(run.funnel.name), base, tuple(calls))


def single(exchange: Exchange) -> ReplayCall:
    """One exchange by itself: ids stay as they were sent, secrets become variables."""
    return _call(exchange.endpoint.name, exchange, set(), ())


def base_url(exchange: Exchange) -> str:
    """The base URL that an exchange was sent to."""
    return exchange.url.removesuffix(exchange.endpoint.url_path).rstrip("/")


def variable(name: str) -> str:
    """`cardNumber` as CARD_NUMBER; a mark that no language has in a name becomes a line below."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
    return {"loginId": LOGIN}.get(name) or re.sub(r"^(?=[0-9])|[^A-Z0-9_]", "_", parted)


def _call(
    title: str, exchange: Exchange, known: set[tuple[str, str]], captures: tuple[str, ...]
) -> ReplayCall:
    params = tuple((name, _value(name, value, known)) for name, value in exchange.params.items())
    path = quote(exchange.endpoint.url_path, safe=IN_PATHS)
    result = exchange.result if re.fullmatch(r"\w+", exchange.result, re.ASCII) else ""
    return ReplayCall(_one_line(title), path, params, result, captures)


def _one_line(text: str) -> str:
    """A name as a comment may hold it: a funnel of somebody else's must not add lines to what is run."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _value(name: str, value: str, known: set[tuple[str, str]]) -> Value:
    if (name, value) in known:
        return Var(CAPTURED[name])
    return Var(variable(name)) if name in ("loginId", "password") or value == MASK else value


def _captures(exchange: Exchange) -> dict[str, str]:
    # PayPal's token is masked wherever it is kept; that the answer carried one is all that is needed here.
    waits = exchange.outcome == "accepted" and "token=" in exchange.redirect_url
    return exchange.minted | ({"token": MASK} if waits else {})
