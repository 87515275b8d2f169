"""How much a search may ask: more would be no sentence of a person, and too much for a database."""

from __future__ import annotations

from itertools import accumulate

from store.search.grammar import Problem, Query, Term
from store.tokens import words

MOST = 200
"""Words and listed values."""


def bounded(query: Query) -> tuple[Query, tuple[Problem, ...]]:
    """The query as far as it is not too long, and a problem when that is not all of it."""
    reached = list(accumulate(map(_weight, query.terms)))
    if not reached or reached[-1] <= MOST:
        return query, ()
    kept = tuple(term for term, sum_ in zip(query.terms, reached, strict=True) if sum_ <= MOST)
    message = f"A search takes {MOST} words and values at most; this one has {reached[-1]:,}."
    return Query(kept), (Problem(query.terms[len(kept)].value, message),)


def _weight(term: Term) -> int:
    listed = 1 if term.quoted else term.value.count(",") + 1
    return max(listed, len(words(term.value)))
