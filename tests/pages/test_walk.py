"""The Walk page: every action that a person can take on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from konnektive.ending import ending
from konnektive.run import Run
from konnektive.sandbox import Campaign, Catalogue, Product, Sandbox
from tests.konnektive.serving import served

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(SHELL), default_timeout=20).switch_page("walk.py").run()


def walk(page: AppTest) -> Run:
    assert not page.exception
    run: Run = page.session_state["walk.run"]
    return run


def press(page: AppTest, key: str) -> AppTest:
    """Press the button of that name; one that sends is another one after each call."""
    [button] = [one for one in page.button if one.key == key or str(one.key).startswith(f"{key}.")]
    return button.click().run()


def send_and_go_on(page: AppTest, times: int = 1) -> AppTest:
    for _ in range(times):
        press(page, "walk.send")
        press(page, "walk.next")
    return page


def test_sending_the_first_click_opens_a_session_and_shows_it(page: AppTest) -> None:
    press(page, "walk.send")
    assert walk(page).mark(0) == "accepted"
    assert walk(page).carried["sessionId"] in [code.value for code in page.code]


def test_a_funnel_is_walked_to_a_confirmed_order_by_clicks_alone(page: AppTest) -> None:
    send_and_go_on(page, 11)
    run = walk(page)
    assert run.step is None
    assert [run.mark(step.index) for step in run.steps] == ["accepted"] * 11
    assert page.subheader[0].value.startswith(f"Sold as order {run.carried['orderId']}, with 2 upsells")


def test_a_refused_call_stays_with_its_reason_and_is_mended_and_sent_again(page: AppTest) -> None:
    send_and_go_on(page, 2)
    page.text_input(key="walk.param.2.firstName").set_value("").run()
    press(page, "walk.send")
    assert walk(page).mark(2) == "refused"
    assert "First and last name are required fields." in page.error[0].value.replace("\\", "")
    page.text_input(key="walk.param.2.firstName").set_value("Maria").run()
    press(page, "walk.send")
    assert [one.exchange.outcome for one in walk(page).attempts_at(2)] == ["refused", "accepted"]


def test_a_step_is_skipped_and_the_walk_goes_on(page: AppTest) -> None:
    press(page, "walk.skip")
    assert walk(page).mark(0) == "skipped"
    assert walk(page).position == 1


def test_back_stands_at_the_step_before(page: AppTest) -> None:
    send_and_go_on(page)
    press(page, "walk.back")
    assert walk(page).position == 0


def test_an_accepted_call_is_repeated(page: AppTest) -> None:
    press(page, "walk.send")
    press(page, "walk.repeat")
    assert len(walk(page).attempts_at(0)) == 2


def clicked_twice() -> None:
    import streamlit as st
    from walk_state import current, fire, go, skip

    for _ in range(2):
        fire(0, 0)
    go(1)
    for _ in range(2):
        skip(1)
    st.write(f"{len(current().attempts)} sent, at {current().position}")


def test_a_second_click_on_one_button_sends_and_skips_nothing(page: AppTest) -> None:
    before = page.button(key="walk.send.0.0")
    assert before.label not in [one.label for one in press(page, "walk.send").button]
    assert AppTest.from_function(clicked_twice).run().markdown[0].value == "1 sent, at 2"


def test_a_step_is_fired_out_of_order_from_the_timeline(page: AppTest) -> None:
    press(page, "walk.step.4")
    press(page, "walk.send")
    assert [one.step for one in walk(page).attempts] == [4]


def test_run_to_the_end_fires_every_step(page: AppTest) -> None:
    press(page, "walk.run_to_end")
    assert len(walk(page).attempts) == 11


def test_start_again_forgets_what_was_fired_but_not_the_funnel(page: AppTest) -> None:
    page.selectbox(key="walk.funnel.chosen").set_value("lead-only").run()
    press(page, "walk.send")
    press(page, "walk.restart")
    assert walk(page).attempts == ()
    assert walk(page).funnel.name == "Lead only"


def test_edits_are_undone(page: AppTest) -> None:
    page.text_input(key="walk.param.0.campaignId").set_value("99").run()
    press(page, "walk.undo")
    assert page.text_input(key="walk.param.0.campaignId").value == "1"


def test_a_broken_session_id_says_what_it_would_cost(page: AppTest) -> None:
    send_and_go_on(page)
    page.radio(key="walk.break.sessionId.how").set_value("leave out").run()
    press(page, "walk.send")
    assert "sessionId" not in walk(page).attempts[-1].exchange.params
    assert "affiliate" in page.warning[0].value


def test_pages_are_chosen(page: AppTest) -> None:
    page.button_group(key="walk.funnel.pages").set_value(["checkoutPage", "upsellPage1"]).run()
    assert walk(page).funnel.page_types == ("checkoutPage", "upsellPage1")


def test_another_seed_is_another_buyer(page: AppTest) -> None:
    before = walk(page).buyer
    page.number_input(key="walk.buyer.seed").set_value(7).run()
    assert walk(page).buyer != before


def test_the_buyer_is_edited(page: AppTest) -> None:
    page.text_input(key="walk.buyer.emailAddress").set_value("other@example.com").run()
    assert walk(page).buyer.emailAddress == "other@example.com"


def test_the_landing_url_makes_the_first_click(page: AppTest) -> None:
    page.text_input(key="walk.landing.url").set_value(
        "https://x.example/?affId=AB12&c1=a%26b&utm_source=g"
    ).run()
    sent = walk(page).draft(0)
    assert sent["requestUri"] == "https://x.example/?affId=AB12&c1=a%26b&utm_source=g"
    assert sent["httpReferer"] == sent["requestUri"]


def test_the_funnel_is_edited_saved_and_chosen_again(page: AppTest, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    page.session_state["walk.funnel.edit"] = True
    page.run()
    page.text_input(key="walk.funnel.name").set_value("Mine").run()
    page.text_area(key="walk.page.0.products").set_value("104 | Club | 9.95 | 2").run()
    press(page, "walk.funnel.save")
    assert (tmp_path / "data/funnels/mine.json").exists()
    page.selectbox(key="walk.funnel.chosen").set_value("full").run()
    page.selectbox(key="walk.funnel.chosen").set_value("saved/mine").run()
    assert walk(page).funnel.pages[0].products[0].price == "9.95"


def test_a_funnel_is_duplicated(page: AppTest, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    press(page, "walk.funnel.duplicate")
    assert walk(page).funnel.name == "Copy of Full funnel"


def test_a_funnel_file_is_loaded_and_a_wrong_one_explained(page: AppTest) -> None:
    page.file_uploader(key="walk.funnel.load").upload(
        "f.json", b'{"name": "Tiny", "pages": [{"pageType": "leadPage"}]}'
    )
    page.run()
    assert walk(page).funnel.name == "Tiny"
    page.file_uploader(key="walk.funnel.load").upload("g.json", b'{"name": 5}').run()
    assert "Expected `str`, got `int` - at `$.name`" in page.error[0].value


def test_a_link_restores_funnel_buyer_landing_place_and_breaks() -> None:
    page = AppTest.from_file(str(SHELL), default_timeout=20)
    page.query_params.update({"funnel": "lead-only", "seed": "5", "at": "1", "break.sessionId": "stale"})
    page.run().switch_page("walk.py")
    page.query_params.update({"funnel": "lead-only", "seed": "5", "at": "1", "break.sessionId": "stale"})
    run = walk(page.run())
    assert (run.funnel.name, run.seed, run.position, run.breaks) == (
        "Lead only",
        5,
        1,
        {"sessionId": "stale"},
    )


def test_live_needs_credentials_a_typed_name_and_a_press(page: AppTest, monkeypatch) -> None:
    assert not [one for one in page.button if one.key == "walk.live.go"]
    monkeypatch.setenv("KONNEKTIVE_LOGIN_ID", "somebody")
    monkeypatch.setenv("KONNEKTIVE_PASSWORD", "secret")
    monkeypatch.setenv("KONNEKTIVE_BASE_URL", "http://127.0.0.1:9")
    page.run()
    assert page.button(key="walk.live.go").disabled
    page.text_input(key="walk.live.typed").set_value("campaign 1").run()
    press(page, "walk.live.go")
    assert page.session_state["walk.live"] is True
    assert "LIVE" in " ".join(one.value for one in page.markdown)
    page.text_input(key="walk.param.0.campaignId").set_value("1").run()
    press(page, "walk.send")
    assert "Nothing is listening at 127.0.0.1" in page.error[-1].value.replace("\\", "")
    press(page, "walk.live.leave")
    assert page.session_state["walk.live"] is False


def test_live_is_left_when_another_campaign_is_walked(page: AppTest, monkeypatch) -> None:
    monkeypatch.setenv("KONNEKTIVE_LOGIN_ID", "somebody")
    monkeypatch.setenv("KONNEKTIVE_PASSWORD", "secret")
    page.run()
    page.text_input(key="walk.live.typed").set_value("campaign 1").run()
    press(page, "walk.live.go")
    page.session_state["walk.funnel.edit"] = True
    page.run()
    page.text_input(key="walk.funnel.campaignId").set_value("2").run()
    assert page.session_state["walk.live"] is False


def test_a_walk_is_replayed_from_its_export(page: AppTest) -> None:
    press(page, "walk.run_to_end")
    exported = walk(page)
    from konnektive.export.formats import FORMATS

    page.file_uploader(key="walk.import").upload("walk.json", FORMATS[1].write(exported).encode()).run()
    press(page, "walk.run_to_end")
    again = walk(page)
    assert [one.exchange.outcome for one in again.attempts] == ["accepted"] * 11
    assert again.carried["orderId"] != exported.carried["orderId"]


def test_running_goes_on_after_a_refusal_when_told(page: AppTest) -> None:
    page.text_input(key="walk.param.0.pageType").set_value("nowhere").run()
    page.toggle(key="walk.how.go_on").set_value(True).run()
    press(page, "walk.run_to_end")
    assert walk(page).mark(0) == "refused"
    assert len(walk(page).attempts) == 11


def test_running_stops_at_the_chosen_step(page: AppTest) -> None:
    page.selectbox(key="walk.how.until").set_value(3).run()
    press(page, "walk.how.run")
    assert walk(page).position == 3


@pytest.mark.parametrize(("choice", "ends"), [("approve", "sold"), ("cancel", "paypal_unconfirmed")])
def test_a_buyer_who_was_sent_on_comes_back(page: AppTest, choice: str, ends: str) -> None:
    page.selectbox(key="walk.funnel.chosen").set_value("3ds").run()
    page.selectbox(key="walk.how.until").set_value(4).run()
    press(page, "walk.how.run")
    press(page, "walk.back")
    press(page, f"walk.return.{choice}")
    assert ending(walk(page)) == ends
    assert not [one for one in page.button if one.key == "walk.return.approve"]


def test_a_mistake_is_said_before_sending_and_mended_with_one_click(page: AppTest) -> None:
    right = page.text_input(key="walk.param.0.pageType").value
    page.text_input(key="walk.param.0.pageType").set_value("presalePage").run()
    assert any("presalePage" in one.value and "error" in one.value for one in page.markdown)
    press(page, "walk.mend.CLK-007.pageType")
    assert page.text_input(key="walk.param.0.pageType").value == right
    assert not [one for one in page.button if (one.key or "").startswith("walk.mend.")]


def test_a_live_step_is_compared_with_the_sandboxs(page: AppTest, monkeypatch) -> None:
    dearer = Catalogue((Campaign(1, "Real", products=(Product(101, "Main Offer", "59.95"),)),))
    with served(Sandbox(catalogue=dearer)) as url:
        monkeypatch.setenv("KONNEKTIVE_LOGIN_ID", "demo")
        monkeypatch.setenv("KONNEKTIVE_PASSWORD", "demo")
        monkeypatch.setenv("KONNEKTIVE_BASE_URL", url)
        page.run()
        page.text_input(key="walk.live.typed").set_value("campaign 1").run()
        press(page, "walk.live.go")
        page.session_state["walk.evidence.4"] = "Compare"
        page.selectbox(key="walk.how.until").set_value(5).run()
        press(page, "walk.how.run")
        page.session_state["walk.evidence.4"] = "Compare"
        press(page, "walk.back")
    [table] = [one.value for one in page.dataframe]
    prices = table.set_index("field").loc["message.items[0].price"]
    assert (prices["CRM"], prices["sandbox"]) == ("59.95", "49.95")


def test_another_parameter_is_added_and_sent(page: AppTest) -> None:
    page.session_state["walk.rest.0"] = True
    page.run()
    page.text_input(key="walk.own.name").set_value("email").run()
    page.text_input(key="walk.own.value").set_value("a@example.com").run()
    press(page, "walk.own.add")
    press(page, "walk.send")
    assert walk(page).attempts[0].exchange.params["email"] == "a@example.com"


def test_a_documented_parameter_is_filled_in_from_the_folded_ones(page: AppTest) -> None:
    page.session_state["walk.rest.0"] = True
    page.run()
    page.text_input(key="walk.param.0.isMobile").set_value("1").run()
    press(page, "walk.send")
    assert walk(page).attempts[0].exchange.params["isMobile"] == "1"


def test_an_accepted_call_is_edited_and_sent_again(page: AppTest) -> None:
    press(page, "walk.send")
    page.session_state["walk.again.0"] = True
    page.run()
    page.text_input(key="walk.param.0.campaignId").set_value("9").run()
    press(page, "walk.repeat")
    assert [one.exchange.outcome for one in walk(page).attempts_at(0)] == ["accepted", "refused"]


def test_an_earlier_attempt_is_looked_at_again(page: AppTest) -> None:
    page.text_input(key="walk.param.0.pageType").set_value("nowhere").run()
    press(page, "walk.send")
    press(page, "walk.undo")
    press(page, "walk.send")
    assert "`presellPage`" in str(page.table[0].value)
    page.button_group(key="walk.attempt.0.2").set_value(0).run()
    assert "`nowhere`" in str(page.table[0].value)


def test_the_answer_and_the_code_are_a_tab_away(page: AppTest) -> None:
    press(page, "walk.send")
    page.session_state["walk.evidence.0"] = "Answer"
    assert '"sessionId"' in page.run().json[0].value
    page.session_state["walk.evidence.0"] = "Code"
    assert any("curl --max-time 60" in one.value for one in page.run().code)


def test_a_pause_is_kept_between_calls(page: AppTest) -> None:
    page.number_input(key="walk.how.pause").set_value(0.01).run()
    page.selectbox(key="walk.how.until").set_value(2).run()
    press(page, "walk.how.run")
    assert walk(page).position == 2


def test_exports_wait_for_the_first_call(page: AppTest) -> None:
    exports = [one for one in page.get("download_button") if (one.key or "").startswith("walk.export.")]
    assert len(exports) == 7
    assert all(one.proto.disabled for one in exports)
    press(page, "walk.send")
    exports = [one for one in page.get("download_button") if (one.key or "").startswith("walk.export.")]
    assert not any(one.proto.disabled for one in exports)


def test_other_cards_are_held_back_live_until_unlocked(page: AppTest, monkeypatch) -> None:
    with served(Sandbox()) as url:
        monkeypatch.setenv("KONNEKTIVE_LOGIN_ID", "demo")
        monkeypatch.setenv("KONNEKTIVE_PASSWORD", "demo")
        monkeypatch.setenv("KONNEKTIVE_BASE_URL", url)
        page.selectbox(key="walk.funnel.chosen").set_value("one-page-checkout").run()
        page.text_input(key="walk.live.typed").set_value("campaign 1").run()
        press(page, "walk.live.go")
        page.text_input(key="walk.buyer.cardNumber").set_value("4111111111111111").run()
        press(page, "walk.run_to_end")
        assert "This is not the vendor's test card" in page.error[-1].value
        page.toggle(key="walk.live.any_card").set_value(True).run()
        press(page, "walk.send")
        assert walk(page).mark(2) == "accepted"


def test_a_pages_calls_and_parameters_are_edited(page: AppTest) -> None:
    page.session_state["walk.funnel.edit"] = True
    page.run()
    page.button_group(key="walk.funnel.page").set_value(2).run()
    page.multiselect(key="walk.page.2.calls").set_value(["leads/import", "order/import"]).run()
    page.text_area(key="walk.page.2.params").set_value("order/import paySource=COD\nnonsense\n").run()
    page.text_input(key="walk.page.2.text").set_value("Pay on delivery").run()
    edited = walk(page).funnel.pages[2]
    assert [(call.path, call.params) for call in edited.calls] == [
        ("leads/import", {}),
        ("order/import", {"paySource": "COD"}),
    ]
    assert edited.text == "Pay on delivery"


def test_a_mistake_is_made_with_one_click_and_undone_with_another(page: AppTest) -> None:
    press(page, "walk.mistake.0")
    assert (
        page.text_input(key="walk.param.0.requestUri").value
        == "https://offer.example.com/story?affId=AF54B33412"
    )
    assert page.text_input(key="walk.param.0.c1").value == "fb"
    press(page, "walk.undo")
    assert "utm_source" in page.text_input(key="walk.param.0.requestUri").value


def test_a_declined_card_is_one_click_away(page: AppTest) -> None:
    page.selectbox(key="walk.how.until").set_value(4).run()
    press(page, "walk.how.run")
    press(page, "walk.mistake.0")
    press(page, "walk.send")
    assert "Transaction Declined: Card Declined" in page.error[0].value.replace("\\", "")
