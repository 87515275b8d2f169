"""One name and value a line: a form as a browser shows it, a settings file, TOML."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from kartra.reading.document import Document
from kartra.reading.notations.forms import assembled
from kartra.reading.place import Text
from kartra.reading.strict_json import decoded

_LINE: Final = re.compile(r"[ \t]*([\w.\[\]-]{1,200})[ \t]*(?:=|:)[ \t]*([^\n]*)")
_TELLING: Final = re.compile(r"^[ \t]*(?:lead[\[._]|action_details[\[._]|transaction_type\b)", re.MULTILINE)
_TOML: Final = re.compile(r"^\[(?:lead|action_details[\w.]*)\][ \t]*\r?$", re.MULTILINE)
_NESTED: Final = re.compile(r"^([ \t]*)[\w-]+:[ \t]*\n\1[ \t]+[\w-]+:", re.MULTILINE)
"""A name without a value, and names further in below it: YAML."""
_LONGEST: Final = 200_000


def named_lines(text: Text) -> list[Document] | None:
    """Read lines like `lead[email]: a@b.c` or `lead.email = a@b.c`."""
    content = text.content
    if len(content) > _LONGEST or not _TELLING.search(content):
        return None
    lines = [line for line in content.split("\n") if line.strip()]
    if _NESTED.search(content):
        return None
    found = [_LINE.fullmatch(line) for line in lines]
    if any(line is None for line in found):
        return None
    return [Document(assembled([(line[1], _bare(line[2].rstrip())) for line in found if line]), text)]


def _bare(value: str) -> str:
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return value
    found, plain = decoded(value)
    return plain if found else value[1:-1]


def toml(text: Text) -> list[Document] | None:
    """Read TOML with a table for the lead."""
    if len(text.content) > _LONGEST or not _TOML.search(text.content):
        return None
    try:
        return [Document(tomllib.loads(text.content), text)]
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
