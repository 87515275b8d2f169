"""Text that was escaped as a whole: HTML entities, quoted-printable, backslashes, percent signs, base64."""

from __future__ import annotations

import ast
import base64
import binascii
import html
import json
import quopri
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, unquote_plus

from kartra.reading.document import Document, rewritten
from kartra.reading.place import Text
from kartra.reading.promising import packed

_ENTITY: Final = re.compile(r"&(?:quot|apos|#0?34|#0?39|#x22|#x27|amp|lt|gt);", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:pre|code|br|span|div|p|td|tr|th|tbody|table|html|body|b|i|em|strong|u|small|samp|font|ul|li)\b[^<>]*>",
    re.IGNORECASE,
)
_SOFT_BREAK: Final = re.compile(r"=[ \t]*\r?\n")
_QUOTED: Final = re.compile(r"=[0-9A-F]{2}")
_PLAIN_SIGN: Final = re.compile(r"=(?![0-9A-F]{2}|[ \t]*\r?\n|\Z)")
_BACKSLASHED: Final = re.compile(r"[{\[,:]\s*\\+[\"']")
_SIMPLE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_NAMED: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_DATA_URL: Final = re.compile(r"\s*data:[\w/+.-]*(?:;[\w=-]+)*;base64,")
_TOKEN: Final = re.compile(r"\s*eyJ[\w-]+\.([\w-]+)\.[\w-]*\s*")
# Possessive: what could be tried again would take a hundred bytes for each that was found.
_HEX: Final = re.compile(r"\s*(?:\\x|0x)?((?:[0-9A-Fa-f]{2}[ :]?){20,}+)\s*")
_BYTES: Final = re.compile(r"\bb(['\"])(\s*[{\[](?:[^\\\n]|\\.)*?)\1(?=[\s,;)}\]]|$)")
_WIDE_COLON: Final = re.compile(r"(?<=[\"”'’])：")
_WIDE_COMMA: Final = re.compile(r"，(?=\s*[\"“'‘{\[])")
_ENOUGH: Final = 3
_LITERALS: Final = 500
"""Literals of bytes in one text; each may cost a look at the rest of its line."""


def entities(text: Text) -> list[Document] | None:
    """Turn &quot; and its like into what they stand for."""
    if len(_ENTITY.findall(text.content[:100_000])) < _ENOUGH:
        return None
    plain = text.content
    if plain.lstrip()[:1] == "<" or plain.count("</span>") >= _ENOUGH:
        plain = _TAG.sub(lambda tag: "\n" if tag.group()[:3].lower() == "<br" else "", plain)
    return rewritten(text, html.unescape(plain))


def quoted_printable(text: Text) -> list[Document] | None:
    """Undo the encoding of mail."""
    content = text.content
    if "=" not in content or _PLAIN_SIGN.search(content):
        return None
    if not _SOFT_BREAK.search(content) and len(_QUOTED.findall(content[:100_000])) < _ENOUGH:
        return None
    plain = quopri.decodestring(content.encode("utf-8", "surrogatepass"))
    return rewritten(text, plain.decode("utf-8", "replace"))


def backslashes(text: Text) -> list[Document] | None:
    r"""Turn \" into a quote, one level of it."""
    content = text.content
    if len(_BACKSLASHED.findall(content[:100_000])) < 2:
        return None
    try:
        plain = json.loads('"' + content.strip().strip('"') + '"', strict=False)
    except ValueError:
        plain = _SIMPLE.sub(_unescaped, content)
    return rewritten(text, plain)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return found.group() if 0xD800 <= point < 0xE000 else chr(point)
    return _NAMED.get(code, code)


def byte_escapes(text: Text) -> list[Document] | None:
    r"""Turn \x22 into a quote, as web servers log a body, and \xc3\xa9 into a letter."""
    if text.content.count("\\x22") + text.content.count("\\x7B") < _ENOUGH:
        return None
    return rewritten(text, _of_bytes(text.content))


def python_bytes(text: Text) -> list[Document] | None:
    """Turn Python's b'...' into the text that the bytes are."""
    starts = text.content.count("b'") + text.content.count('b"')
    if not 0 < starts < _LITERALS or "\\x" not in text.content or not _BYTES.search(text.content):
        return None
    return rewritten(text, _BYTES.sub(_evaluated, text.content))


def _evaluated(found: re.Match[str]) -> str:
    try:
        value = ast.literal_eval(found.group())
    except (ValueError, SyntaxError):
        return found.group()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else found.group()


def _of_bytes(escaped: str) -> str:
    run = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")
    return run.sub(
        lambda found: bytes.fromhex(found.group().replace("\\x", "")).decode("utf-8", "replace"), escaped
    )


def fullwidth(text: Text) -> list[Document] | None:
    """Turn the colons and commas of a Chinese or Japanese keyboard into plain ones, where marks stand."""
    plain = _WIDE_COLON.sub(":", text.content)
    plain = _WIDE_COMMA.sub(",", plain) if plain != text.content else plain
    return rewritten(text, plain)


