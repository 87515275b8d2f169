"""The health page: calls, times, arrivals and the store."""

from __future__ import annotations

import json

from tests.pages.outcomes import opened, point, said, with_samples


def test_an_empty_store_is_shown_as_well_and_able_to_write() -> None:
    page = opened("health.py")
    assert not page.exception
    assert any("can write" in one.value for one in page.subheader)
    assert page.button(key="health.load_samples")


def test_a_click_on_an_endpoint_lists_its_calls() -> None:
    with_samples()
    page = opened("health.py", health__calls=point(0))
    assert not page.exception
    spec = json.loads(page.get("plotly_chart")[0].proto.spec)
    assert f"**{spec['data'][0]['x'][0]:,} calls**" in said(page)


def test_the_store_tells_what_it_holds() -> None:
    with_samples()
    page = opened("health.py")
    held = {one.label: one.value for one in page.metric}
    assert held["Visits"] == "700"
    assert held["Deliveries"] == "600"
