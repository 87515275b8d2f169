"""cURL commands, as browsers and tools copy them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote_plus

from kartra.reading.document import Document
from kartra.reading.place import Text

_START: Final = re.compile(
    r"(?:^|[\n;&|`\"'>])[ \t]*(?:\$ )?(?P<command>curl(?:\.exe)?|wget)\s(?=[^\n]*[-'\"h])"
)
_LINE_GOES_ON: Final = re.compile(r"(?:\\|\^|`)[ \t]*\r?\n")
_ANSI_C: Final = re.compile(r"\$'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
_NAMED: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_DATA: Final = (
    "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--data", "--json", "--post-data",
    "-d",
)  # fmt: skip
_PART: Final = ("--form-string", "--form", "-F")
_LONGEST: Final = 1 << 18
"""Characters of one command."""
_WORD_PART: Final = re.compile(
    r"""(?P<blank>[ \t\r\n]++)|(?P<plain>[^ \t\r\n'"\\]++)|'(?P<single>[^']*+)'?"""
    r"""|"(?P<double>(?:[^"\\]|\\.)*+)\\?"?|\\(?P<escaped>.?)""",
    re.DOTALL,
)
_QUOTED: Final = re.compile(r"\\([\"\\])")


def commands(text: Text) -> list[Document] | None:
    """Read what each command would post."""
    begun = list(_START.finditer(text.content))
    if not begun:
        return None
    ends = [*(one.start() for one in begun[1:]), len(text.content)]
    found = [_command(text, one, end) for one, end in zip(begun, ends, strict=True)]
    return [document for document in found if document] or None


def _command(text: Text, begun: re.Match[str], end: int) -> Document | None:
    start = begun.start()
    words = _words(text.content[start : min(end, start + _LONGEST)].strip("\n;&|`> \t"))
    posted, parts = _given(words, _DATA), _given(words, _PART)
    if parts:
        posted += [
            f"{name}={quote_plus(value)}" for name, _, value in (part.partition("=") for part in parts)
        ]
    return Document("&".join(posted), text, begun.start("command")) if posted else None


def _words(command: str) -> list[str]:
    if '^"' in command:  # the command line of Windows
        command = re.sub(r"\^(.)", r"\1", command, flags=re.DOTALL)
    command = _ANSI_C.sub(lambda found: shlex.quote(_unescaped(found[1])), _LINE_GOES_ON.sub(" ", command))
    return list(split(command))


def split(command: str) -> Iterator[str]:
    """The words of a command as a shell splits them; a quote that is not closed ends with the command."""
    word: str | None = None
    for part in _WORD_PART.finditer(command):
        if part["blank"]:
            if word is not None:
                yield word
            word = None
        elif part["double"] is not None:
            word = (word or "") + _QUOTED.sub(r"\1", part["double"])
        else:
            word = (word or "") + (part["single"] or part["escaped"] or part["plain"] or "")
    if word is not None:
        yield word


def _unescaped(body: str) -> str:
    def one(found: re.Match[str]) -> str:
        code = found[1]
        return chr(int(code[1:], 16)) if code[0] in "ux" and len(code) > 1 else _NAMED.get(code, code)

    return _ESCAPE.sub(one, body)


def _given(words: list[str], options: tuple[str, ...]) -> list[str]:
    """The values of these options, however they are written: -d x, -dx, --data=x."""
    values, following = [], False
    for word in words:
        if following:
            values.append(word)
            following = False
        elif word in options:
            following = True
        elif word[:1] == "-" and (option := _option(word, options)):
            values.append(word[len(option) :].removeprefix("=") if len(option) > 2 else word[2:])
    return values


def _option(word: str, options: tuple[str, ...]) -> str | None:
    return next((one for one in options if word.startswith(one if len(one) == 2 else one + "=")), None)
