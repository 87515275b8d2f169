"""The outcome pages in tests: opened through the shell, on a store with samples or with nothing."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url
from streamlit.proto.Dataframe_pb2 import Dataframe as DataframeProto
from streamlit.testing.v1 import AppTest

import store

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


def open_row(page: AppTest, table: str, name: Any) -> None:
    """Open what a click anywhere in its row opens; the click itself is the browser's."""
    assert list(page.dataframe[0].proto.selection_mode) == [DataframeProto.SelectionMode.SINGLE_CELL]
    page.session_state[f"{table}.opened"] = name
    page.run()


def with_samples() -> None:
    """Fill this test's store with the samples: a copy of one that was loaded through the page's own path."""
    shutil.copy(_loaded(), make_url(os.environ["DATABASE_URL"]).database or "")


@cache
def _loaded() -> Path:
    file = Path(tempfile.mkdtemp(prefix="funnelscope-samples-")) / "samples.db"
    atexit.register(shutil.rmtree, file.parent, ignore_errors=True)
    sys.path.insert(0, str(SHELL.parent))
    from sample_data import load_sample_data

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{file}")
        load_sample_data()
        # The last connection to close moves everything into the one file.
        store.close_all()
    return file


def said(test: AppTest) -> str:
    """Every sentence on the page."""
    return "\n".join([*(one.value for one in test.subheader), *(one.value for one in test.markdown)])
