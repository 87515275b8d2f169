"""Every page opens through the shell on an empty store, with no exception and something to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = Path(__file__).parents[2] / "pages"
SHELL = PAGES / "navigation.py"


def scripts() -> list[str]:
    """The pages that the shell's table names."""
    for node in ast.parse(SHELL.read_text()).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "PAGES" and node.value:
            groups: dict[str, list[tuple[str, ...]]] = ast.literal_eval(node.value)
            return [f"{entry[0]}.py" for entries in groups.values() for entry in entries]
    raise AssertionError("the shell has no table of pages")


@pytest.mark.parametrize("script", scripts())
def test_the_page_opens_when_nothing_has_happened_yet(script: str) -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=20).run().switch_page(script).run()
    assert not page.exception
    assert page.title, "a page says what it is"
