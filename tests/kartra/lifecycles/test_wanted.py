"""What is wanted becomes callbacks, or one sentence why not."""

from __future__ import annotations

import pytest

from kartra.generation import Callback, Unfit
from kartra.lifecycles.wanted import Wanted, callbacks

AT = 1_795_000_000_000


def made(**wanted: object) -> tuple[Callback, ...]:
    told = callbacks(Wanted(**wanted), AT)
    assert isinstance(told, tuple), told
    return told


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({}, "give one of"),
        ({"action": "buy_product", "lifecycle": "subscription"}, "give one of"),
        ({"action": "subscription_cancelled"}, "did you mean cancel_subscription?"),
        ({"action": "zzzzzz"}, "there is no such event."),
        ({"lifecycle": "forever"}, "there are chargeback,"),
        ({"action": "buy_product", "mutate": ("lost",)}, "there is no such mutation"),
        ({"action": "buy_product", "product": "Moon"}, "there is no such product"),
        ({"scenario": "[]"}, "scenario:"),
        ({"action": "buy_product", "email": "\udcff"}, "half a character"),
        ({"action": "buy_product", "set": ("=1",)}, "path=value"),
        ({"lifecycle": "newcomer", "set": ("no_such_field=1",)}, "no event of these has such a field"),
    ],
)
def test_what_can_not_be_made_is_explained(wanted: dict[str, object], reason: str) -> None:
    told = callbacks(Wanted(**wanted), AT)
    assert isinstance(told, Unfit) and reason in str(told)


def test_more_than_a_batch_holds_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartra.lifecycles.wanted.MOST", 30)
    told = callbacks(Wanted(lifecycle="course-buyer", repeat=2), AT)
    assert isinstance(told, Unfit) and "more than 30 requests" in told.reason


def test_repeats_happen_to_different_people_a_second_apart() -> None:
    told = made(action="buy_product", repeat=4)
    assert [one.at for one in told] == [AT - 3_000, AT - 2_000, AT - 1_000, AT]
    assert len({one.payload["lead"]["id"] for one in told}) == 4


def test_in_a_story_an_edit_goes_where_its_field_is() -> None:
    told = made(lifecycle="course-buyer", set=("transaction_affiliate=ann", "lead.company=ACME"))
    sales = [one for one in told if one.payment]
    details = [one.payload["action_details"]["transaction_details"] for one in sales]
    assert all(each["transaction_affiliate"] == "ann" for each in details)
    assert all(one.payload["lead"]["company"] == "ACME" for one in told)
    assert not any("transaction_affiliate" in one.payload for one in told)


def test_the_e_mail_is_the_person_s_on_both_surfaces() -> None:
    told = made(lifecycle="chargeback", email="me@shop.example")
    assert all(b"me" in one.body and b"shop.example" in one.body for one in told)


def test_a_single_event_can_have_its_twin() -> None:
    assert [one.name for one in made(action="buy_product", mutate=("twins",))] == ["buy_product", "ipn:sale"]


def test_product_and_way_of_paying_are_chosen() -> None:
    [one] = made(action="buy_product", product="Inner Circle", billing="trial")
    details = one.payload["action_details"]["transaction_details"]
    assert (details["product_name"], details["trial_payment"]) == ("Inner Circle", "1")
    assert details["transaction_full_amount"].startswith("1.") or details["transaction_base_amount"] == "1.00"
