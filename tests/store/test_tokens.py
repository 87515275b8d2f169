"""Texts become tokens that FTS5 keeps whole and takes apart from each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from store.tokens import KINDS, beginnings, whole, words

values = st.text(min_size=1, max_size=60) | st.text("ab_9", min_size=1, max_size=60)
kinds = st.sampled_from(sorted(KINDS))


def kept_as(texts: Sequence[str]) -> list[str]:
    """What FTS5 makes of these texts."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE ft USING fts5(x, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(ft, 'row')")
    connection.execute("INSERT INTO ft (rowid, x) VALUES (1, ?)", (" ".join(texts),))
    return sorted(row[0] for row in connection.execute("SELECT term FROM vocabulary"))


@given(kinds, values)
def test_any_value_is_one_token(kind: str, value: str) -> None:
    token = whole(kind, value)
    assert kept_as([token]) == [token]


@given(st.lists(st.tuples(kinds, values), unique=True, max_size=5))
def test_different_values_have_different_tokens(pairs: list[tuple[str, str]]) -> None:
    assert kept_as([whole(*pair) for pair in pairs]) == sorted({whole(*pair) for pair in pairs})
    assert len({whole(*pair) for pair in pairs}) == len(pairs)


@given(kinds, values, st.integers(0, 60))
def test_a_token_begins_as_those_do_whose_values_begin_alike(kind: str, value: str, length: int) -> None:
    assert whole(kind, value).startswith(tuple(beginnings(kind, value[:length])))


@given(kinds, values, st.text(max_size=60))
def test_no_word_meets_a_value(kind: str, value: str, text: str) -> None:
    assert not any(whole(kind, value).startswith(word) for word in words(text))
