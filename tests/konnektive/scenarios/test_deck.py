"""Each scenario of the deck does what it says, on a sandbox of its own."""

from __future__ import annotations

import pytest

from konnektive.scenarios.cell import matrix, play
from konnektive.scenarios.deck import DECK, find
from konnektive.scenarios.faults import BY_NAME as FAULTS
from konnektive.scenarios.faults import COLUMNS
from konnektive.scenarios.playing import private_client, steps, truth_of
from konnektive.scenarios.scenario import Scenario

NAMED = {"argvalues": DECK, "ids": [one.name for one in DECK]}
HAPPY = next(one for one in DECK if one.name == "happy-path")


@pytest.mark.parametrize("scenario", **NAMED)
def test_the_crm_holds_afterwards_what_the_scenario_says(scenario: Scenario) -> None:
    sandbox, client = private_client(scenario.faults)
    *_, run = steps(scenario, client)
    outcomes = {one.exchange.endpoint.path: one.exchange.outcome for one in run.attempts}
    assert truth_of(sandbox) == scenario.truth
    assert set(scenario.refused) <= set(outcomes)
    assert set(scenario.failed) <= {path for path, outcome in outcomes.items() if outcome == "failed"}


@pytest.mark.parametrize("scenario", **NAMED)
def test_without_a_fault_every_scenario_passes(scenario: Scenario) -> None:
    cell = play(scenario, COLUMNS[0])
    assert (cell.verdict, cell.reasons) == ("pass", ())


def test_another_buyer_changes_no_verdict() -> None:
    assert {cell.verdict for cell in matrix(DECK, COLUMNS[:1], seed=7)} == {"pass"}


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        ("slow-order", "pass"),
        ("order-times-out", "fail"),
        ("order-dropped", "fail"),
        ("order-500", "fail"),
        ("order-html", "fail"),
        ("order-truncated", "fail"),
        ("lead-doubled", "not noticed"),
        ("upsell-doubled", "pass"),
    ],
)
def test_the_happy_path_meets_a_fault(fault: str, verdict: str) -> None:
    assert play(HAPPY, FAULTS[fault]).verdict == verdict


def test_a_doubled_order_charges_twice_and_nothing_says_so() -> None:
    cell = play(HAPPY, FAULTS["order-doubled"])
    assert cell.verdict == "not noticed"
    assert "orders charged: 2, should be 1" in cell.reasons


def test_a_fault_that_meets_no_call_is_said_to() -> None:
    lead_only = next(one for one in DECK if one.name == "lead-only")
    assert play(lead_only, FAULTS["order-500"]).verdict == "not met"


def test_the_shared_sandbox_is_left_alone() -> None:
    from konnektive.sandbox import shared

    before = shared().snapshot()
    play(HAPPY, FAULTS["order-500"])
    assert shared().snapshot() == before


@pytest.mark.parametrize(
    "name", ["raw-ampersand", "raw_ampersand", "requestUri not encoded", "RAW AMPERSAND"]
)
def test_a_scenario_is_found_however_its_name_is_spelt(name: str) -> None:
    found = find(name)
    assert found and found.name == "raw-ampersand"


def test_names_and_titles_tell_scenarios_apart() -> None:
    assert len({one.name for one in DECK}) == len({one.title for one in DECK}) == len(DECK)
    assert find("nothing of the kind") is None
