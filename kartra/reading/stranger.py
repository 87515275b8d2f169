"""One kind of thing that people paste and that is no event of Kartra's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

BODY: Final = "Paste the body that Kartra posted to your URL: an object with lead, action and action_details."

Fits = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Stranger:
    """What it is, how it is told, and what to paste instead."""

    code: str
    what: str
    fits: Fits
    instead: str = BODY

    @property
    def sentence(self) -> str:
        """What it is, and what to paste instead."""
        return f"{self.what} {self.instead}"


def has(*groups: str) -> Fits:
    """Whether all keys of one of the groups are there."""
    alternatives = [frozenset(group.split()) for group in groups]
    return lambda value: any(keys <= value.keys() for keys in alternatives)
