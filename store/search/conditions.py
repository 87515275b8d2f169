"""A search sorted by what can tell: words, events, the delivery's own row."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement

from store import tokens
from store.search.delivery_fields import DELIVERY_FIELDS
from store.search.event_fields import EVENT_FIELDS, INDEXED, VALUES
from store.search.filters import Filter
from store.search.grammar import Problem, Query, Term
from store.search.phrases import in_event
from store.search.slips import is_slip, slips
from store.search.words import Values

_COLUMNS = {"email": "email", "name": "name", "product": "subject"}
"""Fields of the full-text index, and how it names them."""
FIELDS = frozenset({*_COLUMNS, *EVENT_FIELDS, *DELIVERY_FIELDS})
"""What may stand before a colon."""


@dataclass(slots=True)
class Conditions:
    """What a search asks; all of it has to hold."""

    filters: list[Filter] = field(default_factory=list)
    event: list[ColumnElement[bool]] = field(default_factory=list)
    """One event of the delivery is all that."""
    no_event: list[ColumnElement[bool]] = field(default_factory=list)
    """No event of the delivery is one of that."""
    words: list[Term] = field(default_factory=list)
    not_words: list[Term] = field(default_factory=list)
    phrases: list[Term] = field(default_factory=list)
    """Words that stand together somewhere; each word is among `words` too."""
    no_phrases: list[Term] = field(default_factory=list)
    """Words that nowhere stand together."""
    values: list[Values] = field(default_factory=list)
    """Which documents hold the events that `event` asks for, where the index of words knows their values."""
    indexed_event: list[ColumnElement[bool]] = field(default_factory=list)
    """Those of `event` that an index of events leads to."""
    problems: list[Problem] = field(default_factory=list)


def conditions(query: Query) -> Conditions:
    """The query sorted; what can not be understood becomes a problem and is left out."""
    found = Conditions(problems=slips(query, FIELDS))
    for term in query.terms:
        if is_slip(term, FIELDS):
            continue
        if term.field in _COLUMNS or not term.field:
            _add_words(found, term)
        elif term.field in EVENT_FIELDS:
            _add_event(found, term)
        else:
            _add_filter(found, term)
    return found


def _add_words(found: Conditions, term: Term) -> None:
    if not tokens.words(term.value):
        found.problems.append(Problem(term.value, f"There is no letter or digit in {term.value!r}."))
        return
    asked = Term(_COLUMNS.get(term.field, ""), term.value, term.negated, term.quoted)
    together = term.quoted and (len(tokens.words(term.value)) > 1 or bool(term.field))
    if term.negated:
        (found.no_phrases if together else found.not_words).append(asked)
        return
    found.words.append(asked)
    if together and term.field:
        found.event.append(in_event(asked))
    elif together:
        found.phrases.append(asked)


def _add_event(found: Conditions, term: Term) -> None:
    condition = EVENT_FIELDS[term.field](term)
    if isinstance(condition, Problem):
        found.problems.append(condition)
        return
    if term.negated:
        found.no_event.append(condition)
        return
    found.event.append(condition)
    if term.field in INDEXED:
        found.indexed_event.append(condition)
    values = VALUES.get(term.field)
    if values and (told := values(term)):
        found.values.append(told)


def _add_filter(found: Conditions, term: Term) -> None:
    made = DELIVERY_FIELDS[term.field](term)
    if isinstance(made, Problem):
        found.problems.append(made)
    else:
        found.filters.append(made.negated() if term.negated else made)
