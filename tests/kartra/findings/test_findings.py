"""What is unusual about an event is found, named and placed; a normal event looks normal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kartra import read
from kartra.event import Finding
from tests.kartra.reading.printers import compact
from tests.kartra.reading.wrapped import made

Change = Callable[[dict[str, Any]], object]


def found(change: Change, kind: str = "buy_product") -> dict[tuple[str, str], Finding]:
    """The findings after a change to an ordinary event, by code and path."""
    body = made(kind)
    change(body)
    [event] = read(compact(body).encode()).events
    return {(finding.code, finding.path): finding for finding in event.findings}


def paid(body: dict[str, Any]) -> dict[str, Any]:
    details: dict[str, Any] = body["action_details"]["transaction_details"]
    return details


TXN = "action_details.transaction_details."

CHANGES: dict[str, tuple[Change, str, str, str]] = {
    "an invented action": (lambda b: b.update(action="tag_applied"), "unknown-event", "action", "warn"),
    "no action": (lambda b: b.pop("action"), "missing-field", "action", "error"),
    "no lead": (lambda b: b.pop("lead"), "missing-field", "lead", "error"),
    "another case": (lambda b: b.update(action="Buy_Product "), "action-spelling", "action", "warn"),
    "an unknown field": (lambda b: b["lead"].update(emial="x"), "unknown-field", "lead.emial", "warn"),
    "an unknown detail": (lambda b: paid(b).update(price="x"), "unknown-field", TXN + "price", "warn"),
    "an unknown key": (lambda b: b.update(_secret="x"), "unknown-field", "_secret", "warn"),
    "a missing detail": (lambda b: paid(b).pop("product_id"), "missing-field", TXN + "product_id", "warn"),
    "a missing address": (lambda b: b["lead"].pop("email"), "missing-field", "lead.email", "warn"),
    "a word for a number": (lambda b: b["lead"].update(id="abc"), "wrong-type", "lead.id", "warn"),
    "an object for a text": (lambda b: b["lead"].update(city={}), "wrong-type", "lead.city", "warn"),
    "a bad date": (lambda b: b["lead"].update(date_joined="soon"), "wrong-type", "lead.date_joined", "warn"),
    "a null": (lambda b: b["lead"].update(phone=None), "null", "lead.phone", "info"),
    "a placeholder": (lambda b: b["lead"].update(email="{{email}}"), "placeholder", "lead.email", "warn"),
    "a masked address": (
        lambda b: b["lead"].update(email="[email\u00a0protected]"), "masked-address", "lead.email", "warn",
    ),
    "a test address": (
        lambda b: b["lead"].update(email="joe@kartra.com"), "test-mode-address", "lead.email", "warn",
    ),
    "damaged letters": (lambda b: b["lead"].update(city="MÃ¼nchen"), "encoding-damage", "lead.city", "warn"),
    "lost letters": (lambda b: b["lead"].update(city="M\ufffdnchen"), "encoding-damage", "lead.city", "warn"),
    "markup": (lambda b: b["lead"].update(company="<script>x"), "markup", "lead.company", "warn"),
    "a zero date": (
        lambda b: b["lead"].update(gdpr_lead_status_date="0000-00-00 00:00:00"),
        "zero-date", "lead.gdpr_lead_status_date", "info",
    ),
    "the sentinel": (
        lambda b: paid(b).update(payments_left="9999"), "sentinel", TXN + "payments_left", "info",
    ),
    "a refund's type on a sale": (
        lambda b: paid(b).update(transaction_type="refund"),
        "kind-contradicts-action", TXN + "transaction_type", "warn",
    ),
    "a parent on a sale": (
        lambda b: paid(b).update(transaction_parent_id="77"),
        "contradiction", TXN + "transaction_parent_id", "warn",
    ),
    "an undocumented consent": (
        lambda b: b["lead"].update(gdpr_lead_communications="7"),
        "undocumented-value", "lead.gdpr_lead_communications", "warn",
    ),
    "an undocumented status": (
        lambda b: b["lead"].update(gdpr_lead_status="9"),
        "undocumented-value", "lead.gdpr_lead_status", "warn",
    ),
    "keyed custom fields": (
        lambda b: b["lead"].update(custom_fields={"3": {"field_id": "3", "field_identifier": "a"}}),
        "custom-fields-not-array", "lead.custom_fields", "warn",
    ),
    "details elsewhere": (
        lambda b: b.update(action_details={"details": paid(b)}),
        "missing-field", "action_details.transaction_details", "error",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_found_at_its_path(kind: str) -> None:
    change, code, path, severity = CHANGES[kind]
    findings = found(change)
    assert (code, path) in findings, list(findings)
    assert findings[code, path].severity == severity
    assert findings[code, path].message.endswith((".", ")."))


def test_a_normal_event_carries_only_remarks() -> None:
    for kind in ("buy_product", "assign_tag", "refund_product", "cancel_subscription", "survey_complete"):
        assert {finding.severity for finding in found(lambda body: None, kind).values()} <= {"info"}


def test_numbers_as_text_are_one_remark_however_many_they_are() -> None:
    numbers = [finding for (code, _), finding in found(lambda body: None).items() if code == "number-as-text"]
    assert len(numbers) == 1
    assert "lead.id" in numbers[0].path


def test_both_meanings_of_the_consent_are_told() -> None:
    told = found(lambda body: body["lead"].update(gdpr_lead_communications="1"))
    message = told["gdpr-ambiguous", "lead.gdpr_lead_communications"].message
    assert "agreed to be contacted" in message
    assert "did not agree" in message
    assert "most likely" in message


def test_many_missing_fields_are_one_finding() -> None:
    def strip(body: dict[str, Any]) -> None:
        for key in list(paid(body))[8:]:
            del paid(body)[key]

    assert sum(code == "missing-field" for code, _ in found(strip)) == 1


def test_the_gravest_finding_comes_first() -> None:
    severities = [finding.severity for finding in found(lambda body: body.pop("lead")).values()]
    assert severities == sorted(severities, key=["error", "warn", "info"].index)
