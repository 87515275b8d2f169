"""Exports: every delivery in every format, people replaced by tokens that join, nothing that runs."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from typing import Any

import pytest

from kartra.exporting import FORMATS, Sharing, export, sharing
from store import EventRow, Rows, connect
from store.inbox import Whole, query_of, wholes
from tests.store.made import arrival, keep

PERSON = {
    "email": "maria.santos@example.com",
    "first_name": "Maria",
    "phone": "5551234",
    "ip": "203.0.113.24",
}
EVENT = {"lead": {"id": "10", **PERSON}, "action": "assign_tag",
         "action_details": {"tag": {"tag_name": "wrote to maria.santos@example.com"}}}  # fmt: skip
REAL = re.compile(rb"maria|santos|5551234|203\.0\.113", re.IGNORECASE)


def deliveries(*changed: dict[str, Any]) -> list[Whole]:
    store = connect()
    rows = Rows(
        (EventRow("assign_tag", lead_email=PERSON["email"], lead_name="Maria Santos", subject="=1+1"),)
    )
    usual: list[dict[str, Any]] = [
        {"body": json.dumps(EVENT).encode(), "rows": rows, "remote": "203.0.113.24",
         "headers": '[["host","hooks.example.com"],["x-forwarded-for","203.0.113.24"]]'},
        {"body": b"lead_email=maria.santos%40example.com&lead_first_name=Maria&transaction_id=7",
         "content_type": "application/x-www-form-urlencoded", "query": "email=maria.santos@example.com"},
        {"body": b"\xff\x00Maria", "rows": Rows(ok=False)},
    ]  # fmt: skip
    keep(store, *(arrival(n, **one) for n, one in enumerate(changed or usual)))
    with store.reading() as connection:
        return list(wholes(connection, query_of("")[0], 100))


@pytest.mark.parametrize("kind", FORMATS)
def test_nobody_can_be_told_from_an_export(kind: str) -> None:
    made = export(kind, deliveries(), sharing(connect()))
    assert made.deliveries == 3
    assert not REAL.findall(made.data)
    assert "email" in made.report


@pytest.mark.parametrize("kind", FORMATS)
def test_the_real_people_are_there_when_asked_for(kind: str) -> None:
    made = export(kind, deliveries(), None)
    assert b"maria.santos@example.com" in made.data
    assert not made.hidden


def test_the_same_address_gives_the_same_token_everywhere() -> None:
    one, other = (export("JSON lines", deliveries(), sharing(connect())) for _ in range(2))
    tokens = set(re.findall(rb"person-[0-9a-f]+(?:@|%40)example\.invalid", one.data))
    assert len({token.replace(b"%40", b"@") for token in tokens}) == 1
    assert tokens == set(re.findall(rb"person-[0-9a-f]+(?:@|%40)example\.invalid", other.data))


def test_another_installation_gives_other_tokens() -> None:
    found = deliveries()
    assert export("CSV", found, Sharing(b"a")).data != export("CSV", found, Sharing(b"b")).data


def test_a_spreadsheet_runs_nothing_of_it() -> None:
    text = export("CSV", deliveries(), None).data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["subject"] for row in rows if row["subject"]] == ["'=1+1"]
    assert [row["readable"] for row in rows] == ["no", "yes", "yes"]


def test_a_har_has_an_entry_for_each() -> None:
    log = json.loads(export("HAR", deliveries(), None).data)["log"]
    urls = [entry["request"]["url"] for entry in log["entries"]]
    assert urls[-1] == "http://hooks.example.com/in/kartra"
    assert log["entries"][1]["request"]["queryString"] == [{"name": "email", "value": PERSON["email"]}]


def test_the_page_runs_and_loads_nothing() -> None:
    nasty = {"body": b'{"x": "<script>alert(1)</script>"}', "path": "/in/kartra/<img src=x>", "rows": Rows()}
    page = export("Page", deliveries(nasty), None).data.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("people", ["tokens", "real"])
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("depth", [99, 100, 101, 700, 990, 5_000])
def test_a_body_nested_without_end_leaves_the_export_whole(kind: str, people: str, depth: int) -> None:
    body = b'{"email": "maria.santos@example.com", "x": ' + b"[" * depth + b"]" * depth + b"}"
    found = deliveries({"body": body})
    made = export(kind, found, sharing(connect()) if people == "tokens" else None)
    assert made.deliveries == 1
    assert people == "real" or b"santos" not in made.data


def test_the_report_says_that_a_part_was_nested_too_deep() -> None:
    body = b'{"x": ' + b"[" * 700 + b"]" * 700 + b"}"
    made = export("JSON lines", deliveries({"body": body}), sharing(connect()))
    assert "nested too deep" in made.report
    assert b"(hidden: nested too deep)" in made.data


@pytest.mark.parametrize("body", [b"\xff\x00Maria", "Köhler".encode("utf-16"), b"\x1f\x8b\x08broken"])
def test_not_a_byte_of_a_binary_body_is_lost(body: bytes) -> None:
    found = deliveries({"body": body, "rows": Rows(ok=False)})
    line = json.loads(export("JSON lines", found, None).data)
    post = json.loads(export("HAR", found, None).data)["log"]["entries"][0]["request"]["postData"]
    assert (line["encoding"], post["encoding"]) == ("base64", "base64")
    assert base64.b64decode(line["body"]) == base64.b64decode(post["text"]) == body
    assert base64.b64encode(body) in export("Page", found, None).data


def test_text_is_shown_as_text() -> None:
    found = deliveries({"body": "Köhler".encode(), "rows": Rows(ok=False)})
    line = json.loads(export("JSON lines", found, None).data)
    post = json.loads(export("HAR", found, None).data)["log"]["entries"][0]["request"]["postData"]
    assert (line["body"], line["encoding"]) == ("Köhler", "utf-8")
    assert post == {"mimeType": "", "text": "Köhler"}


def test_the_report_counts_what_is_in_the_file() -> None:
    found = deliveries({"body": json.dumps(EVENT).encode(), "remote": "203.0.113.24"})
    assert export("CSV", found, sharing(connect())).hidden == {}
    lines = export("JSON lines", found, sharing(connect()))
    assert lines.hidden == {"email": 2, "name": 1, "phone": 1, "ip": 2}
    assert "phone" not in export("CSV", deliveries(), sharing(connect())).report


def test_an_affiliate_is_somebody() -> None:
    details = {
        "transaction_details": {"transaction_id": "7", "transaction_affiliate": "joe77", "transaction_jv": ""}
    }
    body = {"lead": {"id": "10"}, "action": "buy_product", "action_details": details}
    made = export("JSON lines", deliveries({"body": json.dumps(body).encode()}), sharing(connect()))
    shown = json.loads(made.data)["body"]["action_details"]["transaction_details"]
    assert shown["transaction_affiliate"].startswith("name-")
    assert shown["transaction_jv"] == ""
    assert made.hidden == {"name": 1}
