"""The drift page."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from kartra.lifecycles.sample import sample_events
from store import Arrival, connect
from store.samples import SAMPLE, RemoveSamples

SHELL = str(Path(__file__).parents[2] / "pages" / "navigation.py")


def opened() -> AppTest:
    page = AppTest.from_file(SHELL, default_timeout=20).run().switch_page("drift.py").run()
    assert not page.exception
    return page


def test_what_came_is_compared_with_what_is_documented() -> None:
    for one in sample_events(30):
        connect().write(Arrival("kartra", one.at, one.body)).result()
    page = opened()
    assert page.metric[0].value == "30"
    everything = len(page.dataframe[0].value)
    page.pills(key="drift.verdicts").set_value(["added later"]).run()
    assert 0 < len(page.dataframe[0].value) < everything
    page.text_input(key="drift.q").set_value("lead_preferred").run()
    assert len(page.dataframe[0].value) == 1


def test_a_link_to_a_verdict_holds_though_more_events_come() -> None:
    for one in sample_events(30):
        connect().write(Arrival("kartra", one.at, one.body)).result()
    page = AppTest.from_file(SHELL, default_timeout=20).run()
    page.query_params["drift.verdicts"] = "added later"
    page.switch_page("drift.py").run()
    assert set(page.dataframe[0].value["Verdict"]) == {"added later"}


def test_an_empty_store_says_what_to_do() -> None:
    assert opened().button(key="drift.load_samples")


def test_samples_that_were_taken_out_are_no_longer_counted() -> None:
    samples = sample_events(12)
    for name, some in (("kartra", samples[:2]), (SAMPLE, samples[2:])):
        for one in some:
            connect().write(Arrival(name, one.at, one.body)).result()
    assert opened().metric[0].value == "12"
    connect().write(RemoveSamples()).result()
    assert opened().metric[0].value == "2"
