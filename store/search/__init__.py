"""Searching the inbox: the grammar people type, and the question it becomes."""

from store.search.bounds import bounded
from store.search.conditions import FIELDS
from store.search.grammar import Problem, Query, Term, parsed
from store.search.matching import matching
from store.search.oneof import exactly

__all__ = ["FIELDS", "Problem", "Query", "Term", "bounded", "exactly", "matching", "parsed"]
