"""What strangers typed is shown to the letter."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kartra.rows import rows_of
from konnektive.funnel import Call, Funnel, Page
from konnektive.link import link
from konnektive.run import started
from store import Arrival, connect

sys.path.insert(0, str(Path(__file__).parents[2] / "pages"))

from plain import code, plain, shortened

PAGES = Path(__file__).parents[2] / "pages"
NAME = "![i](https://images.example/x.png) :red[x]"


def test_nothing_in_a_text_is_markdown() -> None:
    assert plain("a *b*\n![i](x)") == r"a \*b\* \!\[i\]\(x\)"


def test_an_address_does_not_stand_in_one_piece_and_so_is_no_link() -> None:
    assert plain("see HTTPS://a.b") == r"see HTTPS:small[]\://a\.b"
    assert plain("www.a.b") == r"www:small[]\.a\.b"
    assert plain("https and www") == "https and www"


def test_a_piece_of_code_ends_where_its_text_does() -> None:
    assert code("a` ![i](x) `b\n c") == "`a ![i](x) b c`"


def opened(name: str) -> AppTest:
    """The page of a person with this name."""
    body = (
        b'{"lead": {"id": "7", "email": "p@example.com", "first_name": "%s", "gdpr_lead_status": "%s"}, '
        b'"action": "assign_tag", "action_details": {"tag": {"tag_name": "a"}}}'
    ) % (name.encode(), NAME.encode())
    connect().write(Arrival("kartra", 1_790_000_000_000, body, rows=rows_of(body))).result()
    page = AppTest.from_file(str(PAGES / "navigation.py"), default_timeout=30).run()
    page.switch_page("leads.py")
    page.query_params["person"] = "id:7"
    return page.run()


def test_a_persons_name_is_no_markdown() -> None:
    page = opened(NAME)
    assert [title.value for title in page.title] == [plain(NAME)]
    [told] = [tile.value for tile in page.metric if tile.label == "GDPR"]
    assert told == plain(f"undocumented value {NAME}")


def test_nothing_in_a_links_funnel_is_markdown() -> None:
    funnel = Funnel(NAME, about=NAME, pages=(Page(NAME, calls=(Call(NAME),)),))
    page = AppTest.from_file(str(PAGES / "navigation.py"), default_timeout=30).run()
    page.switch_page("walk.py")
    for name, value in link(started(funnel)).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    texts = [one.value for one in (*page.markdown, *page.caption, *page.subheader)]
    labels = [one.label for one in (*page.button, *page.expander)]
    assert plain(f"{NAME} · {NAME}") in texts
    assert not [one for one in (*texts, *labels) if "![i](" in one or ":red[x]" in one]


def test_a_persons_endless_name_is_cut() -> None:
    assert [title.value for title in opened("n" * 3000).title] == [shortened("n" * 3000)]
    assert len(shortened("n" * 3000)) < 200


@pytest.mark.parametrize(
    "name", ["a` ![q](https://images.example/x.png) `b", "a] ![q](https://images.example/x.png)"]
)
def test_the_name_of_a_field_is_no_markdown(name: str) -> None:
    event = {"lead": {"id": "7", name: 2}, "action": name, "action_details": {name: {name: 1}}}
    page = AppTest.from_file(str(PAGES / "navigation.py"), default_timeout=30).run()
    page.switch_page("payloads.py").run()
    page.text_area(key="payloads.paste").input(json.dumps(event)).run()
    every = [one.value for one in (*page.markdown, *page.caption)]
    every += [str(label) for table in page.table for label in table.value.index]
    assert any(plain(name) in text for text in every)
    assert not [text for text in every if "![q]" in text and "[Raw]" not in text]
