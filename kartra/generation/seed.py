"""Chance that repeats itself: the same words always give the same numbers, on every machine."""

from __future__ import annotations

import random

Chance = random.Random


def seeded(*words: object) -> Chance:
    """A source of chance that depends on the words alone; it makes test data, never secrets."""
    return random.Random("/".join(map(str, words)))  # noqa: S311
