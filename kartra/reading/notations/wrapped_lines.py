"""JSON that a chat, a mail or a terminal has broken into lines of one width, within its texts too."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text
from kartra.reading.strict_json import decoded

_FEWEST: Final = 3
_NARROWEST: Final = 40
_FULL: Final = 60
"""Characters that a line and the next one's first word make together when a line was full."""
_WIDEST: Final = 400
_LONGEST: Final = 1 << 20
_SMART: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "})


def unwrapped(text: Text) -> list[Document] | None:
    """Join the lines, when that makes JSON of what was none; a real line break is never a full line's."""
    start = text.content.find("{")
    if start < 0 or "\n" not in text.content or len(text.content) > _LONGEST:
        return None
    begin = text.content.rfind("\n", 0, start) + 1
    end = text.content.rfind("}") + 1
    lines = [line.rstrip("\r") for line in text.content[begin:end].split("\n")]
    if len(lines) < _FEWEST or not any(_is_open(line) for line in lines):
        return None
    if _all_of_one_width(lines):
        joined = "".join(lines)
    elif _all_full(lines):
        joined = "".join(_with_space(line, after) for line, after in pairwise(lines))
        joined += lines[-1]
    else:
        return None
    plain = joined[start - begin :].translate(_SMART)
    return [Document(text.part(begin, end).unescaped(plain), text, begin)] if decoded(plain)[0] else None


def _is_open(line: str) -> bool:
    """Whether the line ends inside of a text."""
    plain = line.replace("\\\\", "").replace('\\"', "").translate(_SMART)
    return plain.count('"') % 2 == 1


def _all_of_one_width(lines: list[str]) -> bool:
    width = len(lines[0])
    return _NARROWEST <= width <= _WIDEST and all(len(line) == width for line in lines[:-1])


def _all_full(lines: list[str]) -> bool:
    pairs = pairwise(lines)
    return all(len(line) + len(after.split(" ", 1)[0]) + 1 >= _FULL for line, after in pairs)


def _with_space(line: str, after: str) -> str:
    return line if line.endswith(" ") or after.startswith(" ") else line + " "
