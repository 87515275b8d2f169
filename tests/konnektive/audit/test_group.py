"""A group of calls, whatever order they are counted in."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.audit import read
from konnektive.audit.group import Group
from tests.konnektive.audit.recorded import json_lines
from tests.konnektive.audit.test_properties import RECORDS, written


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_it_has_bought_when_its_visit_has_an_accepted_order(
    records: list[dict[str, Any]], chance: Any
) -> None:
    calls = list(read(json_lines(written(records))).calls)
    chance.shuffle(calls)
    half = len(calls) // 2
    group = Group(sorted(calls[:half], key=lambda call: call.number))
    for call in calls[half:]:
        group.add([call], "counted in")
        assert group.has_bought() == (group.visit().accepted_from is not None)
