"""Files are uploaded by mouse: small ones are read at once, large ones are paged from the disk."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made
from tests.running import Running

pytestmark = pytest.mark.browser
EVENTS = [made("assign_tag", n) for n in range(300)]
LARGE = 9 << 20


@pytest.fixture
def page(app: Running, browser: Page) -> Page:
    """The page in a session of its own."""
    browser.goto(f"{app.url}/payloads")
    expect(browser.get_by_text("Drop files here, or choose")).to_be_visible()
    return browser


def upload(page: Page, *files: tuple[str, bytes] | Path) -> None:
    given: list[FilePayload | Path] = [
        file if isinstance(file, Path) else {"name": file[0], "mimeType": "", "buffer": file[1]}
        for file in files
    ]
    page.locator("input[type=file]").set_input_files(given)  # type: ignore[arg-type]


def test_small_files_are_read_at_once_and_not_kept(page: Page) -> None:
    upload(page, ("one.json", compact(EVENTS[0]).encode()), ("two ä.json", compact(EVENTS[1]).encode()))
    expect(page.get_by_text("one.json", exact=True)).to_be_visible()
    expect(page.get_by_text("two ä.json", exact=True)).to_be_visible()
    # Each is named as soon as it is read, and then let go.
    page.wait_for_function(
        "async () => (await (await fetch('/api/uploads')).json()).uploads.length === 0", timeout=10_000
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_list_is_paged(page: Page, tmp_path: Path, packed: bool) -> None:
    events = EVENTS * (LARGE // len(json.dumps(EVENTS)) + 1)
    data = json.dumps(events).encode()
    path = tmp_path / ("events.json.gz" if packed else "events.json")
    path.write_bytes(gzip.compress(data, 1) if packed else data)
    upload(page, path)
    expect(page.get_by_text(f"{len(events):,} items")).to_be_visible()
    expect(page.get_by_text("Unpacked to")).to_have_count(int(packed))
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text(f"{len(events):,} items")).to_have_count(0)
    page.get_by_role("button", name="Uploaded").click()
    # The box with the files has a button of that name too, without a text.
    page.get_by_role("button", name="Open", exact=True).filter(has_text="Open").click()
    expect(page.get_by_text(f"{len(events):,} items")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("can not be read any more")).to_be_visible()
