"""What the sandbox records, while calls come in: what is open stays marked, what was closed opens again."""

from __future__ import annotations

from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.far_away import far_away
from tests.pages.live_list import LIST, PRESSED_MS, cells, click_row, marked
from tests.running import Running

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


def test_a_call_can_be_opened_closed_and_opened_again(app: Running, browser: Page) -> None:
    with far_away(app.port, 0.3) as url:
        for _ in range(4):
            call(app.url)
        browser.goto(f"{url}/sandbox")
        first, drawer = cells(browser).first, browser.get_by_role("dialog")
        for newest, number in ((4, 3), (5, 3)):
            expect(first).to_contain_text(f"{newest} · left")
            click_row(browser, newest - number)
            browser.mouse.move(5, 5)
            expect(drawer).to_contain_text(f"Call {number}")
            call(app.url)
            expect(first).to_contain_text(f"{newest + 1} · left")
            expect(browser.locator(f"{LIST} tr:has([aria-selected=true])").last).to_contain_text(
                f"{number} · left"
            )
            browser.keyboard.press("Escape")
            expect(marked(browser)).to_have_count(0)
            expect(drawer).to_be_hidden()
            assert "call=" not in browser.url
        browser.goto("about:blank")


def test_a_mark_in_the_lanes_of_the_audit_opens_its_call_twice(app: Running, browser: Page) -> None:
    call(app.url)
    mark, drawer = browser.locator(".scatterlayer .point").first, browser.get_by_role("dialog")
    with far_away(app.port, 0.3) as url:
        browser.goto(f"{url}/audit")
        browser.get_by_role("button", name="Audit what the sandbox recorded").click()
        mark.click(delay=PRESSED_MS, force=True)
        expect(drawer).to_contain_text("Import Click")
        browser.evaluate("window.lanes = document.querySelector('.scatterlayer')")
        browser.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        browser.wait_for_function("!window.lanes.isConnected && document.querySelector('.scatterlayer')")
        mark.click(delay=PRESSED_MS, force=True)
        expect(drawer).to_contain_text("Import Click")
        browser.goto("about:blank")
