"""JSON read piece by piece from a file of any size: one array's items, each decoded when it is whole."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

CHUNK = 1 << 20
LARGEST = 96 << 20
"""Characters; an item that does not end within these is given up."""

_DECODE = json.JSONDecoder(strict=False).raw_decode
_BLANK = re.compile(r"[\s,]*")
_CUT_WITHIN = 24
"""How close to the end of what was read a mistake must be to be taken for a cut and not for a mistake."""


class Broken(ValueError):
    """What stands here is not JSON, or the file ends within it."""


class Stream:
    """A window on a file's text that moves forward only."""

    def __init__(self, source: BinaryIO, encoding: str = "utf-8-sig") -> None:
        self.source = source
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self, size: int = CHUNK) -> bool:
        """Read on, dropping what was passed; False at the end of the file."""
        if self.ended:
            return False
        raw = self.source.read(size)
        self.ended = not raw
        self.text = self.text[self.at :] + self.decoder.decode(raw, final=self.ended)
        self.at = 0
        return True

    def next(self) -> str:
        """The next mark that is neither blank nor comma, not passed yet; empty at the end."""
        while True:
            found = _BLANK.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """The value that starts here, passed. Broken where there is none."""
        self.next()
        while True:
            try:
                value, end = _DECODE(self.text, self.at)
            except json.JSONDecodeError as wrong:
                if self._is_wrong(wrong) or len(self.text) - self.at > LARGEST or not self._grow():
                    raise Broken(wrong.msg) from None
                continue
            except (ValueError, RecursionError):
                # A number of thousands of digits, or brackets without end.
                raise Broken("nothing that can be read") from None
            # A number at the very end of the window may go on beyond it.
            if end == len(self.text) and isinstance(value, int | float) and self._grow():
                continue
            self.at = end
            return value

    def _is_wrong(self, wrong: json.JSONDecodeError) -> bool:
        return "Unterminated" not in wrong.msg and wrong.pos < len(self.text) - _CUT_WITHIN

    def _grow(self) -> bool:
        return self.more(max(CHUNK, len(self.text) - self.at))

    def passed(self, mark: str) -> bool:
        """Whether the next mark is this one; it is passed if so."""
        if self.next() != mark:
            return False
        self.at += 1
        return True

    def seek(self, pattern: re.Pattern[str]) -> bool:
        """Move to where the pattern next stands, from just beyond here; False when it does not."""
        self.at += 1
        while True:
            found = pattern.search(self.text, self.at)
            if found:
                self.at = found.start()
                return True
            self.at = max(self.at, len(self.text) - 200)
            if not self.more():
                self.at = len(self.text)
                return False


def members(stream: Stream) -> Iterator[str]:
    """The names of an object's members; the caller passes each value before asking on."""
    if not stream.passed("{"):
        raise Broken("not an object")
    while (mark := stream.next()) != "}":
        if mark != '"':
            raise Broken("the file ends here" if not mark else "a name was expected")
        name = stream.value()
        if not stream.passed(":"):
            raise Broken("a colon was expected")
        yield name
    stream.at += 1
