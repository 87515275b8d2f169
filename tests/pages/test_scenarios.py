"""The Scenarios page: playing the matrix, and opening a cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(str(SHELL), default_timeout=30).run().switch_page("scenarios.py").run()
    page.multiselect(key="scenarios.rows").set_value(["happy-path", "lead-only"]).run()
    page.multiselect(key="scenarios.columns").set_value(["none", "order-500", "lead-doubled"]).run()
    return page.button(key="scenarios.play_these").click().run()


def test_the_chosen_scenarios_are_played_against_the_chosen_faults(page: AppTest) -> None:
    assert not page.exception
    matrix = page.dataframe[0].value
    assert list(matrix.index) == ["Happy path", "Lead only"]
    assert list(matrix.loc["Happy path"]) == ["✓ pass", "✗ fail", "◌ not noticed"]
    assert list(matrix.loc["Lead only"]) == ["✓ pass", "·", "◌ not noticed"]


def test_a_cell_opens_the_walk_behind_it(page: AppTest) -> None:
    page.session_state["scenarios.matrix"] = {
        "selection": {"rows": [], "columns": [], "cells": [(0, "HTTP 500 on order")]}
    }
    page.run()
    assert page.subheader[1].value == "Happy path · HTTP 500 on order"
    assert any("orders charged: 0, should be 1" in one.value for one in page.markdown)
    page.button(key="scenarios.open").click().run()
    assert not page.exception
    assert page.session_state["walk.run"].attempts[-1].exchange.status == 500
