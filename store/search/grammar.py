"""The search box's grammar: `action:buy_product email:maria product:"Course A" -dup larger:10kb words`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TERM = re.compile(
    r"""(?P<not>-?)(?:(?P<field>[A-Za-z_]+):)?(?:"(?P<quoted>(?:[^"]|"")*)"?|(?P<plain>[^\s"]+))"""
)
_PLAIN = re.compile(r"[\w.:@/+-]+")
KEYWORDS = {"dup": "is", "duplicate": "is", "pinned": "is", "unreadable": "is"}
"""Bare words that say what a delivery is; in quotes they are words like others."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a search."""

    field: str
    """Empty for free words."""
    value: str
    negated: bool = False
    quoted: bool = False

    def __str__(self) -> str:
        """As one types it; a quote inside of quotes stands twice."""
        quoted = self.quoted or not _PLAIN.fullmatch(self.value)
        value = '"' + self.value.replace('"', '""') + '"' if quoted else self.value
        return f"{'-' * self.negated}{self.field}{':' * bool(self.field)}{value}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a search that could not be used, and why; the rest of the search counts."""

    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A search as typed, taken apart."""

    terms: tuple[Term, ...] = ()

    def having(self, field: str) -> tuple[Term, ...]:
        """The terms on that field."""
        return tuple(term for term in self.terms if term.field == field)


def parsed(text: str, fields: frozenset[str]) -> Query:
    """The terms of a search, those of fields that are none among them; an address (`http://...`) is words."""
    return Query(tuple(term for match in _TERM.finditer(text) if (term := _term(match, fields)) is not None))


def _term(match: re.Match[str], fields: frozenset[str]) -> Term | None:
    field = (match["field"] or "").lower()
    quoted = match["quoted"] is not None
    value = match["quoted"].replace('""', '"') if quoted else match["plain"]
    negated = bool(match["not"])
    if field and field not in fields and value.startswith("//"):
        return Term("", f"{match['field']}:{value}", negated, quoted)
    if not field and not quoted and value.endswith(":") and value[:-1].lower() in fields:
        return Term(value[:-1].lower(), "", negated)
    if not field and not quoted and value.lower() in KEYWORDS:
        return Term("is", value.lower(), negated)
    return Term(field, value, negated, quoted) if field or value.strip() else None
