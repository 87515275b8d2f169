"""What is not an event is called by its name, and what to paste instead is said."""

from __future__ import annotations

import pytest

from kartra import read

STRANGERS = {
    "empty": ("  \n\t ", "empty"),
    "an inbound request as a form": (
        "app_id=a&api_key=k&api_password=p&lead%5Bemail%5D=a%40b.c&actions%5B0%5D%5Bcmd%5D=create_lead"
        "&actions%5B1%5D%5Bcmd%5D=assign_tag&actions%5B1%5D%5Btag_name%5D=VIP",
        "kartra-inbound-request",
    ),
    "an inbound request as PHP": (
        "array('app_id'=>'x','api_key'=>'y','lead'=>array('email'=>'joe@kartra.com'),"
        "'actions'=>array('0'=>array('cmd'=>'create_lead')))",
        "kartra-inbound-request",
    ),
    "an inbound answer": (
        '{"status":"Error","message":"Invalid API key","type":"203"}',
        "kartra-inbound-answer",
    ),
    "an export": (
        "Transaction ID,Transaction Type,Transaction Date,Product Name,Amount\n1,Sale,2020-01-01,X,9.00\n",
        "transactions-export",
    ),
    "Stripe": ('{"id":"evt_1","object":"event","data":{"object":{}},"type":"charge.succeeded"}', "stripe"),
    "PayPal": ("mc_gross=19.95&payer_id=L&payer_email=a%40b.c&txn_type=cart&txn_id=6", "paypal-ipn"),
    "Shopify": ('{"id":8,"admin_graphql_api_id":"gid://shopify/Order/1","line_items":[]}', "shopify"),
    "ClickFunnels": ('{"id":1,"contact":{"email":"a@b.c"},"funnel_id":5}', "clickfunnels"),
    "ThriveCart": ("event=order.success&thrivecart_account=x&thrivecart_secret=y", "thrivecart"),
    "the table of types": (
        '"list":{\n    "list_id":integer,\n    "list_name":string\n}',
        "documentation-table",
    ),
    "a whole table of types": (
        '{"lead":{"id": integer, "email": string, "score": integer},"action":"assign_tag"}',
        "documentation-table",
    ),
    "an error page": ("<!DOCTYPE html><html><head><title>502</title></head></html>", "html-page"),
    "a look-alike": ('{"action":"created","lead":{"email":"a@b.c","name":"M"}}', "not-an-event"),
    "a lead alone": ('{"id":"1","email":"a@b.c","first_name":"M","last_name":"S"}', "kartra-lead-alone"),
    "an address": ("https://example.com/hook?token=hush", "url"),
    "code": ('<?php $d = json_decode($postdata); file_get_contents("php://input");', "php-code"),
    "a number": ("42", "not-an-event"),
    "some other object": ('{"ok": true}', "not-an-event"),
    "talk": ("Hello, can you help me with Kartra?", "not-an-event"),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_a_stranger_is_called_by_its_name(kind: str) -> None:
    text, code = STRANGERS[kind]
    reading = read(text.encode())
    assert not reading.events
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.worst == "error"


@pytest.mark.parametrize("kind", STRANGERS)
def test_it_is_said_what_to_paste_instead(kind: str) -> None:
    [problem] = read(STRANGERS[kind][0].encode()).problems
    assert "Paste the body that Kartra posted" in problem.message or "paste a webhook" in problem.message


def test_an_events_parts_may_be_missing_as_long_as_it_is_kartras() -> None:
    no_action = read(b'{"lead":{"id":"1","email":"a@b.c"},"action_details":{"tag":{"tag_id":"1"}}}')
    no_details = read(b'{"action":"assign_tag","lead":{"id":"1","email":"a@b.c"}}')
    lead_only = read(b'{"lead":{"id":"1","gdpr_lead_status":"2","lead_picture":"","date_joined":""}}')
    for reading, path in ((no_action, "action"), (no_details, "action_details.tag"), (lead_only, "action")):
        [event] = reading.events
        assert ("missing-field", path) in {(finding.code, finding.path) for finding in event.findings}
