"""Both surfaces say the same of one payment, whichever field of the outbound event was changed."""

from __future__ import annotations

import pytest

from kartra.generation import EDITIONS, Callback, Edition, callback, edited
from kartra.generation.agreement import agreed, as_told, overlaid, told_otherwise

AT = 1_795_000_000_000


def changed(before: Callback, *texts: str) -> Callback:
    after = edited(before, texts)
    assert isinstance(after, Callback)
    return after


def pair(edition: Edition = "later", kind: str = "sale") -> tuple[Callback, Callback]:
    action = {"sale": "buy_product", "cancellation": "cancel_subscription"}[kind]
    return callback(action, 1, at=AT, edition=edition), callback(f"ipn:{kind}", 1, at=AT, edition=edition)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_amount_is_changed_on_both(edition: Edition) -> None:
    before = pair(edition)
    after = agreed(before, (changed(before[0], "transaction_tax=1.25"), before[1]))
    assert after[1].payload["transaction_tax"] == "1.25"
    assert after[1].payload["transaction_id"] == before[1].payload["transaction_id"]


def test_what_the_form_says_by_itself_stays() -> None:
    before = pair()
    after = (changed(before[0], "transaction_tax=1.25"), changed(before[1], "transaction_tax=7"))
    assert agreed(before, after)[1].payload["transaction_tax"] == "7"


def test_nothing_changed_changes_nothing() -> None:
    before = pair()
    assert agreed(before, before) == before


def test_a_field_that_the_form_has_not_is_not_added() -> None:
    before = pair()
    after = agreed(before, (changed(before[0], "transaction_details.colour=red"), before[1]))
    assert after[1] == before[1]


def test_the_lead_speaks_where_the_details_do_not() -> None:
    before = pair()
    details, consent = changed(before[0], "lead.email=x@y.z"), changed(before[0], "lead.gdpr_lead_status=5")
    assert agreed(before, (details, before[1]))[1] == before[1]
    assert agreed(before, (consent, before[1]))[1].payload["gdpr_lead_status"] == "5"


def test_what_becomes_empty_reads_as_the_form_s_empty() -> None:
    before = pair()[1].payload
    assert overlaid(before, {"transaction_affiliate": "", "nothing": 1})["transaction_affiliate"] == "N/A"
    assert "nothing" not in overlaid(before, {"nothing": 1})


def test_what_follows_goes_by_what_was_told() -> None:
    sold = pair()[0]
    assert sold.payment
    after = changed(sold, "transaction_id=77", "transaction_full_amount=10.00", "transaction_tax=nan")
    told = as_told(sold.payment, after.payload)
    assert (told.transaction_id, told.original_id, told.full_cents) == (77, 77, 1_000)
    assert as_told(sold.payment, sold.payload) == sold.payment
    form = callback("ipn:sale", 1, at=AT)
    assert form.payment and as_told(form.payment, form.payload) == form.payment


def test_a_cancellation_has_a_number_and_no_amounts() -> None:
    ended = pair(kind="cancellation")[0]
    assert ended.payment
    told = as_told(ended.payment, changed(ended, "transaction_id=77").payload)
    assert (told.transaction_id, told.full_cents) == (77, ended.payment.full_cents)


def test_other_payloads_differ_in_nothing() -> None:
    assert told_otherwise({}, {}) == told_otherwise({"lead": 1}, {"action_details": []}) == {}
