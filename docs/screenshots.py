"""Take the README's pictures anew: `python docs/screenshots.py`. Starts the app on a store of its own."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import browser_page  # noqa: E402
from tests.running import running  # noqa: E402


def walk(page: Page, url: str) -> None:
    """The walk, with the lead just sent."""
    page.goto(f"{url}/walk?funnel=full&seed=7")
    for name in ("Import Click", "Import Click", "Import Lead"):
        page.get_by_role("button", name=f"Send {name}").click()
        expect(page.get_by_text(f"{name} accepted")).to_be_visible()
        onward = page.get_by_role("button", name="Next")
        if name != "Import Lead" and onward.count():
            onward.first.click()


def payload(page: Page, url: str) -> None:
    """A purchase, read."""
    page.goto(f"{url}/payloads?sample=purchase.json")
    expect(page.get_by_text("A purchase:").first).to_be_visible()


def funnel(page: Page, url: str) -> None:
    """The funnel page with the samples."""
    page.goto(url)
    page.get_by_role("button", name="Load sample data").click()
    expect(page.get_by_text("Conversion, two weeks")).to_be_visible()
    page.goto(f"{url}/funnel")
    expect(page.locator(".funnellayer .point path")).to_have_count(7)


PICTURES: dict[str, tuple[Callable[[Page, str], None], int]] = {
    "funnel": (funnel, 1160),
    "walk": (walk, 960),
    "payload": (payload, 1100),
}
"""Each with its height in pixels; the samples can be loaded only while nothing else is kept."""


def settled(page: Page) -> None:
    """Wait until nothing loads and nothing moves."""
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')"
    )
    page.wait_for_timeout(1500)


def main() -> None:
    with tempfile.TemporaryDirectory() as data, running("streamlit run app.py", Path(data)) as app:
        for name, (arrange, height) in PICTURES.items():
            with browser_page(1440, height) as page:
                arrange(page, app.url)
                settled(page)
                file = ROOT / "docs" / f"{name}.png"
                page.screenshot(path=file)
                print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
