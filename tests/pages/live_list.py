"""A live list in the browser, and the pointer over it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

LIST = ".st-key-live-table"
PRESSED_MS = 80
"""How long a finger is down; a click that takes no time may fall between two drawings of the table."""


def cells(page: Page) -> Locator:
    return page.locator(f"{LIST} [role=gridcell]")


def marked(page: Page) -> Locator:
    return page.locator(f"{LIST} [aria-selected=true]")


def point_at_row(page: Page, row: int) -> None:
    """All rows are of one height, the heading included."""
    height = page.wait_for_function(
        f"""() => document.querySelector('{LIST} .dvn-scroller')?.scrollHeight /
        document.querySelector('{LIST} [role=grid]')?.ariaRowCount"""
    ).json_value()
    box = page.locator(f"{LIST} canvas").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 250, box["y"] + height * (row + 1.5))


def click_row(page: Page, row: int) -> None:
    point_at_row(page, row)
    page.wait_for_timeout(PRESSED_MS)
    page.mouse.down()
    page.wait_for_timeout(PRESSED_MS)
    page.mouse.up()
