"""Where the tolerant parser stands in its text, and what it noticed on the way."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from kartra.reading import limits

_PLAIN: Final = re.compile(r"[ \t\r\n]*")
_LINE_COMMENT: Final = re.compile(r"//[^\n]*|#(?=[\s!])[^\n]*|--(?=\s)[^\n]*")
_BLOCKS: Final = (("/*", "*/"), ("<!--", "-->"))
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f")


class Members(dict[str, Any]):
    """An object as it was written: where it began, and the values of keys that were given again."""

    __slots__ = ("doubled", "offset")

    def __init__(self, offset: int = 0) -> None:
        super().__init__()
        self.offset = offset
        self.doubled: list[str] = []

    def add(self, key: str, value: Any) -> None:
        """Set a member; the last of several values counts."""
        if key in self:
            self.doubled.append(key)
        self[key] = value


@dataclass(slots=True)
class Cursor:
    """A position that only moves forward."""

    text: str
    at: int
    php: bool = False
    """Whether single-quoted text follows PHP's rules, where a backslash mostly stands for itself."""
    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[int]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    cut: int | None = None
    """Where the text ended inside something."""
    deep: int | None = None
    """Where nesting went beyond the limit."""
    closers: list[str] = field(default_factory=list)
    unclosed: set[str] = field(default_factory=set)
    """Kinds of comments that were seen to have no end, so that it is not looked for again."""

    def note(self, trait: str, offset: int | None = None) -> None:
        """Notice something that strict JSON does not have."""
        self.counts[trait] += 1
        if self.counts[trait] <= limits.NAMED:
            self.places.setdefault(trait, []).append(self.at if offset is None else offset)

    def peek(self) -> str:
        """Return the next character, or nothing at the end."""
        return self.text[self.at : self.at + 1]

    def space(self) -> str:
        """Skip blanks, comments and invisible characters; return the next character."""
        while True:
            self.at = _PLAIN.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches nothing too
            char = self.text[self.at : self.at + 1]
            if char not in "/#<-" and char.isprintable() and char not in _INVISIBLE:
                return char
            if not char or not self._odd_space(char):
                return char

    def _odd_space(self, char: str) -> bool:
        end = self._comment_end() if char in "/#<-" else None
        if end is not None:
            self.note("comment")
            self.at = end
        elif char.isspace():
            self.note("no-break-space")
            self.at += 1
        elif char in _INVISIBLE or not char.isprintable():
            self.note("invisible-character")
            self.at += 1
        else:
            return False
        return True

    def _comment_end(self) -> int | None:
        if line := _LINE_COMMENT.match(self.text, self.at):
            return line.end()
        for opening, closing in _BLOCKS:
            if self.text.startswith(opening, self.at) and opening not in self.unclosed:
                end = self.text.find(closing, self.at + len(opening))
                if end >= 0:
                    return end + len(closing)
                self.unclosed.add(opening)
        return None

    def end(self) -> bool:
        """Whether the text is over; if so, it was cut here."""
        if self.at < len(self.text):
            return False
        if self.cut is None:
            self.cut = len(self.text)
        return True
