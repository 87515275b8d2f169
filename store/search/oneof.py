"""Fields that take several values: `a,b` is one of them, `a*` what begins so; in quotes it is one value."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_

from store.search.grammar import Term
from store.shortened import shortened

CASELESS = frozenset({"action", "surface"})
"""Fields whose usual values are in small letters: a value in others finds those too, unless it is quoted."""


def alternatives(term: Term) -> tuple[list[str], list[str]]:
    """The values between the commas, and what those that end in a star begin with."""
    if term.quoted:
        return [shortened(term.value)], []
    parts = [one for one in term.value.split(",") if one]
    if term.field in CASELESS:
        parts = list(dict.fromkeys(one for part in parts for one in (part, part.lower())))
    started = [one[:-1] for one in parts if one.endswith("*")]
    return [shortened(one) for one in parts if not one.endswith("*")], started


def exactly(field: str, value: str) -> Term:
    """What finds that value of the field and no other."""
    found = Term(field, value)
    return (
        found if value.strip() and alternatives(found) == ([value], []) else Term(field, value, quoted=True)
    )


def one_of(column: ColumnElement[str], term: Term) -> ColumnElement[bool]:
    """Whether a column holds one of the values; case counts, in both databases."""
    plain, started = alternatives(term)
    prefixes = [func.substr(column, 1, len(part)) == part for part in started]
    return or_(column.in_(plain), *prefixes) if prefixes else column.in_(plain)
