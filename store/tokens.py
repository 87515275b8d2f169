"""How a text falls into words: alike for what is indexed and for what is searched, in both databases."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words(value: str) -> list[str]:
    """The words of a text without accents, punctuation and case."""
    if not value.isascii():
        decomposed = unicodedata.normalize("NFKD", value)
        value = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _WORD.findall(value.casefold())