def backticks(text: Text) -> list[Document] | None:
    """Turn PowerShell's `" into a quote."""
    return rewritten(text, text.content.replace('`"', '"')) if text.content.count('`"') > _ENOUGH else None


def doubled_quotes(text: Text) -> list[Document] | None:
    """Turn the doubled quotes of a single CSV cell into quotes."""
    content = text.content
    if content.count('""') <= _ENOUGH or not re.search(r'[{\[,:]\s*""\w', content):
        return None
    return rewritten(text, content.replace('""', '"'))


def percent(text: Text) -> list[Document] | None:
    """Undo URL encoding of a whole text."""
    content = text.content
    if content.count("%22") + content.count("%27") + content.count("%257B") + content.count("%5B") < _ENOUGH:
        return None
    decode = unquote if " " in content.strip() else unquote_plus
    return rewritten(text, decode(content))


def packed_bytes(text: Text) -> list[Document] | None:
    """Unpack base64 or hexadecimal digits."""
    content = text.content
    if prefix := _DATA_URL.match(content):
        content = content[prefix.end() :]
    if token := _TOKEN.fullmatch(content):
        content = token[1]
    if hexadecimal := _HEX.fullmatch(content):
        return [Document(bytes.fromhex(re.sub(r"[^0-9A-Fa-f]", "", hexadecimal[1])), text, steps=("hex",))]
    if not packed(content):
        return None
    letters = re.sub(r"\s+", "", content).replace("-", "+").replace("_", "/").rstrip("=")
    letters = letters[:-1] if len(letters) % 4 == 1 else letters  # cut inside a byte
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return [Document(data, text, steps=("base64",))]


_QUOTED_MAIL: Final = re.compile(r"[ \t]*>[ \t]?")
_PREFIXES: Final[tuple[re.Pattern[str], ...]] = (
    _QUOTED_MAIL,
    re.compile(r"[\w./-]+[:-]\d{1,6}[:-]"),
    re.compile(r"[\w.@:/-]+[ \t]*\|[ \t]?"),
    re.compile(r"[ \t]*\d{1,6}(?:[:|.)\]]| \|)?[ \t]?"),
    re.compile(r"(?:\w+\[\d+\]: |\w{3} [ \d]\d \d\d:\d\d:\d\d (?:\S+ )?\S+: )"),
    re.compile(r"\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?(?: \S+\[[^\]]*\]:| \w+:)?[ \t]"),
    re.compile(r"[+] ?"),
    re.compile(r"[ \t]*(?://|#|\*|;|--)[ \t]?"),
)
_DIFF_HEAD: Final = re.compile(r"\A(?:(?:diff |index |--- |\+\+\+ |@@ )[^\n]*\n)+")
_OPENING: Final = re.compile(r"\s*(?:[{\[]|Array|array\s*\(|stdClass Object|array\(\d+\) \{)\s*\n")


def line_prefixes(text: Text) -> list[Document] | None:
    """Take away what a log or a terminal has put before every line of a value on several lines."""
    lines = _DIFF_HEAD.sub("", text.content).split("\n")
    filled = [line for line in lines if line.strip()]
    if len(filled) < _ENOUGH:
        return None
    for prefix in _PREFIXES:
        if all(prefix.match(line) for line in filled):
            plain = "\n".join(
                line[found.end() :] if (found := prefix.match(line)) else line for line in lines
            )
            if _OPENING.match(plain) or (prefix is _QUOTED_MAIL and plain.lstrip()[:1] in ("{", "[")):
                return rewritten(text, plain)
    return None


_QUOTE_MARKS: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_QUOTED_OPENING: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+[ \t]*[{\[]", re.MULTILINE)


def quoted_mail(text: Text) -> list[Document] | None:
    """Take away the marks of quoted lines where what is quoted begins a value, whatever stands around it."""
    if not _QUOTED_OPENING.search(text.content):
        return None
    return rewritten(text, _QUOTE_MARKS.sub("", text.content))


ESCAPES: Final[tuple[tuple[str, Callable[[Text], list[Document] | None]], ...]] = (
    ("html-entities", entities),
    ("line-prefix", line_prefixes),
    ("line-prefix", quoted_mail),
    ("python-bytes", python_bytes),
)
"""Told before values are looked for, since half of the text would be taken for the values."""

LATER: Final[tuple[tuple[str, Callable[[Text], list[Document] | None]], ...]] = (
    ("byte-escapes", byte_escapes),
    ("backslash-escaped", backslashes),
    ("fullwidth-marks", fullwidth),
    ("backtick-escaped", backticks),
    ("doubled-quotes", doubled_quotes),
    ("percent-encoded", percent),
    ("", packed_bytes),
)
"""Tried when no value was found in the text as it stands."""
