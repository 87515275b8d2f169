"""The leads page: people, filters, totals that follow, and one person's timeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kartra.figures_ledger import bar_label
from kartra.ledger import Ledger
from kartra.ledger.kept import kept_transactions
from kartra.lifecycles.sample import sample_events
from kartra.rows import rows_of
from store import Arrival, connect
from store.questions.people import Asked, people
from store.questions.people_totals import totals
from store.samples import SAMPLE, RemoveSamples

SHELL = str(Path(__file__).parents[2] / "pages" / "navigation.py")


@pytest.fixture
def kept() -> None:
    store = connect()
    writing = [
        store.write(
            Arrival("kartra", one.at, one.body, content_type=one.content_type, rows=rows_of(one.body))
        )
        for one in sample_events(150, seed=6)
    ]
    for future in writing:
        future.result()


def opened(**link: str) -> AppTest:
    page = AppTest.from_file(SHELL, default_timeout=20).run()
    for name, value in link.items():
        page.query_params[name] = value
    page.switch_page("leads.py").run()
    assert not page.exception
    return page


def table(page: AppTest) -> list[dict]:
    return page.dataframe[0].value.to_dict("records")


def test_an_empty_store_says_what_to_do() -> None:
    page = opened()
    assert page.info[0].value
    assert page.button(key="leads.load_samples")


@pytest.mark.usefixtures("kept")
def test_everybody_is_one_row_and_the_totals_agree() -> None:
    rows = table(opened())
    with connect().reading() as connection:
        total = totals(connection, Asked())
        found = people(connection, Asked()).people
    assert len(rows) == len(found) == total.people
    assert sum(row["Events"] for row in rows) == total.events == 150
    assert round(sum(row["Revenue"] for row in rows) * 100) == total.revenue_cents


@pytest.mark.usefixtures("kept")
def test_the_totals_follow_when_samples_are_taken_out() -> None:
    store = connect()
    one, other = sample_events(150, seed=6)[0], sample_events(2, seed=7)[0]
    store.write(Arrival(SAMPLE, one.at, other.body, rows=rows_of(other.body))).result()
    store.write(Arrival("kartra", one.at, one.body.replace(b"a", b"a "), rows=rows_of(one.body))).result()
    assert any("**152** events" in text.value for text in opened().markdown)
    store.write(RemoveSamples()).result()
    assert any("**151** events" in text.value for text in opened().markdown)


@pytest.mark.usefixtures("kept")
def test_the_totals_follow_the_filter() -> None:
    page = opened()
    page.pills(key="leads.who").set_value("Buyers").run()
    rows = table(page)
    asked = Asked(kinds=("sale", "rebill"))
    with connect().reading() as connection:
        total = totals(connection, asked)
    assert 0 < len(rows) == total.people < 150
    assert any(f"{total.people:,}" in one.value for one in page.markdown)


@pytest.mark.usefixtures("kept")
def test_the_search_narrows() -> None:
    page = opened()
    name = table(page)[0]["E-mail"].partition("@")[0]
    page.text_input(key="leads.q").set_value(f"email:{name}").run()
    assert [row["E-mail"].partition("@")[0] for row in table(page)] == [name]


@pytest.mark.usefixtures("kept")
def test_a_search_that_is_not_understood_is_not_downloaded() -> None:
    page = opened()
    assert not [button for button in page.button if button.key == "leads.download.refused"]
    page.text_input(key="leads.q").set_value("before:2026-13-01").run()
    assert page.button(key="leads.download.refused").disabled
    assert "is no time" in page.warning[0].value.replace("\\", "")


@pytest.mark.usefixtures("kept")
def test_columns_can_be_chosen() -> None:
    page = opened()
    page.multiselect(key="leads.columns").set_value(["Name", "city", "First seen (UTC)"]).run()
    assert set(table(page)[0]) == {"Name", "city", "First seen (UTC)"}


@pytest.mark.usefixtures("kept")
def test_a_person_has_a_timeline_and_what_was_bought() -> None:
    with connect().reading() as connection:
        one = people(connection, Asked(kinds=("sale", "rebill"))).people[0]
    page = opened(person=one.key)
    assert one.name in page.title[0].value
    assert any("/inbox?delivery=" in text.value for text in page.markdown)
    assert [head.value for head in page.subheader] == ["What was bought", "What happened"]
    page.button(key="leads.back").click().run()
    assert page.title[0].value == "Leads"


@pytest.mark.usefixtures("kept")
def test_a_click_on_a_payment_lists_what_was_told_of_its_purchase() -> None:
    with connect().reading() as connection:
        one = people(connection, Asked(kinds=("sale", "rebill"))).people[0]
        ledger = Ledger.of(kept_transactions(connection))
    bought = next(each for each in ledger.purchases if each.lead_id in one.ids)
    page = AppTest.from_file(SHELL, default_timeout=20).run()
    page.query_params["person"] = one.key
    mark = {"point_index": 0, "curve_number": 1, "y": bar_label(bought)}
    page.session_state["leads.person.bars"] = {"selection": {"points": [mark]}}
    page.switch_page("leads.py").run()
    assert not page.exception
    assert len(page.dataframe[-1].value) == len(bought.entries)


def test_a_link_to_nobody_says_so() -> None:
    assert opened(person="id:404").warning


@pytest.mark.usefixtures("kept")
def test_pages_hold_everybody_once() -> None:
    found, below = [], None
    with connect().reading() as connection:
        while True:
            page = people(connection, Asked(), below=below, limit=7)
            found += [one.key for one in page.people]
            below = page.below
            if below is None:
                break
        assert len(found) == len(set(found)) == totals(connection, Asked()).people
