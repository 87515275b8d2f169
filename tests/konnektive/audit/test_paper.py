"""The HTML report on paper: dark ink on white whatever the screen's scheme, nothing beyond the edge."""

from __future__ import annotations

import pytest

from konnektive.audit import audit, read
from konnektive.audit.as_html import as_html
from tests.browser import browser_page
from tests.konnektive.audit.faults import FAULTS
from tests.konnektive.audit.recorded import clean, copied, json_lines

PAPER = 703
"""Pixels between the margins of an A4 page."""

LOOK = """() => ({
  ink: getComputedStyle(document.body).color,
  beyond: [...document.querySelectorAll('td, th, li, dd, .mark')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.textContent),
})"""


@pytest.mark.browser
def test_the_report_is_readable_on_paper_and_nothing_is_cut_off() -> None:
    records = copied(clean("four upsells"))
    for rule in ("CLK-002", "CLK-004", "SES-001", "ORD-006", "UPS-006", "CNF-003"):
        FAULTS[rule][0](records)
    with browser_page(PAPER, scheme="dark") as page:
        page.set_content(as_html(audit([read(json_lines(records), "funnel.jsonl")])))
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(LOOK) == {"ink": "rgb(28, 37, 48)", "beyond": []}
