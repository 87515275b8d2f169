"""Every chapter's example opens its page in a state that works."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.outcomes import SHELL, opened, with_samples

sys.path.insert(0, str(SHELL.parent))
from guide_chapters import PARTS, Chapter

CHAPTERS = [chapter for part in PARTS.values() for chapter in part]


def test_it_opens_with_a_link_for_each_chapter() -> None:
    page = opened("guide.py")
    assert not page.exception
    assert len(page.get("page_link")) == len(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.title)
def test_the_example_opens(chapter: Chapter) -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=20)
    page.query_params.update(chapter.state)
    page.run().switch_page(chapter.page).run()
    assert not page.exception
    assert page.title


@pytest.mark.parametrize(
    ("chapter", "key", "value"),
    [
        ("Compare kinds of visit", "funnel.by", "utm_source"),
        ("What was earned", "outcomes.period", "all"),
        ("Meet refusals and faults", "sandbox.tab", "Faults"),
        ("Find one event among many", "inbox.q", "action:buy_product"),
    ],
)
def test_the_link_is_in_the_pages_own_words(chapter: str, key: str, value: str) -> None:
    """A widget that does not know a link's value falls back to its default without a word."""
    with_samples()
    found = next(one for one in CHAPTERS if one.title == chapter)
    page = AppTest.from_file(str(SHELL), default_timeout=20)
    page.query_params.update(found.state)
    page.run().switch_page(found.page).run()
    assert page.session_state[key] == value


def test_a_linked_breakdown_is_drawn_at_once() -> None:
    with_samples()
    page = AppTest.from_file(str(SHELL), default_timeout=20)
    page.query_params["funnel.by"] = "Device"
    page.run().switch_page("funnel.py").run()
    assert any(one.value.startswith(("Device", "By device")) for one in page.subheader)


def test_the_samples_it_names_exist() -> None:
    samples = Path(__file__).parents[2] / "sample_payloads"
    folders = {"audit.py": samples / "konnektive", "payloads.py": samples / "kartra"}
    named = [folders[one.page] / one.state["sample"] for one in CHAPTERS if "sample" in one.state]
    assert named and all(path.is_file() for path in named)
