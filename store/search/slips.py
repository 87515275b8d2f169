"""Slips of the pen in a search: a field that is none, a field without a value, a size in two pieces."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import pairwise

from store.search.grammar import Problem, Query, Term
from store.search.measures import UNITS


def slips(query: Query, fields: frozenset[str]) -> list[Problem]:
    """What is wrong with how the terms are put."""
    wrong = [_slip(term, fields) for term in query.terms if is_slip(term, fields)]
    return wrong + list(_torn_apart(query))


def is_slip(term: Term, fields: frozenset[str]) -> bool:
    """Whether nothing can be asked with the term."""
    return bool(term.field) and (term.field not in fields or not term.value.strip())


def _slip(term: Term, fields: frozenset[str]) -> Problem:
    if term.field in fields:
        return Problem(
            f"{term.field}:", f"Nothing stands after {term.field}: (a value follows without a blank)."
        )
    near = get_close_matches(term.field, sorted(fields), 1)
    hint = f"Is {near[0]}: meant?" if near else "To search for it as words, put it in quotes."
    return Problem(str(term), f"There is no field {term.field}: to search in. {hint}")


def _torn_apart(query: Query) -> Iterable[Problem]:
    for size, unit in pairwise(query.terms):
        is_torn = size.field in ("larger", "smaller") and size.value[-1:].isdigit()
        if is_torn and unit == Term("", unit.value) and unit.value.lower() in UNITS:
            whole = f"{size.field}:{size.value}{unit.value}"
            yield Problem(unit.value, f"A size is written without a blank: {whole}.")
