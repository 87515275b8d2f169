"""From an empty store to the visits behind a bar, by mouse alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import browser_page
from tests.running import running


def click_middle(page: Page, mark: Locator) -> None:
    """Click a mark of a chart: a layer of the chart's own lies over it, so it can not be clicked by name."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.browser
def test_a_first_picture_and_the_visits_behind_its_bars(tmp_path: Path) -> None:
    with running("streamlit run app.py", tmp_path) as app, browser_page() as page:
        page.goto(app.url)
        page.get_by_role("button", name="Load sample data").click()
        expect(page.get_by_text("Conversion, two weeks")).to_be_visible()
        page.get_by_role("link", name="Open the funnel").click()
        bars = page.locator(".funnellayer .point path")
        expect(bars).to_have_count(7)
        number = page.locator(".funnellayer .point text tspan").first.text_content()
        click_middle(page, bars.first)
        expect(page.get_by_text(re.compile(rf"^{number} visits · reached Presell"))).to_be_visible()
        click_middle(page, page.locator(".barlayer .point path").first)
        expect(page.get_by_text(re.compile(r"^[\d,]+ visits? · .* after Presell"))).to_be_visible()
        expect(page.get_by_text("reached Presell")).to_be_hidden()
        # What came by an address is kept on the next page.
        page.goto(f"{app.url}/money?outcomes.period=All")
        expect(page.get_by_role("radio", name="All")).to_be_checked()
        page.get_by_role("link", name="Health").click()
        expect(page.get_by_role("heading", name="Health")).to_be_visible()
        expect(page.get_by_role("radio", name="All")).to_be_checked()
