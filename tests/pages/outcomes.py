"""The outcome pages in tests: opened through the shell, on a store with samples or with nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


def opened(page: str, **state: Any) -> AppTest:
    """That page, with this much of the session already known."""
    test = AppTest.from_file(str(SHELL), default_timeout=20).run().switch_page(page)
    for key, value in state.items():
        test.session_state[key.replace("__", ".")] = value
    return test.run()


def point(index: int, curve: int = 0) -> dict[str, Any]:
    """What a chart tells when that mark is clicked."""
    return {"selection": {"points": [{"point_index": index, "curve_number": curve}]}}


def with_samples() -> None:
    """Load the samples as the button does."""
    test = opened("start.py")
    test.button(key="start.load_samples").click().run(timeout=30)
    assert not test.exception


def said(test: AppTest) -> str:
    """Every sentence on the page."""
    return "\n".join([*(one.value for one in test.subheader), *(one.value for one in test.markdown)])
