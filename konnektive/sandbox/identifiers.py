"""Ids in the recorded formats, drawn from a seed: the same draws give the same ids."""

from __future__ import annotations

from hashlib import blake2b

GREATEST_SEED = 2**53 - 1
"""Seeds go from 0 to here wherever one can be given: browsers hold no greater number exactly."""


class Identifiers:
    """A stream of ids; where it stands is two numbers, so that it can be kept."""

    __slots__ = ("_key", "drawn", "seed")

    def __init__(self, seed: int = 0, drawn: int = 0) -> None:
        self.seed = seed
        self.drawn = drawn
        self._key = seed.to_bytes(16, "little", signed=True)

    def _hex(self, size: int) -> str:
        self.drawn += 1
        return blake2b(self.drawn.to_bytes(8, "little"), digest_size=size, key=self._key).hexdigest()

    def session(self) -> str:
        """32 hexadecimal digits in lower case, as in the vendor's example."""
        return self._hex(16)

    def order(self) -> str:
        """10 hexadecimal digits in upper case: orderId, purchaseId, clientFulfillmentId."""
        return self._hex(5).upper()

    def token(self) -> str:
        """A PayPal express token."""
        return "EC-" + self._hex(9).upper()[:17]

    def payer(self) -> str:
        """A PayPal payer's id."""
        return self._hex(7).upper()[:13]

    def digits(self, size: int = 5) -> str:
        """A gateway's transaction number: the test card is given short digits."""
        return str(int(self._hex(8), 16))[-size:].rjust(size, "1")
