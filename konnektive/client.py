"""The CRM's HTTP client: every call ends in an Exchange, and none is ever sent twice by itself."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests

from konnektive.endpoints import Endpoint
from konnektive.exchange import Exchange, next_url
from privacy import redacted_headers, redacted_json, redacted_params, redacted_text, redacted_url

CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 60.0
CHUNK = 1 << 16
LONGEST_ANSWER = 4 << 20
"""Bytes of an answer that are read; the CRM's largest known page is far below."""


def direct_session() -> requests.Session:
    """A session that follows neither proxies nor netrc: right for this machine's own servers."""
    session = requests.Session()
    session.trust_env = False
    return session


@dataclass(frozen=True, slots=True)
class Client:
    """Speaks to one base URL with one login. Sandbox and live differ by what the session has mounted."""

    base_url: str
    login_id: str
    password: str = field(repr=False)
    session: requests.Session = field(default_factory=direct_session, repr=False)
    whole_seconds: float = WHOLE_SECONDS

    def call(self, endpoint: Endpoint, params: Mapping[str, str]) -> Exchange:
        """Send the parameters as a form and return what happened; the network never raises here."""
        full = {"loginId": self.login_id, "password": self.password, **params}
        url = address(self.base_url, endpoint)
        sent_at, started = time.time_ns() // 1_000_000, time.perf_counter()
        unanswered = Exchange(endpoint, redacted_url(url), redacted_params(full), sent_at, 0.0)
        answered = self._answered(url, full, unanswered)
        return replace(answered, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _answered(self, url: str, params: Mapping[str, str], unanswered: Exchange) -> Exchange:
        try:
            status, headers, text = self._within_time(url, params)
        except (requests.RequestException, OSError, ValueError) as failure:
            return replace(unanswered, error=_sentence(failure, url, self.whole_seconds))
        return read_answer(unanswered, status, headers, text)

    def _within_time(self, url: str, params: Mapping[str, str]) -> Answer:
        """The answer, or TimeoutError after `whole_seconds`, however slowly the peer dribbles."""
        waited: Future[Answer] = Future()
        Thread(target=self._fetch, args=(url, params, waited), daemon=True).start()
        return waited.result(self.whole_seconds)

    def _fetch(self, url: str, params: Mapping[str, str], waited: Future[Answer]) -> None:
        try:
            timeout = (min(CONNECT_SECONDS, self.whole_seconds), self.whole_seconds)
            # A redirect is an answer to look at, never to follow: following would send a POST again.
            with self.session.post(
                url, data=dict(params), timeout=timeout, allow_redirects=False, stream=True
            ) as response:
                text = _body(response).decode("utf-8", "replace")
                waited.set_result((response.status_code, tuple(response.headers.items()), text))
        except Exception as failure:  # handed to the waiting caller, which tells ours from the network's
            waited.set_exception(failure)


def _body(response: requests.Response) -> bytes:
    """The answer's bytes, in whatever pieces they come, as far as they are read."""
    body = bytearray()
    for piece in response.iter_content(CHUNK):
        body += piece
        if len(body) >= LONGEST_ANSWER:
            break
    return bytes(body[:LONGEST_ANSWER])


Answer = tuple[int, tuple[tuple[str, str], ...], str]


def address(base_url: str, endpoint: Endpoint) -> str:
    """Where the call goes."""
    return f"{base_url.rstrip('/')}/{endpoint.url_path}"


def read_answer(
    unanswered: Exchange, status: int, headers: tuple[tuple[str, str], ...], text: str
) -> Exchange:
    """The exchange with its answer: result and message where the body is the CRM's envelope."""
    result, message = _envelope(text)
    try:
        shown = redacted_json(message)
    except RecursionError:
        # So deep an answer is not the CRM's, and nothing could look into it.
        result, message, shown = "", None, None
    return replace(
        unanswered,
        status=status,
        result=result,
        message=shown,
        text=redacted_text(text),
        headers=tuple(redacted_headers(headers)),
        next_url=next_url(result, message),
    )


def _envelope(text: str) -> tuple[str, Any]:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return "", None
    if isinstance(value, dict) and isinstance(value.get("result"), str):
        return value["result"], value.get("message")
    return "", None


def _sentence(failure: Exception, url: str, seconds: float) -> str:
    host = _host(url)
    if isinstance(failure, requests.exceptions.ConnectTimeout):
        return f"{host} did not accept a connection within {CONNECT_SECONDS:g} s."
    if isinstance(failure, TimeoutError | requests.exceptions.Timeout):
        return f"{host} did not answer within {seconds:g} s; whether it acted on the call is unknown."
    if isinstance(failure, requests.exceptions.SSLError):
        return f"No trusted TLS connection to {host}: its certificate or protocol was refused."
    if isinstance(failure, ValueError):
        return "The base URL is not an address such as https://api.konnektive.com."
    if isinstance(failure, requests.exceptions.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return _broken(failure, host)
    return f"The call to {host} failed: {type(failure).__name__}."


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "that address"
    except ValueError:
        return "that address"


def _broken(failure: Exception, host: str) -> str:
    told = str(failure)
    if "Name or service" in told or "resolve" in told or "nodename" in told:
        return f"The name {host} is not known."
    if "refused" in told:
        return f"Nothing is listening at {host}: the connection was refused."
    return f"{host} broke the connection off; whether it acted on the call is unknown."
