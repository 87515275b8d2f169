"""A Chromium for tests: the system's where there is one, else the one that playwright installs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Error, Page, Playwright, expect, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SLOW_MS = 30_000
"""What a loaded machine may take."""


@contextmanager
def browser_page(
    width: int = 1440, height: int = 1000, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Page]:
    """An empty page; the test is skipped where there is no browser."""
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.set_default_timeout(SLOW_MS)
        expect.set_options(timeout=SLOW_MS)
        yield page
        browser.close()


def _launched(playwright: Playwright):  # type: ignore[no-untyped-def]
    system = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        return playwright.chromium.launch(executable_path=system, args=list(QUIET))
    except Error as wrong:
        pytest.skip(f"no Chromium to be had: {wrong.message.splitlines()[0]}")
