"""Mending: each mistake that a form can hold is silenced by one click, and by the smallest change."""

from __future__ import annotations

import pytest

from konnektive.client import Client
from konnektive.landing import encoded_twice, unencoded
from konnektive.mending import mended
from konnektive.run import Run
from tests.konnektive.walking import fresh_client, fresh_run

URL = "http://127.0.0.1:8501/konnektive"


def standing_at(index: int, client: Client) -> Run:
    *_, run = (fresh_run(), *fresh_run().to_end(client, until=index))
    return run


def changed(**changes: str):
    return lambda draft: {name: value for name, value in {**draft, **changes}.items() if value}


def renamed(old: str, new: str):
    return lambda draft: {new if name == old else name: value for name, value in draft.items()}


MISTAKES = [
    (0, "CLK-002", changed(requestUri="")),
    (0, "CLK-003", unencoded),
    (0, "CLK-004", changed(userAgent="")),
    (0, "CLK-005", changed(httpReferer="")),
    (0, "CLK-006", changed(requestUri="https://x.example/?affid=A&C1=b", httpReferer="")),
    (0, "CLK-006", changed(requestUri="https://x.example/?affId=A&c1=[c1]&c2=x", httpReferer="")),
    (0, "CLK-007", changed(pageType="presalePage")),
    (0, "CLK-008", encoded_twice),
    (0, "CLK-010", changed(ipAddress="")),
    (2, "SES-001", changed(sessionId="")),
    (2, "SES-003", changed(sessionId="0" * 32)),
    (2, "LEA-001", changed(lastName="")),
    (2, "TRN-002", renamed("emailAddress", "email")),
    (4, "ORD-002", changed(orderId="")),
    (4, "LEA-004", changed(orderId="AAAAAAAAAA")),
    (4, "ORD-005", changed(product1_id="")),
    (4, "ORD-006", changed(shipCity="")),
    (4, "ORD-007", changed(cardMonth="7")),
    (6, "UPS-001", changed(orderId="")),
    (6, "UPS-005", changed(cardNumber="4111111111111111")),
    (10, "CNF-004", changed(orderId="")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("index", "rule", "mistake"), MISTAKES, ids=[f"{m[1]}-{n}" for n, m in enumerate(MISTAKES)]
)
def test_a_mistake_is_found_before_sending_and_mended(index: int, rule: str, mistake) -> None:
    run = standing_at(index, fresh_client())
    params = mistake(run.draft())
    finding = next(one for one in run.findings(URL, params) if one.rule.name == rule)
    better = mended(run, URL, params, finding)
    assert better is not None
    assert rule not in {one.rule.name for one in run.findings(URL, better.params)}


def test_a_broken_id_is_mended_by_breaking_it_no_more() -> None:
    run = standing_at(2, fresh_client()).breaking("sessionId", "stale")
    finding = next(one for one in run.findings(URL) if one.rule.name == "SES-003")
    better = mended(run, URL, run.draft(), finding)
    assert better and better.breaks_off == ("sessionId",)


def test_what_a_user_wrote_elsewhere_is_kept() -> None:
    run = standing_at(2, fresh_client())
    params = {**run.draft(), "custom1": "mine", "lastName": ""}
    finding = next(one for one in run.findings(URL, params) if one.rule.name == "LEA-001")
    better = mended(run, URL, params, finding)
    assert better and better.params["custom1"] == "mine"


def test_a_second_order_cannot_be_mended_in_the_form() -> None:
    client = fresh_client()
    run = standing_at(5, client).at(4)
    finding = next(one for one in run.findings(URL) if one.rule.name == "ORD-004")
    assert mended(run, URL, run.draft(), finding) is None


def test_a_well_made_walk_has_no_findings_before_any_call() -> None:
    run, client = fresh_run(), fresh_client()
    while run.step:
        assert [one for one in run.findings(URL) if one.severity != "info"] == []
        run = run.advance(client)


def test_after_a_refused_first_click_the_next_is_still_the_first() -> None:
    client = fresh_client()
    run = fresh_run().fire(client, {**fresh_run().draft(), "pageType": "nowhere"})
    assert run.mark(0) == "refused"
    assert run.findings(URL) == ()
