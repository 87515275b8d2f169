"""The trigger page: choose, preview, send, see what came back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from kartra.sending.running import find
from store import Arrival, connect
from store.attempts import Attempt, attempts
from tests.kartra.sending.servers import shop

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(SHELL), default_timeout=20)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run().switch_page("trigger.py").run()


def button(page: AppTest, key: str) -> Button:
    """The button of that name; it is another one after each sending."""
    [found] = [one for one in page.button if str(one.key).startswith(f"{key}.")]
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.005)


def sent(page: AppTest) -> AppTest:
    button(page, "trigger.send").click().run()
    batch = find(page.session_state["trigger.batch"])
    assert batch
    wait_for(batch.finished.done)
    return page.run()


def body(page: AppTest) -> str:
    return page.code[1].value


def said(page: AppTest) -> str:
    """What the error says to whoever looks at it."""
    return re.sub(r"\\(\W|_)", r"\1", page.error[0].value)


def test_it_opens_with_a_purchase_ready_to_be_sent() -> None:
    page = opened()
    assert not page.exception
    assert '"action": "buy_product"' in body(page)
    assert page.text_input(key="trigger.to").value.endswith("/in/kartra")


def test_an_event_is_sent_as_it_was_shown_and_the_attempt_is_listed() -> None:
    with shop() as there:
        page = opened()
        page.text_input(key="trigger.to").set_value(there.url).run()
        sent(page)
    assert there.bodies[0].decode().replace(" ", "") == "".join(body(page).split()).replace(" ", "")
    assert [one.value for one in page.success] == ["Last sent: 1 of 1 accepted"]
    assert page.dataframe[0].value["What"].tolist() == ["buy_product"]


def test_what_was_not_accepted_says_why() -> None:
    with shop(lambda received: (500, {}, b"no")) as there:
        page = opened()
        page.text_input(key="trigger.to").set_value(there.url).run()
        sent(page)
    assert "answered 500" in said(page)


def test_an_address_that_is_none_disables_sending() -> None:
    page = opened()
    page.text_input(key="trigger.to").set_value("ftp://shop.example").run()
    assert button(page, "trigger.send").disabled
    assert "must begin with" in said(page)


def test_somebody_else_is_somebody_else() -> None:
    page = opened()
    before = body(page)
    page.button(key="trigger.another").click().run()
    assert body(page) != before


def test_fields_can_be_changed_added_and_removed() -> None:
    page = opened()
    page.text_area(key="trigger.edits").set_value("lead.first_name=Zed\nnew:=[1]\n-lead.company").run()
    assert '"first_name": "Zed"' in body(page)
    assert '"new": [' in body(page)
    assert '"company"' not in body(page)
    page.text_area(key="trigger.edits").set_value("nonsense").run()
    assert "nonsense: expected path=value" in said(page)
    assert button(page, "trigger.send").disabled


def test_the_e_mail_goes_into_lead_and_buyer() -> None:
    page = opened()
    page.text_input(key="trigger.email").set_value("me@shop.example").run()
    assert body(page).count("me@shop.example") == 2


def test_a_lifecycle_is_listed_before_it_is_sent() -> None:
    page = opened()
    page.segmented_control(key="trigger.what").set_value("A lifecycle").run()
    page.selectbox(key="trigger.lifecycle").set_value("subscription").run()
    listed = page.dataframe[0].value["Event"].tolist()
    assert listed.count("ipn:rebill") == 4 and "ipn:failed" in listed
    with shop() as there:
        page.text_input(key="trigger.to").set_value(there.url).run()
        sent(page)
    assert len(there.received) == len(listed)


def test_a_story_of_one_s_own_is_told_or_explained() -> None:
    page = opened()
    page.segmented_control(key="trigger.what").set_value("Your own story").run()
    assert not page.error
    page.text_area(key="trigger.scenario").set_value("title: x\nsteps: [{event: buys}]").run()
    assert "there is no event buys" in said(page)


def test_a_lifecycle_is_a_start_for_a_story_of_one_s_own() -> None:
    page = opened()
    page.segmented_control(key="trigger.what").set_value("A lifecycle").run()
    page.selectbox(key="trigger.lifecycle").set_value("subscription").run()
    page.button(key="trigger.edit_story").click().run()
    assert page.text_area(key="trigger.scenario").value.startswith("title: Subscription with")
    assert not page.error


def test_a_delivery_named_in_the_link_is_sent_again_and_stays_as_it_was() -> None:
    arrival = Arrival(bin="kartra", received_at=1, body=b'{"action": "x", "lead": {"email": "a@b.c"}}')
    connect().write(arrival).result()
    with shop() as there:
        page = opened(delivery="1")
        page.text_input(key="trigger.to").set_value(there.url).run()
        page.text_area(key="trigger.again_edits").set_value("lead.email=z@b.c").run()
        sent(page)
    assert there.bodies == [b'{"action": "x", "lead": {"email": "z@b.c"}}']
    with connect().reading() as connection:
        [line] = attempts(connection)
    assert (line.delivery_id, line.trigger) == (1, "replay edited")


def test_a_search_in_the_link_is_what_is_sent_again() -> None:
    for body in (b'{"a": 1}', b'{"a": 2}'):
        connect().write(Arrival(bin="kartra", received_at=1, body=body)).result()
    page = opened(search="bin:kartra")
    assert page.segmented_control(key="trigger.what").value == "Send again"
    assert button(page, "trigger.send").label == "Send 2 requests"


def test_deliveries_that_are_not_there_are_named() -> None:
    page = opened()
    page.segmented_control(key="trigger.what").set_value("Send again").run()
    assert page.info[0].value == "Name the deliveries to send again."
    page.text_input(key="trigger.which").set_value("99").run()
    assert "99: there is no such delivery" in said(page)
    page.text_input(key="trigger.which").set_value("action:buy_product").run()
    assert said(page) == "action:buy_product: nothing that was received fits."


@pytest.mark.parametrize("which", ["5, action:buy_product", "²", "17 ²"])
def test_numbers_mixed_with_a_search_are_told_what_is_expected(which: str) -> None:
    page = opened()
    page.segmented_control(key="trigger.what").set_value("Send again").run()
    page.text_input(key="trigger.which").set_value(which).run()
    assert "Give either numbers of deliveries" in said(page)


def test_what_was_typed_is_shown_to_the_letter() -> None:
    page = opened()
    page.segmented_control(key="trigger.what").set_value("Send again").run()
    page.text_input(key="trigger.which").set_value("before:banana").run()
    assert page.error[0].value.startswith(r"before\:banana")


@pytest.mark.parametrize(
    "edits", [f"a[{'9' * 5_000}]=1", f"-{'9' * 5_000}", f"a{'.a' * 4_900}=1", f"a:={'[' * 4_900}"]
)
def test_an_edit_out_of_all_proportion_is_explained(edits: str) -> None:
    page = opened()
    page.text_area(key="trigger.edits").set_value(edits).run()
    assert not page.exception
    assert "too long" in said(page) or "levels deep" in said(page)


def test_a_header_without_a_colon_disables_sending() -> None:
    page = opened()
    page.text_area(key="trigger.headers").set_value("Foo").run()
    assert button(page, "trigger.send").disabled
    assert "expected Name: value" in said(page)


def test_a_link_from_the_inbox_is_followed_each_time() -> None:
    connect().write(Arrival(bin="kartra", received_at=1, body=b"{}")).result()
    page = opened(delivery="1")
    page.segmented_control(key="trigger.what").set_value("One event").run()
    assert page.segmented_control(key="trigger.what").value == "One event"
    page.switch_page("inbox.py").run()
    page.query_params["delivery"] = "1"
    page.switch_page("trigger.py").run()
    assert page.text_input(key="trigger.which").value == "1"


def test_a_delivery_that_no_edit_can_keep_is_explained() -> None:
    connect().write(Arrival(bin="kartra", received_at=1, body=b'{"a": "x=1", "b": 1,}')).result()
    page = opened(delivery="1")
    page.text_area(key="trigger.again_edits").set_value("a=y").run()
    assert "not JSON to the letter" in said(page)
    assert button(page, "trigger.send").disabled


def test_older_attempts_are_a_page_further() -> None:
    futures = [connect().write(Attempt("b", f"t{n}", n, "http://x/", b"")) for n in range(53)]
    assert [future.result() for future in futures]
    page = opened()
    assert page.dataframe[0].value["What"].tolist()[:2] == ["t52", "t51"]
    page.button(key="trigger.older").click().run()
    assert page.dataframe[0].value["What"].tolist() == ["t2", "t1", "t0"]
    page.button(key="trigger.newest").click().run()
    assert len(page.dataframe[0].value) == 50


def test_a_second_click_on_one_button_sends_nothing() -> None:
    with shop() as there:
        page = opened()
        page.text_input(key="trigger.to").set_value(there.url).run()
        clicked = button(page, "trigger.send")
        first = sent(page)
        clicked.click().run()
        assert button(first, "trigger.send").key != clicked.key
    assert len(there.bodies) == 1


def test_an_attempt_is_shown_whole_and_sent_once_more() -> None:
    with shop(lambda received: (200, {"x-seen": "yes"}, b"thanks")) as there:
        page = opened()
        page.text_input(key="trigger.to").set_value(there.url).run()
        sent(page)
        page.session_state["trigger.chosen"] = 1
        page.run()
        assert "x-seen: yes" in page.code[-1].value and "thanks" in page.code[-1].value
        connect().write(Attempt("b", "t", 1, "http://x/", b"")).result()
        page.run()
        assert page.session_state["trigger.attempts.2.1"]["selection"]["rows"] == [1]
        assert "x-seen: yes" in page.code[-1].value
        button(page, "trigger.repeat_attempt").click().run()
        batch = find(page.session_state["trigger.batch"])
        assert batch
        wait_for(batch.finished.done)
    assert there.bodies[0] == there.bodies[1]
    with connect().reading() as connection:
        assert attempts(connection)[0].parent_id == 1
