"""What strangers typed is shown to the letter."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from kartra.rows import rows_of
from store import Arrival, connect

sys.path.insert(0, str(Path(__file__).parents[2] / "pages"))

from plain import code, plain

PAGES = Path(__file__).parents[2] / "pages"
NAME = "![i](https://images.example/x.png) :red[x]"


def test_nothing_in_a_text_is_markdown() -> None:
    assert plain("a *b*\n![i](x)") == r"a \*b\* \!\[i\]\(x\)"


def test_a_piece_of_code_ends_where_its_text_does() -> None:
    assert code("a` ![i](x) `b\n c") == "`a ![i](x) b c`"


def test_a_persons_name_is_no_markdown() -> None:
    body = (
        b'{"lead": {"id": "7", "email": "p@example.com", "first_name": "%s"}, "action": "assign_tag", '
        b'"action_details": {"tag": {"tag_name": "a"}}}' % NAME.encode()
    )
    connect().write(Arrival("kartra", 1_790_000_000_000, body, rows=rows_of(body))).result()
    page = AppTest.from_file(str(PAGES / "navigation.py"), default_timeout=30).run()
    page.switch_page("leads.py")
    page.query_params["person"] = "id:7"
    page.run()
    assert [title.value for title in page.title] == [plain(NAME)]
