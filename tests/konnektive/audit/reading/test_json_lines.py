"""JSON lines, and the other things that are told by their content."""

from __future__ import annotations

import json

import pytest

from konnektive.audit import read
from tests.konnektive.audit.recorded import clean, json_lines, line

LINE = line(clean("left at presell")[0])


def test_broken_lines_are_named_and_the_others_read() -> None:
    lines = [
        json.dumps(LINE),
        "{oops",
        "",
        "7",
        json.dumps(LINE | {"url": None}),
        json.dumps(LINE | {"time": "noon"}),
    ]
    recording = read("\n".join(lines).encode())
    assert len(recording.calls) == 2
    places = [(problem.place, problem.field) for problem in recording.problems]
    assert places == [("line 2", ""), ("line 4", ""), ("line 5", "url"), ("line 6", "time")]


@pytest.mark.parametrize(
    "changed",
    [
        {"headers": None},
        {"headers": [["Content-Type", "x"]]},
        {"elapsed_ms": None},
        {"elapsed_ms": "slow"},
        {"response": json.dumps(LINE["response"])},
        {"time": 1793527200},
        {"time": 1793527200000},
        {"time": "2026-11-01T10:00:00.1234567Z"},
    ],
)
def test_fields_may_come_in_several_forms(changed: dict[str, object]) -> None:
    (call,) = read(json.dumps(LINE | changed).encode()).calls
    assert call.given("pageType") == "presellPage"
    assert call.answer.session_id
    assert call.sent_at is not None


@pytest.mark.parametrize(
    "data", [json.dumps([LINE, LINE]), json.dumps(LINE, indent=2) + json.dumps(LINE, indent=2)]
)
def test_an_array_and_indented_records_are_read_too(data: str) -> None:
    assert len(read(data.encode()).calls) == 2


def test_a_missing_answer_is_no_answer() -> None:
    for response in (None, ""):
        (call,) = read(json.dumps(LINE | {"response": response}).encode()).calls
        assert not call.answer.recorded
    (call,) = read(json.dumps(LINE | {"response": "<html>502</html>", "status": 502}).encode()).calls
    assert call.answer.recorded and not call.answer.result


def test_an_answer_that_breaks_off_still_says_its_word() -> None:
    text = '{"result":"SUCCESS","message":{"orderId":"AB12","orderStatus":"COMPLETE","items":[{"pro'
    (call,) = read(json.dumps(LINE | {"response": text}).encode()).calls
    assert (call.answer.result, call.answer.order_id) == ("SUCCESS", "AB12")


CLICK_PATH = "/landers/clicks/import/?pageType=presellPage&userAgent=M"


@pytest.mark.parametrize(
    "logged",
    [
        {
            "level": "info",
            "ts": 1793527200.0,
            "logger": "http.log.access",
            "request": {
                "method": "POST",
                "host": "crm.example",
                "uri": CLICK_PATH,
                "headers": {"Referer": ["https://shop.example/"]},
            },
            "duration": 0.12,
            "status": 200,
        },
        {
            "time_iso8601": "2026-11-01T10:00:00+00:00",
            "request_method": "POST",
            "request_uri": CLICK_PATH,
            "host": "crm.example",
            "request_time": "0.120",
            "http_referer": "https://shop.example/",
        },
        {
            "time_local": "01/Nov/2026:10:00:00 +0000",
            "request": f"POST {CLICK_PATH} HTTP/1.1",
            "http_host": "crm.example",
            "request_time": 0.12,
            "referer": "https://shop.example/",
        },
    ],
    ids=["Caddy", "nginx", "request line"],
)
def test_an_access_log_in_json_is_read(logged: dict[str, object]) -> None:
    recording = read(f"{json.dumps(logged)}\n{json.dumps(logged)}\n".encode())
    assert not recording.problems and len(recording.calls) == 2
    call = recording.calls[0]
    assert call.params == {"pageType": "presellPage", "userAgent": "M"}
    assert (call.sent_at, call.elapsed_ms, call.page) == (1793527200000, 120, "https://shop.example/")
    assert call.address == "//crm.example/landers/clicks/import/"


def test_an_access_log_is_read() -> None:
    log = (
        '203.0.113.9 - - [01/Nov/2026:10:00:00 +0000] "POST /x/landers/clicks/import/?pageType=leadPage'
        '&requestUri=https%3A%2F%2Fx%2F%3FaffId%3DA HTTP/1.1" 200 61 "-" "curl/8"\n'
        '203.0.113.9 - - [01/Nov/2026:10:00:01 +0000] "GET /a.png HTTP/1.1" 200 61\n'
        "rubbish\n"
    )
    recording = read(log.encode())
    assert recording.kind == "access log"
    assert (len(recording.calls), recording.ignored, len(recording.problems)) == (1, 1, 1)
    assert recording.calls[0].given("requestUri") == "https://x/?affId=A"


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"hello", b"\x00\x01\x02", b"{", b"[", b'{"log":{}}', b"<xml/>", b"\x1f\x8b\x08"]
)
def test_what_is_no_recording_is_told_in_a_sentence(data: bytes) -> None:
    recording = read(data)
    assert not recording.calls
    assert not recording.entries
    assert all(str(problem) for problem in recording.problems)


def test_secrets_never_stay_in_a_call() -> None:
    records = clean("everything")
    for recording in (read(json_lines(records)), read(json_lines(records), keep_answers=True)):
        assert "4111111111111111" not in repr(recording)
        assert all(call.params.get("password") == "REDACTED" for call in recording.calls)


@pytest.mark.parametrize(
    "record",
    [
        {"url": "https://crm.example/order/import/", "elapsed_ms": 10**400},
        {"uri": "/order/import/", "method": "POST", "duration": 10**400},
        {"request": {"url": "https://crm.example/order/import/", "method": "POST"}, "time": 10**400},
    ],
    ids=["JSON lines", "server's log", "archive entry"],
)
def test_a_duration_beyond_all_bounds_is_none(record: dict[str, object]) -> None:
    (call,) = read(json.dumps([record]).encode()).calls
    assert call.elapsed_ms is None
