"""The page about funnel files says what is so: its example walks, and its names exist."""

from __future__ import annotations

import re
from pathlib import Path

from konnektive.ending import ending
from konnektive.funnel_file import read_funnel
from konnektive.run import started
from konnektive.shipped import shipped_funnels
from tests.konnektive.walking import fresh_client

TEXT = (Path(__file__).parents[2] / "docs" / "funnels.md").read_text()


def test_the_example_is_a_funnel_that_sells() -> None:
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example
    read = read_funnel(example[1])
    assert read.funnel is not None, read.problem
    *_, run = started(read.funnel).to_end(fresh_client())
    assert ending(run) == "sold"
    assert run.attempts[3].exchange.message["couponCode"] == "SAVE10"


def test_the_shipped_funnels_are_all_named() -> None:
    assert all(f"`{name}`" in TEXT for name in shipped_funnels())
