"""A request to be sent, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kartra.sending.headers import Pairs


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request as it is to go out."""

    url: str
    body: bytes = b""
    method: str = "POST"
    headers: Pairs = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: an answer, or the reason why there is none."""

    status: int | None = None
    headers: Pairs = ()
    body: bytes = b""
    """The beginning of the answer's body."""
    elapsed_us: int = 0
    error: str = ""
    refused: bool = False
    """Whether it was not sent at all, because it may not be."""
    location: str = ""
    """Where it went in the end, when a redirect was followed."""

    @property
    def verdict(self) -> Literal["accepted", "not accepted", "refused", "failed"]:
        """In a word; accepted is any 2xx."""
        if self.status is not None:
            return "accepted" if 200 <= self.status < 300 else "not accepted"
        return "refused" if self.refused else "failed"

    @property
    def sentence(self) -> str:
        """In a few words, for a list."""
        if self.status is None:
            return self.error
        return f"{self.status} in {self.elapsed_us / 1000:.1f} ms"
