"""A command is split as a shell splits it, whether or not it was copied whole."""

from __future__ import annotations

import shlex

from hypothesis import given
from hypothesis import strategies as st

from kartra.reading.notations.curl import split


def shell_words(command: str) -> list[str]:
    """What Python's own splitter has found when it gives up at a quote that is not closed."""
    splitter = shlex.shlex(command, posix=True, punctuation_chars=False)
    splitter.whitespace_split = True
    splitter.commenters = ""
    words: list[str] = []
    try:
        while (word := splitter.get_token()) is not None:
            words.append(word)
    except ValueError:
        words.append(splitter.token)
    return words


@given(st.text("ab '\"\\\n\t-=é\u00a0", max_size=30))
def test_words_are_those_of_a_shell(command: str) -> None:
    assert list(split(command)) == shell_words(command)
