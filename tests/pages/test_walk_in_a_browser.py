"""The walk as a person does it: by mouse, by keyboard, and in two tabs at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.running import running

pytestmark = pytest.mark.browser
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
SLOW = 20_000
"""Milliseconds that a loaded machine may take."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running("streamlit run app.py", tmp_path_factory.mktemp("data")) as app:
        yield app.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield started
        started.close()


def opened(browser: Browser, url: str, query: str = "") -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    page.goto(f"{url}/walk{query}")
    expect(page.get_by_role("button", name="Send Import Click")).to_be_enabled()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    return page


def test_a_funnel_is_walked_by_mouse(browser: Browser, url: str) -> None:
    page = opened(browser, url, "?funnel=lead-only")
    for call, accepted in (("Click", "Click"), ("Click", "Click"), ("Lead", "Lead")):
        page.get_by_role("button", name=f"Send Import {call}").click()
        expect(page.get_by_text(f"Import {accepted} accepted")).to_be_visible()
        page.get_by_test_id("stButton").get_by_role("button", name="Next").or_(
            page.get_by_role("button", name="Finish")
        ).click()
    expect(page.get_by_text("A lead: the partial was not turned into an order.")).to_be_visible()
    page.context.close()


def test_a_funnel_is_walked_by_keyboard(browser: Browser, url: str) -> None:
    page = opened(browser, url, "?funnel=lead-only")
    for shown in (
        "Import Click accepted",
        "Import Click · Lead",
        "Import Click accepted",
        "Import Lead · Lead",
    ):
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text(shown)).to_be_visible()
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Import Lead accepted")).to_be_visible()
    page.context.close()


def test_a_value_that_is_being_typed_is_sent_by_the_keyboard(browser: Browser, url: str) -> None:
    page = opened(browser, url)
    page.get_by_role("textbox", name="pageType").fill("nowhere")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Not a valid input.").first).to_be_visible()
    page.get_by_role("textbox", name="pageType").fill("presellPage")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Import Click accepted")).to_be_visible()
    page.context.close()


def test_two_tabs_do_not_disturb_each_other(browser: Browser, url: str) -> None:
    one, other = opened(browser, url), opened(browser, url, "?funnel=lead-only&seed=5")
    one.keyboard.press("Control+Enter")
    expect(one.get_by_text("Import Click accepted")).to_be_visible()
    other.get_by_role("button", name="Run to the end").click()
    expect(other.get_by_text("A lead: the partial was not turned into an order.")).to_be_visible()
    one.keyboard.press("Control+Enter")
    expect(one.get_by_text("Import Click · Lead")).to_be_visible()
    one.context.close()
    other.context.close()
