"""Facets as a person sees them: they follow the list, and narrow it with one click."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.far_away import far_away
from tests.pages.live_list import cells
from tests.running import Running

pytestmark = pytest.mark.browser
IMAGE = "https://images.example/x.png"


def post(url: str, action: str, number: int) -> None:
    details = {"tag": {"tag_id": str(number), "tag_name": "Tag"}}
    event = {"lead": {"id": "888", "email": "maria@example.com"}, "action": action, "action_details": details}
    body = json.dumps(event)
    urlopen(Request(f"{url}/in/kartra", body.encode(), {"content-type": "application/json"})).close()


def test_facets_follow_the_list_and_narrow_it(app: Running, browser: Page) -> None:
    odd = f"![i]({IMAGE}) **b**, c"
    asked: list[str] = []
    browser.on("request", lambda request: asked.append(request.url))
    browser.goto(f"{app.url}/inbox?inbox.q=lead:888")
    expect(browser.get_by_text("Nothing that was received fits this search.")).to_be_visible()
    for number in range(2):
        post(app.url, "assign_tag", number)
        post(app.url, odd, number)
    facet = browser.get_by_role("button", name=f'action:"{odd}"')
    expect(facet).to_contain_text("2")
    post(app.url, odd, 2)
    expect(facet).to_contain_text("3")
    facet.click()
    expect(browser.get_by_placeholder("action:buy_product")).to_have_value(f'lead:888 action:"{odd}"')
    expect(browser.get_by_role("button", name="action:assign_tag")).to_have_count(0)
    assert IMAGE not in asked


def test_a_chosen_search_is_not_undone_by_who_has_not_heard_of_it(app: Running, browser: Page) -> None:
    for number, action in enumerate(("assign_tag", "unassign_tag"), 6):
        post(app.url, action, number)
    with far_away(app.port, 0.6) as url:
        browser.goto(f"{url}/inbox")
        browser.get_by_role("button", name="action:unassign_tag").click()
        expect(browser.get_by_placeholder("action:buy_product")).to_have_value("action:unassign_tag")
        first = cells(browser).first
        expect(first).to_have_text("7")
        for number in (8, 9):
            # By now the browser's timers have said again what it holds.
            post(app.url, "unassign_tag", number)
            expect(first).to_have_text(str(number))
        expect(browser.get_by_placeholder("action:buy_product")).to_have_value("action:unassign_tag")
        browser.goto("about:blank")
