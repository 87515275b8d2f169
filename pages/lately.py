"""Costly answers kept between reruns: renewed when something has come in, unless that was just done."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")

AT_MOST = 64
"""Answers that are kept at once."""
PATIENCE = 20
"""An answer stays for this many times what it took to find, so that large stores stay quick."""


@dataclass(frozen=True, slots=True)
class _Answer:
    state: Hashable
    value: Any
    found_at: float
    took: float


class _Answers:
    def __init__(self) -> None:
        self.kept: OrderedDict[Hashable, _Answer] = OrderedDict()
        self.turn = threading.Lock()


@st.cache_resource
def _answers() -> _Answers:
    return _Answers()


def lately(question: Hashable, state: Hashable, find: Callable[[], T]) -> tuple[T, float]:
    """The answer and its age in seconds. It is exact for `state`, or younger than PATIENCE times its cost."""
    answers = _answers()
    with answers.turn:
        known = answers.kept.get(question)
        now = time.monotonic()
        if known is None or (known.state != state and now - known.found_at > PATIENCE * known.took):
            value = find()
            known = _Answer(state, value, time.monotonic(), time.monotonic() - now)
            answers.kept[question] = known
            while len(answers.kept) > AT_MOST:
                answers.kept.popitem(last=False)
    return known.value, 0.0 if known.state == state else time.monotonic() - known.found_at
