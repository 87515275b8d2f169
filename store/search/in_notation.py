"""A condition spelled differently for SQLite's index of words and for the others'."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class InNotation(FunctionElement[bool]):
    """Two conditions: the first is what SQLite is told, the second what any other database is."""

    inherit_cache = True
    type = Boolean()

    def self_group(self, against: object = None) -> InNotation:
        """As it is: compared with a truth value, the condition would be looked up in no index."""
        return self


@compiles(InNotation)
def _second(element: InNotation, compiler: Any, **options: Any) -> str:
    _, asked = element.clauses
    text: str = compiler.process(asked, **options)
    return text


@compiles(InNotation, "sqlite")
def _first(element: InNotation, compiler: Any, **options: Any) -> str:
    asked, _ = element.clauses
    text: str = compiler.process(asked, **options)
    return text
