"""Whether words stand together, one after the other, in a column; accents, marks and case do not count."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, exists, func, literal, literal_column, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from store.search.grammar import Term
from store.tables import delivery, event
from store.tokens import words

_COLUMNS: dict[str, tuple[ColumnElement[str], ...]] = {
    "": (event.c.lead_email, event.c.lead_name, event.c.subject, event.c.action, event.c.words),
    "email": (event.c.lead_email,),
    "name": (event.c.lead_name,),
    "subject": (event.c.subject,),
}
# What PostgreSQL takes for accents, and for what stands between words, whatever its locale knows of letters.
_ACCENTS: ColumnElement[str] = literal_column(r"'[\u0300-\u036f]'")
_BETWEEN: ColumnElement[str] = literal_column(
    r"'[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+'"
)
_EVERYWHERE: ColumnElement[str] = literal_column("'g'")
_NFKD: ColumnElement[str] = literal_column("nfkd")


class _HasPhrase(FunctionElement[bool]):
    """SQLite asks `store.tokens.has_phrase`; PostgreSQL looks into the texts as it folds them."""

    inherit_cache = True
    type = Boolean()
    name = "has_phrase"


@compiles(_HasPhrase)
def _folded(element: _HasPhrase, compiler: Any, **options: Any) -> str:
    phrase, *texts = element.clauses
    found = [func.strpos(_words(text), phrase) > literal_column("0") for text in texts]
    asked: str = compiler.process(or_(*found).self_group(), **options)
    return asked


@compiles(_HasPhrase, "sqlite")
def _called(element: _HasPhrase, compiler: Any, **options: Any) -> str:
    return f"has_phrase{compiler.process(element.clause_expr, **options)}"


def _words(text: ColumnElement[str]) -> ColumnElement[str]:
    plain = func.regexp_replace(func.normalize(text, _NFKD), _ACCENTS, literal_column("''"), _EVERYWHERE)
    apart = func.regexp_replace(func.lower(plain), _BETWEEN, literal_column("' '"), _EVERYWHERE)
    return literal_column("' '").concat(apart).concat(literal_column("' '"))


def in_event(term: Term) -> ColumnElement[bool]:
    """Whether an event tells the phrase."""
    return _HasPhrase(literal(_needle(term)), *_COLUMNS[term.field])


def in_delivery(term: Term, id_: Any) -> ColumnElement[bool]:
    """Whether an event of that delivery does; of one without events, its query string."""
    of_it = exists().where(event.c.delivery_id == id_)
    told = of_it.where(in_event(term)).correlate(id_.table)
    if term.field:
        return told
    row = delivery.alias()
    query = func.replace(func.replace(row.c.query, "+", " "), "%20", " ")
    in_query = exists().where(row.c.id == id_, row.c.query != "", _HasPhrase(literal(_needle(term)), query))
    return or_(told, in_query.correlate(id_.table) & ~of_it.correlate(id_.table))


def _needle(term: Term) -> str:
    return f" {' '.join(words(term.value))} "
