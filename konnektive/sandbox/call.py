"""A call as the sandbox's endpoints see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from konnektive.sandbox.account import Account
from konnektive.sandbox.state import Order, Session


class Call(msgspec.Struct, gc=False):
    """One call: what it carries, when it came, and the account it is made to."""

    account: Account
    path: str
    params: Mapping[str, str]
    now: int
    base_url: str

    def given(self, name: str) -> str:
        """A parameter's value; an empty one counts as not sent."""
        return self.params.get(name, "").strip()

    def flag(self, name: str) -> bool:
        """Whether a 0/1 parameter is 1."""
        return self.given(name) == "1"

    def order(self) -> Order | None:
        """The order that orderId names."""
        return self.account.orders.get(self.given("orderId"))

    def session(self) -> Session | None:
        """The session that sessionId names."""
        return self.account.sessions.get(self.given("sessionId"))


def required(call: Call, *names: str) -> dict[str, Any]:
    """Field to problem, for each of these that was not sent; the words are recorded (order/import)."""
    return {name: "is a required field" for name in names if not call.given(name)}


def number(text: str) -> int:
    """A whole number, or 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
