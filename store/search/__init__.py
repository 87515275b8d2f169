"""Searching the inbox: the grammar people type, and the question it becomes."""

from store.search.grammar import Problem, Query, Term, parsed
from store.search.matching import FIELDS, matching

__all__ = ["FIELDS", "Problem", "Query", "Term", "matching", "parsed"]
