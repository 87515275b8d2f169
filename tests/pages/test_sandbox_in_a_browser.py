"""The sandbox's traffic while calls come in: what is open stays marked, and what was closed opens again."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser import browser_page
from tests.far_away import far_away
from tests.pages.live_list import LIST, cells, click_row, marked
from tests.running import running

pytestmark = pytest.mark.browser
CLICK = {
    "loginId": "demo",
    "password": "demo",
    "campaignId": "1",
    "pageType": "leadPage",
    "requestUri": "https://shop.example.com/?affId=AF",
    "userAgent": "curl",
}


def call(url: str) -> None:
    urlopen(f"{url}/landers/clicks/import/", urlencode(CLICK).encode()).close()


def test_a_call_can_be_opened_closed_and_opened_again(tmp_path: Path) -> None:
    with (
        running("streamlit run app.py", tmp_path) as app,
        browser_page() as page,
        far_away(app.port, 0.3) as url,
    ):
        for _ in range(4):
            call(app.url)
        page.goto(f"{url}/sandbox")
        first, drawer = cells(page).first, page.get_by_role("dialog")
        for newest, number in ((4, 3), (5, 3)):
            expect(first).to_contain_text(f"{newest} · left")
            click_row(page, newest - number)
            page.mouse.move(5, 5)
            expect(drawer).to_contain_text(f"Call {number}")
            call(app.url)
            expect(first).to_contain_text(f"{newest + 1} · left")
            expect(page.locator(f"{LIST} tr:has([aria-selected=true])").last).to_contain_text(
                f"{number} · left"
            )
            page.keyboard.press("Escape")
            expect(marked(page)).to_have_count(0)
            expect(drawer).to_be_hidden()
            assert "call=" not in page.url
        page.goto("about:blank")
