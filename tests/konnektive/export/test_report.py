"""The report of a walk: a verdict that fits, one file that needs nothing else, and no secret in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from konnektive.export.report import report, verdict
from konnektive.run import Run
from konnektive.scenarios.cell import play
from konnektive.scenarios.deck import BY_NAME
from konnektive.scenarios.faults import BY_NAME as FAULTS
from tests.konnektive.walking import fresh_client, fresh_run, walked


def played(scenario: str, fault: str = "none") -> Run:
    return play(BY_NAME[scenario], FAULTS[fault]).run


@pytest.mark.parametrize(
    ("scenario", "given"),
    [
        ("happy-path", "go"),
        ("lead-only", "go"),
        ("paypal-abandoned", "go"),
        ("upsell-refused", "go"),
        ("affiliate-in-wrong-case", "soft"),
        ("raw-ampersand", "hold"),
        ("double-click-on-buy", "no-go"),
        ("order-lost", "no-go"),
        ("declined-card", "no-go"),
        ("server-error", "no-go"),
    ],
)
def test_the_verdict_follows_from_calls_and_answers(scenario: str, given: str) -> None:
    assert verdict(played(scenario)) == given


def test_a_lead_that_was_not_accepted_holds() -> None:
    *_, run = fresh_run("lead-only").to_end(
        fresh_client(), edits=lambda index: {"campaignId": "9"} if index == 2 else {}
    )
    assert verdict(run) == "hold"


class Outside(HTMLParser):
    """Collects what a page would load from elsewhere, and the tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_one_whole_page_that_loads_nothing() -> None:
    page = Outside()
    page.feed(report(walked()))
    assert page.open == []
    assert page.loads == []


def test_what_was_sent_cannot_become_markup() -> None:
    strange = {"firstName": "<script>alert(1)</script>", "lastName": '"><img src=x>'}
    *_, run = fresh_run("lead-only").to_end(fresh_client(), edits=lambda index: strange if index == 2 else {})
    text = report(run)
    assert "<script>" not in text and "<img" not in text
    assert "&lt;script&gt;" in text


def test_no_secret_is_in_it() -> None:
    text = report(walked("paypal-legacy")) + report(walked())
    assert walked("paypal-legacy").carried["token"] not in text
    assert not re.search(r"0{16}", text)


def test_a_walk_without_calls_has_a_report_too() -> None:
    assert "0 calls" in report(fresh_run())


def test_a_first_click_that_was_refused_and_mended_counts_as_mended() -> None:
    client = fresh_client()
    run = fresh_run("lead-only").fire(client, {**fresh_run().draft(), "pageType": "nowhere"})
    *_, run = run.to_end(client)
    assert verdict(run) == "go"
