"""Sends requests where they may go: the address that was checked is the one connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin, urlsplit

import httptools

from kartra.sending.headers import BadHeader, sendable, without_secrets
from kartra.sending.here import here
from kartra.sending.outgoing import Outcome, Outgoing
from kartra.sending.reach import Reach
from kartra.sending.target import NoTarget, Target, target
from kartra.sending.wire import exchange

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as text."""

SECONDS = 30.0
"""For everything together: name, connection, encryption, request and answer."""
CONNECT_SECONDS = 10.0
LARGEST_BODY = 8 << 20
"""Bytes; a webhook is kilobytes."""
HOPS = 3
"""Redirects that are followed where that is asked for."""
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


async def resolved(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Sender:
    """Sends within a reach. Never raises for the network: what went wrong is in the outcome."""

    def __init__(
        self, reach: Reach, *, resolve: Resolve = resolved, seconds: float = SECONDS, follow: bool = False
    ) -> None:
        self.reach = reach
        self.resolve = resolve
        self.seconds = seconds
        self.follow = follow
        """Whether redirects are followed; each hop is checked like the first."""
        self.here = here()

    async def send(self, one: Outgoing) -> Outcome:
        """Send it and wait for the answer, for as long as `seconds`."""
        if reason := _unfit(one):
            return Outcome(error=reason, refused=True)
        begun = time.perf_counter_ns()
        try:
            async with asyncio.timeout(self.seconds):
                outcome = await self._with_hops(one)
        except TimeoutError:
            outcome = Outcome(error=f"No answer within {self.seconds:g} s.")
        return replace(outcome, elapsed_us=(time.perf_counter_ns() - begun) // 1_000)

    async def _with_hops(self, one: Outgoing) -> Outcome:
        outcome = await self._once(one)
        for _ in range(HOPS if self.follow else 0):
            place = next((value for name, value in outcome.headers if name == "location"), "")
            if outcome.status not in (301, 302, 303, 307, 308) or not place:
                break
            following = _redirected(one, outcome.status, place)
            if following is None:
                return replace(outcome, error=f"It is redirected to {place[:200]!r}, which is no URL.")
            one = following
            hop = await self._once(one)
            outcome = replace(hop, location=one.url)
        return outcome

    async def _once(self, one: Outgoing) -> Outcome:
        place = target(one.url)
        if isinstance(place, NoTarget):
            return Outcome(error=place.reason, refused=True)
        try:
            addresses = await self._addresses(place)
        except OSError as wrong:
            return Outcome(error=f"{place.host} was not found: {wrong.strerror or wrong}.")
        # One address that may not be reached spoils the name: it could be the one that answers.
        for address in addresses:
            reason = "" if self.here.has(place, address) else self.reach.refusal(place.host, address)
            if reason:
                return Outcome(error=reason, refused=True)
        return await self._first_that_answers(place, addresses, one)

    async def _addresses(self, place: Target) -> Sequence[str]:
        try:
            return [str(ipaddress.ip_address(place.host))]
        except ValueError:
            return await self.resolve(place.host, place.port)

    async def _first_that_answers(self, place: Target, addresses: Sequence[str], one: Outgoing) -> Outcome:
        """Connect by address, so that a name that changes its mind in between leads nowhere else."""
        outcome = Outcome(error=f"{place.host} has no address.")
        for address in addresses:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    reader, writer = await _connected(place, address)
            except (OSError, TimeoutError) as wrong:
                outcome = Outcome(error=_trouble(place, wrong))
                continue
            try:
                status, headers, body = await exchange(reader, writer, place, one)
                return Outcome(status, headers, body)
            except (OSError, httptools.HttpParserError) as wrong:
                return Outcome(error=_trouble(place, wrong))
            finally:
                writer.transport.abort()
        return outcome


async def _connected(place: Target, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if place.scheme == "http":
        return await asyncio.open_connection(address, place.port)
    # The certificate is checked against the name, not against the address.
    return await asyncio.open_connection(address, place.port, ssl=_trusting(), server_hostname=place.host)


@cache
def _trusting() -> ssl.SSLContext:
    """The system's certificate authorities; reading them takes longer than a request."""
    return ssl.create_default_context()


def _unfit(one: Outgoing) -> str:
    headers = sendable(one.headers)
    if isinstance(headers, BadHeader):
        return headers.reason
    if one.method not in METHODS:
        return f"{one.method!r} is no method that can be sent."
    if len(one.body) > LARGEST_BODY:
        return f"The body is larger than {LARGEST_BODY} bytes."
    return ""


def _redirected(one: Outgoing, status: int | None, place: str) -> Outgoing | None:
    """The request to be sent to the new place; none when that is no URL."""
    try:
        url = urljoin(one.url, place)
        elsewhere = urlsplit(url)[:2] != urlsplit(one.url)[:2]
    except ValueError:
        return None
    # What clients do: 307 and 308 repeat the request, the others fetch the new place.
    if status not in (307, 308):
        return Outgoing(url, method="GET")
    return replace(one, url=url, headers=without_secrets(one.headers) if elsewhere else one.headers)


def _trouble(place: Target, wrong: Exception) -> str:
    where = f"{place.host}:{place.port}"
    if isinstance(wrong, ssl.SSLCertVerificationError):
        return f"The certificate of {place.host} is not valid: {wrong.verify_message}."
    if isinstance(wrong, ssl.SSLError):
        return f"{where} does not speak TLS as expected: {wrong.reason}."
    if isinstance(wrong, TimeoutError):
        return f"{where} did not accept a connection within {CONNECT_SECONDS:g} s."
    if isinstance(wrong, ConnectionRefusedError):
        return f"Nothing is listening at {where}."
    if isinstance(wrong, httptools.HttpParserError):
        return f"{where} did not answer in HTTP: {wrong}."
    return f"{where}: {getattr(wrong, 'strerror', None) or wrong}."
