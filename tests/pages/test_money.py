"""The money page: totals, and the transactions and events behind a mark."""

from __future__ import annotations

import json
import re

from tests.pages.outcomes import opened, point, said, with_samples


def test_an_empty_page_offers_samples() -> None:
    page = opened("money.py")
    assert not page.exception
    assert page.button(key="money.load_samples")


def test_a_click_on_a_product_lists_the_payments_that_its_title_counts() -> None:
    with_samples()
    page = opened("money.py", money__products=point(0))
    assert not page.exception
    payments = next(re.search(r"in ([\d,]+) payments", one.value) for one in page.subheader[1:2])
    assert payments
    assert f"**{payments.group(1)} transactions**" in said(page)
    assert len(page.dataframe[0].value) == int(payments.group(1))


def test_a_click_on_a_day_lists_its_events() -> None:
    with_samples()
    page = opened("money.py", outcomes__period="all")
    charts = [json.loads(one.proto.spec) for one in page.get("plotly_chart")]
    events = charts[-1]["data"][0]["y"]
    day = max(range(len(events)), key=events.__getitem__)
    page = opened("money.py", outcomes__period="all", money__events=point(day))
    assert not page.exception
    assert f"**{events[day]:,} event" in said(page)
    assert len(page.dataframe[-1].value) == events[day]


def test_each_count_behind_the_figures_lists_its_transactions_and_they_lead_to_the_inbox() -> None:
    with_samples()
    page = opened("money.py", outcomes__period="all", money__count="Refunds")
    assert not page.exception
    rate = next(one.value for one in page.metric if one.label == "Refund rate")
    refunds = re.search(r"\((\d+) of", rate)
    assert refunds
    assert f"**{refunds.group(1)} transactions** · refunds" in said(page)
    listed = page.dataframe[0].value
    assert len(listed) == int(refunds.group(1))
    assert set(listed["Kind"]) <= {"refund", "partial_refund"}
    assert all(re.fullmatch(r"/inbox\?delivery=\d+", link) for link in listed["Delivery"])
