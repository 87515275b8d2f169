"""A visit: one person's way through the funnel, with what the rules ask about it worked out once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from konnektive.audit.call import Call
from konnektive.audit.pages import AFTER_SALE
from konnektive.endpoints import (
    CONFIRM_ORDER,
    CONFIRM_PAYPAL,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    PAGE_TYPES,
    Endpoint,
)

_SESSION_ID = re.compile(r"[0-9a-fA-F]{32}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole recording knows beyond one visit."""

    returned: frozenset[str] = frozenset()
    """The sessionIds that clicks of the recording were answered with."""
    last_request: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Host to the place of the last request to it that was no call."""


@dataclass(frozen=True)
class Visit:
    """Calls of one person in the order they were sent; never empty."""

    calls: tuple[Call, ...]
    attributed: Mapping[int, str] = field(default_factory=dict)
    """Number of a call that no id ties to this visit, to why it was counted in."""
    surroundings: Surroundings = Surroundings()

    def to(self, *endpoints: Endpoint) -> list[Call]:
        """The calls to these endpoints."""
        return [call for call in self.calls if call.endpoint in endpoints]

    @cached_property
    def _by_endpoint(self) -> dict[Endpoint, list[Call]]:
        grouped: dict[Endpoint, list[Call]] = {}
        for call in self.calls:
            grouped.setdefault(call.endpoint, []).append(call)
        return grouped

    @cached_property
    def endpoints(self) -> frozenset[Endpoint]:
        """What its calls were made to."""
        return frozenset(self._by_endpoint)

    @property
    def clicks(self) -> Sequence[Call]:
        """Import Click calls."""
        return self._by_endpoint.get(IMPORT_CLICK, ())

    @property
    def leads(self) -> Sequence[Call]:
        """Import Lead calls."""
        return self._by_endpoint.get(IMPORT_LEAD, ())

    @property
    def orders(self) -> Sequence[Call]:
        """Import Order calls."""
        return self._by_endpoint.get(IMPORT_ORDER, ())

    @property
    def paypals(self) -> Sequence[Call]:
        """Confirm PayPal calls."""
        return self._by_endpoint.get(CONFIRM_PAYPAL, ())

    @property
    def upsales(self) -> Sequence[Call]:
        """Import Upsale calls."""
        return self._by_endpoint.get(IMPORT_UPSALE, ())

    @property
    def confirms(self) -> Sequence[Call]:
        """Confirm Order calls."""
        return self._by_endpoint.get(CONFIRM_ORDER, ())

    @cached_property
    def first_click(self) -> Call | None:
        """The visit's first Import Click, if it sends no sessionId; none where the recording starts later."""
        first = self.clicks[0] if self.clicks else None
        return first if first and not first.session_id else None

    @cached_property
    def clicked(self) -> Mapping[str, list[Call]]:
        """Page type, as documented, to its clicks."""
        found: dict[str, list[Call]] = {}
        for call in self.clicks:
            page = call.page_type
            if page in PAGE_TYPES:
                found.setdefault(page, []).append(call)
        return found

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The pages used, as clicked, in the order of their first clicks."""
        return tuple(self.clicked)

    @cached_property
    def sessions(self) -> Mapping[str, Sequence[Call]]:
        """Each sessionId sent, in any notation, to the calls that send it."""
        found: dict[str, list[Call]] = {}
        for call in self.calls:
            if call.session_id:
                found.setdefault(call.session_id, []).append(call)
        return found

    @cached_property
    def session_id(self) -> str:
        """The sessionId that the visit is known by; empty where none is well made."""
        named = [self.first_click.answer.session_id] if self.first_click else []
        named += [call.session_id or call.answer.session_id for call in self.calls]
        return next((one for one in named if _SESSION_ID.fullmatch(one)), "")

    @cached_property
    def given_orders(self) -> frozenset[str]:
        """The orderIds that the answers of this visit gave."""
        return frozenset(call.answer.order_id for call in self.calls if call.answer.order_id)

    @cached_property
    def accepted(self) -> Mapping[int, int]:
        """Number of each accepted order (or Confirm PayPal) to that of the call from which on it counts.

        A MERC_REDIRECT is finished out of the recording's sight: it counts once the visit goes on to what
        follows a sale.
        """
        found: dict[int, int] = {}
        redirected: Call | None = None
        for call in self.calls:
            if redirected is not None and goes_on(call):
                found[redirected.number] = call.number
                redirected = None
            if call.endpoint is IMPORT_ORDER and call.answer.result == "MERC_REDIRECT":
                redirected = call
            elif accepts(call):
                found[call.number] = call.number
        return found

    @cached_property
    def accepted_from(self) -> int | None:
        """The number of the call from which on an order counts as accepted; None where none ever does."""
        return min(self.accepted.values(), default=None)


def accepts(call: Call) -> bool:
    """This call's answer alone says that an order is accepted."""
    answer = call.answer
    if not answer.succeeded or answer.order_status == "PARTIAL":
        return False
    if call.endpoint is CONFIRM_PAYPAL:
        return True
    return call.endpoint is IMPORT_ORDER and not answer.paypal_url


def goes_on(call: Call) -> bool:
    """A call that a funnel makes only when it takes an order for accepted."""
    if call.endpoint is IMPORT_CLICK:
        return call.page_type in AFTER_SALE
    return call.endpoint in (IMPORT_UPSALE, CONFIRM_ORDER)
