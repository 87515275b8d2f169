"""The ledger page: purchases, totals that follow the filter, figures, and an export to reconcile with."""

from __future__ import annotations

import importlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kartra.ledger import Ledger
from kartra.ledger.kept import kept_transactions
from kartra.lifecycles.sample import sample_events
from kartra.rows import rows_of
from store import Arrival, connect
from tests.pages.outcomes import open_row

SHELL = str(Path(__file__).parents[2] / "pages" / "navigation.py")


@pytest.fixture
def ledger() -> Ledger:
    store = connect()
    writing = [
        store.write(Arrival("kartra", one.at, one.body, rows=rows_of(one.body))) for one in sample_events(250)
    ]
    for future in writing:
        future.result()
    with store.reading() as connection:
        return Ledger.of(kept_transactions(connection))


def opened() -> AppTest:
    page = AppTest.from_file(SHELL, default_timeout=20).run().switch_page("ledger.py").run()
    assert not page.exception
    return page


def table(page: AppTest) -> list[dict]:
    return page.dataframe[0].value.to_dict("records")


def test_an_empty_store_says_what_to_do() -> None:
    page = opened()
    assert page.info[0].value
    assert page.button(key="ledger.load_samples")


def test_every_purchase_is_a_row_and_the_tiles_are_their_sums(ledger: Ledger) -> None:
    page = opened()
    rows = table(page)
    assert len(rows) == len(ledger.purchases)
    assert round(sum(row["Balance"] for row in rows) * 100) == ledger.balance_cents
    assert page.metric[0].value == f"{ledger.balance_cents / 100:,.2f}"


def test_the_totals_follow_the_filter(ledger: Ledger) -> None:
    page = opened()
    page.pills(key="ledger.kind").set_value("Subscriptions").run()
    assert len(table(page)) == len(ledger.subscriptions)
    paid = sum(one.paid_cents for one in ledger.subscriptions)
    assert any(f"{paid / 100:,.2f}" in text.value for text in page.markdown)


def test_the_search_finds_by_any_id(ledger: Ledger) -> None:
    page = opened()
    wanted = next(one for one in ledger.purchases if one.entries[-1].transaction_id)
    page.text_input(key="ledger.q").set_value(wanted.entries[-1].transaction_id).run()
    assert wanted.product_name in {row["Product"] for row in table(page)}


def test_a_click_in_a_row_opens_its_purchase_which_stays_open_though_others_come(ledger: Ledger) -> None:
    page = opened()
    wanted = ledger.purchases[3]
    open_row(page, "ledger.rows", wanted.key)
    assert len(page.dataframe[1].value) == len(wanted.entries)
    assert wanted.lead_name in heading(page)
    later = next(one for one in sample_events(40, seed=9) if b"buy_product" in one.body)
    connect().write(Arrival("kartra", later.at, later.body, rows=rows_of(later.body))).result()
    page.run()
    assert wanted.lead_name in heading(page)
    page.button(key="ledger.rows.close").click().run()
    assert len(page.dataframe) == 1


def test_a_search_that_nothing_fits_says_so(ledger: Ledger) -> None:
    page = opened()
    page.text_input(key="ledger.q").set_value("nobody bought this").run()
    assert page.info[0].value == "No purchase fits this filter."
    assert not page.dataframe


def test_a_downloaded_file_has_the_times_of_the_page(ledger: Ledger) -> None:
    sys.path.append(str(Path(SHELL).parent))
    written = importlib.import_module("ledger_list").file_of(
        lambda table: table["started"].to_pylist(), ledger.purchases
    )
    started = [datetime.fromtimestamp((one.started or 0) / 1000, UTC) for one in ledger.purchases]
    assert written == [f"{one:%Y-%m-%d %H:%M:%S}" for one in started]


def heading(page: AppTest) -> str:
    return next(one.value for one in page.markdown if one.value.startswith("#####"))


@pytest.mark.parametrize("tab", ["Months", "Cohorts", "Reconcile"])
def test_each_tab_opens(ledger: Ledger, tab: str) -> None:
    page = AppTest.from_file(SHELL, default_timeout=20).run()
    page.query_params["ledger.tab"] = tab
    page.switch_page("ledger.py").run()
    assert not page.exception
