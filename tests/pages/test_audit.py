"""The Audit page: samples, the sandbox's record, filters, and one visit beside what is recommended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from konnektive.run import started
from konnektive.sandbox import shared
from konnektive.shipped import shipped_funnels
from konnektive.target import sandbox_client
from tests.konnektive.audit.recorded import clean, curl, har

SHELL = Path(__file__).parents[2] / "pages" / "navigation.py"


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(str(SHELL), default_timeout=30).run()
    return page.switch_page("audit.py").run()


def sample(page: AppTest, name: str) -> AppTest:
    page.pills(key="audit.sample").set_value(name).run()
    assert not page.exception
    return page


def test_it_begins_with_what_to_do(page: AppTest) -> None:
    assert not page.exception
    assert "/konnektive" in page.info[0].value


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("clean-visit.har", "Go"),
        ("ten-faults.har", "No"),
        ("three-visitors.jsonl", "No"),
        ("commands.sh", "Go"),
    ],
)
def test_each_sample_opens_with_a_button(page: AppTest, name: str, verdict: str) -> None:
    sample(page, name)
    said = [*page.error, *page.success]
    assert said[0].value.startswith(verdict)


def test_the_lanes_show_missing_calls_hollow(page: AppTest) -> None:
    sample(page, "three-visitors.jsonl")
    drawn = json.loads(page.get("plotly_chart")[0].proto.spec)["data"]
    by_name = {trace["name"]: trace for trace in drawn}
    assert by_name["Missing"]["text"] == ["PayPal"]
    assert by_name["Error"]["text"] == ["order", "upsale", "lead"]


def test_filters_leave_the_visits_that_have_a_finding(page: AppTest) -> None:
    sample(page, "three-visitors.jsonl")
    page.multiselect(key="audit.rules").set_value(["LEA-002"]).run()
    assert page.selectbox(key="audit.visit").options == [
        option for option in page.selectbox(key="audit.visit").options if option.startswith("Visit 2")
    ]
    assert len(page.expander) == 1


def test_one_visit_stands_beside_what_is_recommended(page: AppTest) -> None:
    sample(page, "three-visitors.jsonl")
    page.selectbox(key="audit.visit").set_value(1).run()
    frames = [frame.value for frame in page.dataframe]
    recommended = next(frame for frame in frames if "Made" in frame)
    assert "✗ missing" in list(recommended["Made"])
    assert any("Credited" in frame for frame in frames)


def test_files_are_uploaded_and_pasted(page: AppTest) -> None:
    page.file_uploader(key="audit.files").upload("a.har", har(clean("everything"))).run()
    assert page.success[0].value.startswith("Go")
    page.text_area(key="audit.paste").set_value(curl(clean("no presell")).decode()).run()
    assert any("pasted" in one.value for one in page.markdown)
    page.text_input(key="audit.path").set_value("/nowhere/x.har").run()
    assert "No such file" in page.warning[0].value
    assert not page.exception


def test_a_call_opens_with_its_parameter_marked(page: AppTest) -> None:
    sample(page, "ten-faults.har")
    page.session_state["audit.call"] = (1, 6)
    page.run()
    assert not page.exception
    assert any("ORD-002" in one.value for one in page.markdown)


def test_what_the_sandbox_recorded_is_audited_and_a_link_opens_one_visit(page: AppTest) -> None:
    for name in ("full", "lead-only"):
        list(started(shipped_funnels()[name], 5).to_end(sandbox_client(shared())))
    page.button(key="audit.sandbox").click().run()
    assert not page.exception
    assert "2 visits" in page.caption[0].value
    page.segmented_control(key="audit.since").set_value("Hour").run()
    assert "2 visits" in page.caption[0].value
    page.query_params["visit"] = "2"
    page.run()
    assert "1 visit " in page.caption[0].value
    page.button(key="audit.all").click().run()
    assert "2 visits" in page.caption[0].value


@pytest.mark.parametrize("name", ["~nobody-at-all/funnel.har", "a\0b", "/no/such/file.har"])
def test_a_path_that_can_not_be_opened_is_told(page: AppTest, name: str) -> None:
    page.text_input(key="audit.path").set_value(name).run()
    assert not page.exception
    assert page.warning[0].value


@pytest.mark.parametrize(("address", "host"), [("203.0.113.9", "localhost"), (None, "audit.example.com")])
def test_no_file_is_opened_for_somebody_elsewhere(
    monkeypatch: pytest.MonkeyPatch, address: str | None, host: str
) -> None:
    monkeypatch.setattr(type(st.context), "ip_address", address)
    monkeypatch.setattr(type(st.context), "headers", {"Host": host})
    page = AppTest.from_file(str(SHELL), default_timeout=30).run().switch_page("audit.py").run()
    assert not page.exception
    assert "audit.path" not in {one.key for one in page.text_input}


def test_a_call_opens_though_its_answer_is_nested_without_sense(page: AppTest) -> None:
    answer = '{"result":"ERROR","message":' + "[" * 900 + "]" * 900 + "}"
    line = '{"url": "https://crm.example/leads/import/", "response": ' + answer + "}"
    page.text_area(key="audit.paste").set_value(line).run()
    page.session_state["audit.call"] = (1, 1)
    page.run()
    assert not page.exception
