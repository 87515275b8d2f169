"""The sandbox page: live traffic with a drawer, state, catalogue, faults, reset."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import store
from konnektive.sandbox import shared
from konnektive.sandbox.faults import Fault
from konnektive.sandbox.identifiers import GREATEST_SEED
from tests.konnektive.sandbox.selling import call, clicked, lead, sold

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


def page(tab: str = "", **query: str) -> AppTest:
    """The page with one of its tabs open."""
    app = AppTest.from_file(str(SHELL), default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    if tab:
        app.query_params["sandbox.tab"] = tab
    app.run().switch_page("sandbox.py")
    if tab:
        app.session_state["sandbox.tab"] = tab
    app.run()
    assert not app.exception, app.exception
    return app


def texts(app: AppTest) -> str:
    """Everything that the page says in words."""
    kinds = (app.markdown, app.caption, app.info, app.success, app.error, app.code, app.subheader)
    return "\n".join(one.value for kind in kinds for one in kind)


def traffic() -> None:
    crm = shared()
    session = clicked(crm)
    order = lead(crm, sessionId=session)
    call(crm, "order/import", campaignId=1, orderId=order)
    sold(crm, orderId=order, sessionId=session)
    store.close_all()


def test_calls_are_listed_by_visit_with_their_results() -> None:
    traffic()
    rows = page().dataframe[0].value
    assert list(rows["Call"]) == ["Import Click", "Import Lead", "Import Order", "Import Order"]
    assert [list(result) for result in rows["Result"]] == [
        ["accepted"],
        ["accepted"],
        ["refused"],
        ["accepted"],
    ]
    assert rows["Reason"][2] == "No products exist in the order"
    assert [bool(visit) for visit in rows["Visit"]] == [True, False, False, False]


def test_only_the_refused_can_be_shown() -> None:
    traffic()
    app = page()
    app.pills(key="sandbox.only").set_value("refused").run()
    assert list(app.dataframe[0].value["Result"].map(list)) == [["refused"]]


def test_one_call_opens_in_the_drawer_with_its_code() -> None:
    traffic()
    app = page(call="3")
    said = texts(app)
    assert "No products exist in the order" in said
    assert "curl" in said and "demo" in said


@pytest.mark.parametrize("query", ["0", "999", "x"])
def test_a_call_that_is_not_there_is_told_or_ignored(query: str) -> None:
    traffic()
    page(call=query)


@pytest.mark.parametrize("tab", ["Traffic", "State", "Catalogue", "Faults", "Reset", "What is assumed"])
@pytest.mark.parametrize("full", [False, True])
def test_every_tab_opens_empty_and_full(tab: str, full: bool) -> None:
    if full:
        traffic()
        shared().set(faults=(Fault("delay", "order/import", 0.5),))
    page(tab)


def test_what_the_sandbox_holds_can_be_searched() -> None:
    traffic()
    app = page("State")
    assert list(app.dataframe[0].value["orderStatus"]) == ["COMPLETE"]
    app.text_input(key="sandbox.find").set_value("nobody").run()
    assert "None fits." in texts(app)


def test_a_fault_is_switched_on_by_the_form_and_off_by_its_chip() -> None:
    app = page("Faults")
    app.segmented_control(key="sandbox.fault_kind").set_value("500").run()
    app.number_input(key="sandbox.fault_rate").set_value(50)
    app.button[-1].click().run()
    assert shared().account.faults.on == (Fault("500", rate=0.5),)
    app.button(key="sandbox.fault.0").click().run()
    assert shared().account.faults.on == ()


def test_a_reset_forgets_and_the_clock_bills() -> None:
    crm = shared()
    sold(crm, 104)
    app = page("Reset")
    app.button(key="sandbox.advance.365").click().run()
    assert "12 cycles billed (479.40)" in texts(app)
    app.number_input(key="sandbox.seed").set_value(4)
    app.button(key="sandbox.reset").click().run()
    assert (len(crm.account.orders), crm.account.ids.seed) == (0, 4)


def test_what_is_assumed_is_shown_as_one_table() -> None:
    app = page("What is assumed")
    assert len(app.dataframe[0].value) > 30 and len(app.dataframe[1].value) > 25


def test_the_greatest_seed_is_shown() -> None:
    shared().reset(seed=GREATEST_SEED)
    assert page("Reset").number_input(key="sandbox.seed").value == GREATEST_SEED
