"""The Scenarios page: playing the matrix, and opening a cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

import store

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(str(SHELL), default_timeout=30).switch_page("scenarios.py").run()
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
    assert any("orders charged: 0, should be 1" in one.value.replace("\\", "") for one in page.markdown)
    page.button(key="scenarios.open").click().run()
    assert not page.exception
    assert page.session_state["walk.run"].attempts[-1].exchange.status == 500


def test_visits_are_simulated_as_the_form_says() -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=30).switch_page("scenarios.py")
    page.session_state["scenarios.tabs"] = "Simulate visits"
    page.run()
    page.number_input(key="simulate.sessions").set_value(300)
    page.slider(key="simulate.goes_to_lead").set_value(0.0)
    page.text_input(key="simulate.affiliates").set_value("AF00000001 1")
    page.button(key="simulate.start").click().run()
    assert not page.exception
    assert page.success[0].value.startswith("300 visits with 300 calls")
    with store.connect().reading() as connection:
        rows = connection.execute(text("select outcome, aff_id, count(*) from visit group by 1, 2")).all()
    assert rows == [("abandoned", "AF00000001", 300)]


def test_visits_that_could_not_be_kept_are_told() -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=30).switch_page("scenarios.py")
    page.session_state["scenarios.tabs"] = "Simulate visits"
    page.run()
    store.connect().close()
    page.button(key="simulate.start").click().run()
    assert not page.exception
    assert page.error[0].value == "Not all of them were kept: The store is closed."
