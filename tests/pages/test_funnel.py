"""The funnel page: what it says, what a click lists, and that the two agree."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select

from konnektive.sandbox import shared
from store import close_all, connect
from store.tables import visit
from tests.konnektive.sandbox.selling import clicked, lead, message, sold
from tests.pages.outcomes import open_row, opened, point, said, with_samples


def listed(text: str) -> int:
    """The number of visits that the list under a picture claims."""
    found = re.search(r"\*\*([\d,]+) visits?\*\*", text)
    assert found, text
    return int(found.group(1).replace(",", ""))


def test_an_empty_page_says_what_it_is_for_and_offers_samples() -> None:
    page = opened("funnel.py")
    assert not page.exception
    assert page.button(key="funnel.load_samples").label == "Load sample data"


def test_visits_that_never_entered_get_words_and_no_empty_picture() -> None:
    shared().answer("POST", "order/import", {"loginId": "demo", "password": "wrong"})
    # Closing writes what is still on its way.
    close_all()
    page = opened("funnel.py")
    assert not page.exception
    assert page.subheader[0].value == "No visit entered at the first step"
    charts = [chart.proto.id for chart in page.get("plotly_chart")]
    assert not [one for one in charts if "funnel.steps" in one]


def test_the_title_says_the_answer() -> None:
    with_samples()
    page = opened("funnel.py")
    assert not page.exception
    assert re.search(r"\w+ loses [\d.]+ % \(\d+ of \d+\): \d+ left", page.subheader[0].value)


@pytest.mark.parametrize("bar", [0, 1, 2, 3])
def test_a_click_on_a_bar_lists_as_many_visits_as_the_bar_counts(bar: int) -> None:
    with_samples()
    page = opened("funnel.py", funnel__steps=point(bar))
    assert not page.exception
    spec = json.loads(page.get("plotly_chart")[0].proto.spec)
    number = spec["data"][0]["x"][bar]
    assert listed(said(page)) == number
    assert len(page.dataframe[0].value) == min(number, 100)


def test_a_click_on_a_reason_lists_the_visits_lost_for_it() -> None:
    with_samples()
    page = opened("funnel.py", funnel__losses=point(0, curve=5))
    spec = json.loads(page.get("plotly_chart")[1].proto.spec)
    assert spec["data"][5]["name"] == "Left"
    assert listed(said(page)) == spec["data"][5]["x"][0]
    assert set(page.dataframe[0].value["Ended"]) == {"Left"}


def test_older_visits_follow_on_the_next_page_of_the_list() -> None:
    with_samples()
    page = opened("funnel.py", funnel__steps=point(0))
    first = set(page.dataframe[0].value["sessionId"])
    page.button(key="funnel.visits.older").click().run()
    assert not first & set(page.dataframe[0].value["sessionId"])


def test_a_chosen_visit_shows_its_calls() -> None:
    with_samples()
    page = opened("funnel.py", funnel__steps=point(3))
    page.session_state["funnel.steps"] = point(3)
    open_row(page, "funnel.visits", visit_of(page.dataframe[0].value["sessionId"][0]))
    assert not page.exception
    calls = page.dataframe[1].value
    assert {"landers/clicks/import", "order/import"} <= set(calls["Endpoint"])
    page.session_state["funnel.steps"] = point(3)
    page.button(key="funnel.visits.close").click().run()
    assert len(page.dataframe) == 1


def visit_of(session_id: str) -> int:
    with connect().reading() as connection:
        return connection.execute(select(visit.c.id).where(visit.c.session_id == session_id)).scalar_one()


def test_the_figures_list_what_they_count() -> None:
    with_samples()
    page = opened("funnel.py", funnel__count="New sales")
    assert not page.exception
    labels = {one.label: one.value for one in page.metric}
    sales = re.search(r"\((\d+) of", labels["Conversion rate"])
    assert sales
    assert listed(said(page)) == int(sales.group(1))


def test_a_period_without_visits_offers_the_others() -> None:
    with_samples()
    page = opened("funnel.py", outcomes__aff_id=["nobody"])
    assert not page.exception
    assert page.info
    page.button(key="funnel.show_all").click().run()
    assert page.session_state["outcomes.period"] == "all"


def test_filters_and_period_come_from_the_link() -> None:
    with_samples()
    page = opened("funnel.py", outcomes__period="all", outcomes__device=["mobile"])
    assert any("Device: mobile" in one.value for one in page.markdown)


def test_the_listed_visits_can_be_taken_away_as_csv() -> None:
    with_samples()
    page = opened("funnel.py", funnel__steps=point(3))
    assert [one.label for one in page.get("download_button")] == ["CSV"]


@pytest.mark.parametrize(("key", "chart", "trace"), [("funnel.trend", 3, -1), ("funnel.breakdown", 5, 0)])
def test_a_click_on_a_rate_lists_the_visits_that_it_is_a_share_of(key: str, chart: int, trace: int) -> None:
    with_samples()
    page = opened("funnel.py", **{key: point(1, curve=trace)})
    assert not page.exception
    drawn = json.loads(page.get("plotly_chart")[chart].proto.spec)["data"][trace]
    whole = re.search(r"of ([\d,]+)\)", drawn["text"][1])
    assert whole
    assert listed(said(page)) == int(whole.group(1).replace(",", ""))


def test_a_click_on_a_duration_lists_the_orders_that_took_as_long() -> None:
    with_samples()
    page = opened("funnel.py", funnel__durations=point(2))
    drawn = json.loads(page.get("plotly_chart")[4].proto.spec)["data"][0]
    assert listed(said(page)) == drawn["y"][2]
    assert set(page.dataframe[0].value["Ended"]) == {"Sold"}


def sold_without_clicks() -> None:
    """A visit that sold with an upsell, and told neither its checkout nor its upsell page."""
    crm = shared()
    clicked(crm)
    session = clicked(crm, "leadPage")
    order = lead(crm, sessionId=session)
    sold(crm, orderId=order, sessionId=session)
    message(crm, "upsale/import", sessionId=session, orderId=order, productId=102)
    close_all()


def test_sales_without_a_measured_time_are_not_called_no_order() -> None:
    sold_without_clicks()
    page = opened("funnel.py")
    assert not page.exception
    headings = [one.value for one in page.subheader]
    assert "No order yet" not in headings
    assert "No time to order could be measured" in headings
    assert any(one.value.startswith("1 visit sold") for one in page.caption)


def test_without_a_sale_there_is_no_order_yet() -> None:
    clicked(shared())
    close_all()
    assert "No order yet" in [one.value for one in opened("funnel.py").subheader]


def test_an_upsell_taken_without_its_page_is_counted_and_opens_to_its_visit() -> None:
    sold_without_clicks()
    page = opened("funnel.py")
    pills = page.pills(key="funnel.count")
    assert "Upsell taken 1" in pills.options
    told = "1 visit took an upsell without the click of an upsell page"
    assert any(one.value.startswith(told) for one in page.caption)
    page = opened("funnel.py", funnel__count="Upsell taken")
    assert not page.exception
    assert listed(said(page)) == 1 and len(page.dataframe[0].value) == 1
