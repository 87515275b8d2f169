"""The inbox while deliveries come in: nothing that is read, pointed at or chosen moves away."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.far_away import far_away
from tests.pages.live_list import LIST, cells, click_row, marked, point_at_row
from tests.running import Running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(app: Running) -> Running:
    """With more than a page of deliveries."""
    for number in range(60):
        post(app, number)
    return app


def post(app: Running, number: int, action: str = "assign_tag") -> None:
    event = {"lead": {"id": str(number), "email": f"p{number}@example.com"}, "action": action}
    request = urllib.request.Request(f"{app.url}/in/kartra", json.dumps(event).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=10):
        pass


@pytest.fixture
def page(app: Running, browser: Page) -> Page:
    """The inbox, in a session of its own."""
    browser.mouse.move(5, 5)
    browser.goto(f"{app.url}/inbox")
    expect(cells(browser)).not_to_have_count(0)
    browser.evaluate("window.grid = document.querySelector('.st-key-live-table canvas')")
    return browser


def first_number(page: Page) -> int:
    return int(page.evaluate("document.querySelector('.st-key-live-table [role=gridcell]').textContent"))


def scrolled(page: Page) -> int:
    return int(page.evaluate("document.querySelector('.st-key-live-table .dvn-scroller').scrollTop"))


def is_the_same_table(page: Page) -> bool:
    return bool(page.evaluate("window.grid.isConnected"))


def test_what_comes_in_is_shown_without_building_the_table_anew(app: Running, page: Page) -> None:
    before = first_number(page)
    post(app, 100)
    expect(cells(page).first).to_have_text(str(before + 1))
    assert is_the_same_table(page)


def test_who_has_scrolled_keeps_his_place_and_is_told_what_is_new(app: Running, page: Page) -> None:
    point_at_row(page, 3)
    page.mouse.wheel(0, 600)
    page.wait_for_function("document.querySelector('.st-key-live-table .dvn-scroller')?.scrollTop === 600")
    page.mouse.move(5, 5)
    post(app, 200)
    expect(page.get_by_role("button", name="1 new")).to_be_visible()
    assert (scrolled(page), is_the_same_table(page)) == (600, True)
    page.get_by_role("button", name="1 new").click()
    page.wait_for_function("document.querySelector('.st-key-live-table .dvn-scroller')?.scrollTop === 0")
    expect(page.get_by_role("button", name="1 new")).to_be_hidden()


def test_no_row_moves_under_the_pointer(app: Running, page: Page) -> None:
    before = first_number(page)
    # Whoever is about to click moves the pointer until then.
    for shift in range(20):
        point_at_row(page, 3 + shift % 2)
        if shift == 5:
            post(app, 300)
        page.wait_for_timeout(100)
    assert first_number(page) == before
    expect(page.get_by_role("button", name="1 new")).to_be_visible()
    expect(cells(page).first).to_have_text(str(before + 1))


def test_the_mark_stays_with_the_open_delivery(app: Running, page: Page) -> None:
    top = first_number(page)
    click_row(page, 4)
    expect(page.get_by_role("dialog")).to_contain_text(f"{top - 4} ·")
    page.mouse.move(1200, 300)
    post(app, 400)
    expect(cells(page).first).to_have_text(str(top + 1))
    row = page.locator(f"{LIST} tr:has([role=gridcell][aria-selected=true])")
    expect(row).to_contain_text(str(top - 4))
    assert is_the_same_table(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("dialog")).to_contain_text(f"{top - 5} ·")
    expect(row).to_contain_text(str(top - 5))
    page.reload()
    expect(row).to_contain_text(str(top - 5))


def test_a_closed_delivery_can_be_opened_by_the_same_click(page: Page) -> None:
    top = first_number(page)
    for _ in range(2):
        click_row(page, 2)
        expect(page.get_by_role("dialog")).to_contain_text(f"{top - 2} ·")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(marked(page)).to_have_count(0)
    assert is_the_same_table(page)


def test_a_closed_delivery_stays_closed_for_who_is_far_away(app: Running, browser: Page) -> None:
    with far_away(app.port, 0.6) as url:
        browser.goto(f"{url}/inbox")
        expect(cells(browser)).not_to_have_count(0)
        # The browser's timers say meanwhile what it had before.
        for row in range(3):
            click_row(browser, row)
            expect(browser.get_by_role("dialog")).to_be_visible()
            browser.keyboard.press("Escape")
            expect(marked(browser)).to_have_count(0)
            expect(browser.get_by_role("dialog")).to_be_hidden()
            assert "delivery=" not in browser.url
        browser.goto("about:blank")


def test_a_search_while_paused_goes_on_counting(app: Running, page: Page) -> None:
    page.get_by_text("Live", exact=True).click()
    page.get_by_role("searchbox", name="Search").or_(page.get_by_label("Search", exact=True)).first.fill(
        "action:unassign_tag"
    )
    expect(page.get_by_text("Nothing that was received fits this search.")).to_be_visible()
    for number in range(3):
        post(app, 500 + number, "unassign_tag")
    expect(page.get_by_role("button", name="3 new")).to_be_visible()
    page.get_by_role("button", name="3 new").click()
    expect(cells(page)).not_to_have_count(0)
