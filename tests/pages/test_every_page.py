"""Every page opens through the shell on an empty store, with no exception and something to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = Path(__file__).parents[2] / "pages"
SHELL = PAGES / "navigation.py"
SCRIPTS = sorted(path.name for path in PAGES.glob("*.py") if "st.title(" in path.read_text())


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_page_opens_when_nothing_has_happened_yet(script: str) -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=20).run().switch_page(script).run()
    assert not page.exception
    assert page.title, "a page says what it is"
