"""How texts become tokens of the full-text index: words to search by, and values to find whole."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_WORD = re.compile(r"[^\W_]+")
_BETWEEN, _START, _END = r"[\W_]+", r"(?<![^\W_])", r"(?![^\W_])"
# A word of its own, so that no phrase goes on from one text into the next.
_APART = " 0apart0 "
_PLAIN = re.compile(r"[a-z0-9_]{1,40}").fullmatch
# A private character is part of a token to FTS5 and of no word here: no search of words meets a whole value.
_MARK, _UNDERSCORE = "\ue000", "\ue001"
KINDS = {"id": f"{_MARK}i", "email": f"{_MARK}e", "action": f"{_MARK}a", "surface": f"{_MARK}s"}
"""What values are of, and how their tokens begin."""


def words(value: str) -> list[str]:
    """The words of a text without accents, punctuation and case."""
    return _WORD.findall(_folded(value))


def _folded(value: str) -> str:
    if not value.isascii():
        decomposed = unicodedata.normalize("NFKD", value)
        value = "".join(one for one in decomposed if not unicodedata.combining(one))
    return value.casefold()


def has_phrase(phrase: str, *texts: str) -> bool:
    """Whether the words of the phrase stand one after the other in one of the texts."""
    return _phrase(phrase).search(_folded(_APART.join(texts))) is not None


@lru_cache(maxsize=256)
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(_START + _BETWEEN.join(map(re.escape, words(phrase))) + _END)


# People come back, and actions are few.
@lru_cache(maxsize=16_384)
def whole(kind: str, value: str) -> str:
    """The one token of a value that is not empty: spelled out where it is plain, otherwise hashed."""
    if _PLAIN(value):
        return KINDS[kind] + value.replace("_", _UNDERSCORE)
    return KINDS[kind] + _MARK + blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def beginnings(kind: str, start: str) -> list[str]:
    """How the tokens begin of all values that begin so; some of other values begin like that too."""
    if not start:
        return [KINDS[kind]]
    hashed = KINDS[kind] + _MARK
    return [whole(kind, start), hashed] if _PLAIN(start) else [hashed]
