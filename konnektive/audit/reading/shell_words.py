"""Shell text cut into commands and words: POSIX and ANSI-C quotes, the continuations of three shells."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CMD_QUOTE = re.compile(r'\^"')
_CONTINUED = re.compile(r"[ \t]*[\\^`][ \t]*\r?\n[ \t]*")
_CARET = re.compile(r"\^(\r?\n|.)", re.DOTALL)
_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\f\v]+)
    |(?P<end>\n|;|&&?|\|\|?)
    |(?P<ansi>\$'(?:[^'\\]|\\.)*'?)
    |(?P<single>'(?:[^']*)'?)
    |(?P<double>"(?:[^"\\]|\\.)*"?)
    |(?P<escaped>\\.)
    |(?P<plain>[^\s;&|'"\\$]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_ANSI = re.compile(r"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|.)", re.DOTALL)
_ANSI_MARKS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_WITHIN_DOUBLE = re.compile(r'\\([\\"$`])|\\\n')


def commands(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each command as its line number and words; quotes are taken off, comments left out."""
    if _CMD_QUOTE.search(text):
        # The browsers' "Copy as cURL (cmd)" escapes every special character with a caret.
        text = _CARET.sub(lambda found: "" if found.group(1).endswith("\n") else found.group(1), text)
    words: list[str] = []
    word: list[str] | None = None
    line = first = 1
    at = 0
    while at < len(text):
        continued = _CONTINUED.match(text, at)
        found = continued or _TOKEN.match(text, at)
        assert found is not None
        piece, at = found.group(), found.end()
        kind = "blank" if continued else found.lastgroup
        if word is None and not continued and piece.startswith("#"):
            end = text.find("\n", at)
            at = end if end >= 0 else len(text)
            continue
        if kind in ("blank", "end"):
            if word is not None:
                words.append("".join(word))
                word = None
            if kind == "end" and words:
                yield first, words
                words = []
        else:
            if word is None:
                word = []
                first = first if words else line
            word.append(_unquoted(kind or "", piece))
        line += piece.count("\n")
    if word is not None:
        words.append("".join(word))
    if words:
        yield first, words


def _unquoted(kind: str, piece: str) -> str:
    if kind == "single":
        return piece[1:].removesuffix("'")
    if kind == "double":
        inner = piece[1:-1] if len(piece) > 1 and piece.endswith('"') else piece[1:]
        return _WITHIN_DOUBLE.sub(lambda found: found.group(1) or "", inner)
    if kind == "ansi":
        return _ANSI.sub(_ansi, piece[2:].removesuffix("'"))
    return piece[1:] if kind == "escaped" else piece


def _ansi(found: re.Match[str]) -> str:
    mark = found.group(1)
    if mark[0] in "xuU" and len(mark) > 1:
        code = int(mark[1:], 16)
        return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "�"
    if mark[0] in "01234567":
        return chr(int(mark, 8))
    return _ANSI_MARKS.get(mark, mark)
