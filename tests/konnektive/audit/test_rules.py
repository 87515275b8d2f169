"""Rules one by one where a clean visit with a fault says too little: notes, and what must stay silent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from konnektive.audit import audit, findings_before, read
from konnektive.audit.reading.request import Request, call_of
from tests.konnektive.audit.recorded import (
    CLICK,
    CONFIRM,
    LEAD,
    ORDER,
    PAYPAL,
    UPSALE,
    Record,
    Visitor,
    json_lines,
    success,
)

Found = list[tuple[str, int]]


def found_in(records: list[Record]) -> Found:
    return sorted((one.rule.name, one.call.number) for _, one in audit([read(json_lines(records))]).findings)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("leadPage checkoutPage", [("LEA-003", 1), ("ORD-001", 2)]),
        ("leadPage leadPage", [("CLK-009", 2), ("LEA-003", 2)]),
        ("checkoutPage O upsellPage1 upsellPage2 U thankyouPage F", [("UPS-004", 3)]),
        ("checkoutPage O thankyouPage", [("CNF-001", 3)]),
        ("checkoutPage O thankyouPage thankyouPage", [("CLK-009", 4), ("CNF-001", 4)]),
        ("checkoutPage thankyouPage", [("ORD-001", 1)]),
        ("checkoutPage D", []),
        ("checkoutPage P", []),
        ("checkoutPage R", []),
        ("checkoutPage P upsellPage1", [("PPL-001", 2), ("UPS-004", 3)]),
        ("checkoutPage P upsellPage1 checkoutPage P Q", [("CLK-009", 4), ("UPS-004", 3)]),
        ("checkoutPage D upsellPage1", [("RES-001", 2), ("UPS-004", 3)]),
        ("checkoutPage D upsellPage1 checkoutPage O", [("CLK-009", 4), ("UPS-004", 3)]),
        ("checkoutPage R O", []),
        ("checkoutPage R thankyouPage O F", [("ORD-004", 4)]),
        ("checkoutPage O O thankyouPage F", [("ORD-004", 3)]),
        ("U checkoutPage", [("ORD-001", 2)]),
        ("checkoutPage U", [("ORD-001", 1), ("UPS-002", 2), ("UPS-003", 2)]),
    ],
)
def test_what_a_sequence_of_calls_says(steps: str, expected: Found) -> None:
    visitor = Visitor(3)
    visitor.has_order_id = "U" in steps.split() and "O" not in steps.split()
    makes: dict[str, Any] = {
        "O": visitor.order, "D": visitor.declined, "P": visitor.paypal, "Q": visitor.confirm_paypal,
        "R": visitor.redirected, "U": lambda: visitor.upsale("102"), "F": visitor.confirm,
    }  # fmt: skip
    for step in steps.split():
        if step in makes:
            makes[step]()
        else:
            visitor.click(step)
    told = found_in(visitor.records)
    ignored = ("ORD-002", "UPS-001", "CLK-002", "CLK-004", "CLK-010") if steps.startswith("U") else ()
    assert [one for one in told if one[0] not in ignored] == expected


@pytest.mark.parametrize(
    ("endpoint", "params", "silent"),
    [
        (ORDER, {"billShipSame": "1", "shipCity": "", "shipCountry": ""}, "ORD-006"),
        (ORDER, {"cardMonth": "", "cardYear": "", "cardExpiryDate": "04/31"}, "ORD-007"),
        (ORDER, {"cardMonth": "", "cardYear": "", "cardExpiryDate": "04/2031"}, "ORD-007"),
        (ORDER, {"cardNumber": "REDACTED", "cardSecurityCode": "REDACTED"}, "ORD-007"),
        (ORDER, {"paySource": "PAYPAL", "cardMonth": "4"}, "ORD-007"),
        (ORDER, {"product1_id": "", "orderItems": '{"101":1}'}, "ORD-005"),
        (ORDER, {"product2_id": "102", "product3_id": "103"}, "ORD-005"),
        (ORDER, {"custom1": "x", "lang": "en", "state": "x", "url": "x"}, "TRN-002"),
        (LEAD, {"emailAddress": ""}, "LEA-001"),
        (LEAD, {"phoneNumber": ""}, "LEA-001"),
        (LEAD, {"emailAddress": "BUYER3@EXAMPLE.COM"}, "SES-005"),
        (LEAD, {"sessionId": "A" * 32}, "SES-004"),
    ],
)
def test_what_is_as_good_stays_silent(endpoint: str, params: dict[str, str], silent: str) -> None:
    visitor = Visitor(3)
    visitor.click("checkoutPage")
    visitor.lead()
    visitor.order()
    next(one for one in visitor.records if one["endpoint"] == endpoint)["params"] |= params
    assert silent not in {rule for rule, _ in found_in(visitor.records)}


def test_a_json_body_is_told_once_and_not_held_against_the_call_again() -> None:
    for endpoint in (CLICK, LEAD, ORDER, UPSALE, CONFIRM, PAYPAL):
        visitor = Visitor(3)
        visitor.click("leadPage")
        visitor.lead()
        visitor.click("checkoutPage")
        visitor.paypal() if endpoint == PAYPAL else visitor.order()
        if endpoint == PAYPAL:
            visitor.confirm_paypal()
        visitor.click("upsellPage1")
        visitor.upsale("102")
        visitor.click("thankyouPage")
        visitor.confirm()
        index = [n for n, one in enumerate(visitor.records) if one["endpoint"] == endpoint][-1]
        visitor.records[index]["json"] = True
        assert found_in(visitor.records) == [("TRN-001", index + 1)], endpoint


def test_credentials_leave_a_browser_in_a_json_body_too() -> None:
    visitor = Visitor(3)
    visitor.click("presellPage")
    visitor.records[0]["json"] = True
    assert found_in(visitor.records) == [("TRN-001", 1)]
    visitor.records[0]["headers"]["Origin"] = "https://mylander.example"
    assert found_in(visitor.records) == [("SEC-001", 1), ("TRN-001", 1)]


def test_unrecorded_answers_keep_their_rules_silent_and_say_so() -> None:
    visitor = Visitor(3)
    visitor.click("checkoutPage")
    visitor.order()
    visitor.records[-1]["response"] = None
    visitor.order()
    visitor.click("upsellPage1")
    visitor.upsale("102")
    visitor.records[2]["response"] = None
    report = audit([read(json_lines(visitor.records))])
    assert not list(report.findings)
    assert {"ORD-004", "UPS-003", "RES-001"} <= set(report.silent)


def test_a_call_about_to_be_sent_is_judged_by_the_same_rules() -> None:
    visitor = Visitor(3)
    visitor.click("leadPage")
    visitor.lead()
    earlier = read(json_lines(visitor.records)).calls
    again = {"firstName": "Ann", "lastName": "Lee", "emailAddress": visitor.email, "campaignId": "1"}
    request = Request("https://h/leads/import", "POST", fields=list(again.items()))
    call = call_of(request, 3, (0, 3))
    assert call
    assert [one.rule.name for one in findings_before(call, earlier)] == ["SES-001", "LEA-002"]
    whole = call_of(
        Request(
            "https://h/leads/import", "POST", fields=[*again.items(), *visitor.ids().items()]
        ), 3, (0, 3)
    )  # fmt: skip
    assert whole and not findings_before(whole, earlier)


def test_an_order_held_for_review_is_accepted() -> None:
    visitor = Visitor(3)
    visitor.click("checkoutPage")
    visitor.order(success({"orderId": visitor.order_id, "orderStatus": "PENDING", "paypalUrl": None}))
    visitor.click("upsellPage1")
    visitor.upsale("102")
    assert found_in(visitor.records) == []


@pytest.mark.parametrize(
    ("products", "told"),
    [
        ("product1_id=101&product3_id=103", "product3_id is sent and product2_id is not: reading stops at"),
        ("product0_id=101", "product0_id is not read: products are numbered 1, 2, 3 and so on."),
        ("product1_id=101&product01_id=102", "product01_id is not read: products are numbered 1, 2, 3"),
        ("product7_id=101", "product7_id is sent and product1_id is not"),
        (f"product{'9' * 5000}_id=101", "Import Order carries no product."),
    ],
)
def test_products_that_are_not_numbered_from_1_are_told(products: str, told: str) -> None:
    line = {"url": "https://crm.example/order/import/", "body": products}
    found = audit([read(json.dumps(line).encode())])
    (one,) = (finding for _, finding in found.findings if finding.rule.name == "ORD-005")
    assert one.message.startswith(told)
