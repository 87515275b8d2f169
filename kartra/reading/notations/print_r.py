"""PHP's print_r: Array ( [key] => value ), on many lines or run together by a browser."""

from __future__ import annotations

import re
from typing import Any, Final

from kartra.reading import limits
from kartra.reading.document import Document
from kartra.reading.loose import Members
from kartra.reading.notations.php_lists import listed
from kartra.reading.place import Text

_START: Final = re.compile(r"(?:\bArray|\b[A-Za-z_][\w\\]{0,200} Object)\s*\(\s*(?:\[|\))")
_NAME: Final = r"(?P<name>[^\n]*?)(?::(?:protected|private|[\w\\]+:private))?"
_LINES: Final = re.compile(
    rf"(?P<key>^[ \t]*\[{_NAME}\] =>[ \t]?)"
    r"|(?P<open>(?:\bArray|\b[A-Za-z_][\w\\]{0,200} Object)[ \t]*\r?\n\s*\([ \t]*\r?$)"
    r"|(?P<close>^[ \t]*\)[ \t]*\r?$)",
    re.MULTILINE,
)
_ONE_LINE: Final = re.compile(
    r"(?P<key>\[(?P<name>[^\[\]\n]*?)(?::(?:protected|private|[\w\\]+:private))?\]\s=>\s?)"
    r"|(?P<open>(?:\bArray|\b[A-Za-z_][\w\\]{0,200} Object)\s*\()"
    r"|(?P<close>(?<=\s)\)(?=\s|$))"
)


def dumps(text: Text) -> list[Document] | None:
    """Read every array or object that is printed in the text."""
    content, at, found = text.content[: limits.MENDED], 0, []
    while start := _START.search(content, at):
        value, at, whole = _dump(content, start.start())
        if not isinstance(value, dict | list):
            break
        found.append(Document(value, text, start.start(), cut=None if whole else len(content)))
    return found or None


def _dump(content: str, start: int) -> tuple[Any, int, bool]:
    """The value that begins at `start`, where it ends, and whether it does."""
    opening = _START.match(content, start)
    many = opening is not None and "\n" in opening.group()
    stack: list[Members] = []
    root: Any = None
    key: str | None = None
    last = start
    for token in (_LINES if many else _ONE_LINE).finditer(content, start):
        if key is not None and token["open"] is None:
            stack[-1].add(key, _scalar(content[last : token.start()]))
            key = None
        if token["open"]:
            made = Members(token.start())
            if stack and key is not None:
                stack[-1].add(key, made)
            root, key = made if root is None else root, None
            stack.append(made)
        elif not stack:
            break
        elif token["close"]:
            stack.pop()
        else:
            key = token["name"]
        last = token.end()
        if not stack:
            return listed(root), last, True
        if len(stack) > limits.DEPTH:
            break
    return listed(root), len(content), False


def _scalar(raw: str) -> str:
    """A value may go on over several lines; what print_r adds after it is its line's end."""
    return raw.rstrip("\r\n").rstrip(" ") if "\n" in raw else raw.strip()
