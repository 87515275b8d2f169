"""Replacements kept aside while the rest of a text is searched, so that nothing is found inside them."""

from __future__ import annotations

_FIRST, _LAST = 0xF0000, 0x10FFFD
"""Characters of private use, which no letter or digit is: they end a word."""


class Held:
    """What stands in one text for what."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def hold(self, shown: str) -> str:
        """One character that stands for this; beyond a hundred thousand different ones, the thing itself."""
        place = self._places.setdefault(shown, _FIRST + len(self._places))
        return chr(place) if place <= _LAST else shown

    def shown(self, text: str) -> str:
        """The text with everything held in its place."""
        if not self._places:
            return text
        return text.translate({place: shown for shown, place in self._places.items()})
