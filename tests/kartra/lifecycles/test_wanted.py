"""What is wanted becomes callbacks, or one sentence why not."""

from __future__ import annotations

import pytest

from kartra.generation import Callback, Unfit
from kartra.lifecycles import scenario
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


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"action": "ipn:rebill", "product": "Starter Kit"}, "Starter Kit has no subscription"),
        ({"action": "cancel_subscription", "product": "Recipe Book"}, "and Meal Planner Pro have one"),
        ({"action": "ipn:rebill", "billing": "once"}, "what is paid once has no subscription"),
        ({"action": "refund_product", "product": "Meal Planner Pro", "billing": "trial"}, "is free"),
        ({"action": "buy_product", "product": "Starter Kit", "billing": "trial"}, "once, not with a trial"),
        ({"action": "assign_tag", "product": "Starter Kit"}, "is not about a product"),
        ({"lifecycle": "newcomer", "product": "Starter Kit"}, "nothing is sold in the story Newcomer"),
        ({"lifecycle": "partner", "billing": "once"}, "nothing is sold in the story Partner"),
        ({"lifecycle": "subscription", "product": "Starter Kit"}, "Step 1 of Subscription with"),
        ({"lifecycle": "instalments", "product": "Inner Circle"}, "not in instalments"),
    ],
)  # fmt: skip
def test_what_can_not_be_sold_so_is_refused(wanted: dict[str, object], reason: str) -> None:
    told = callbacks(Wanted(**wanted), AT)
    assert isinstance(told, Unfit) and reason in str(told), told


@pytest.mark.parametrize("name", ["subscription", "trial-refund", "steady-member", "rough-delivery"])
@pytest.mark.parametrize("product", ["Inner Circle", "Meal Planner Pro"])
def test_a_lifecycle_sells_the_product_that_is_named(name: str, product: str) -> None:
    told = made(lifecycle=name, product=product)
    assert {one.payment.product.name for one in told if one.payment} == {product}
    granted = next(one for one in told if one.name == "membership_granted")
    assert granted.payload["action_details"]["membership"]["membership_name"] in (product, "Planner App")


def test_a_lifecycle_is_paid_the_way_that_is_named() -> None:
    told = made(lifecycle="chargeback", product="Inner Circle", billing="subscription")
    assert {one.payment.price.billing for one in told if one.payment} == {"subscription"}


def test_a_partner_signs_up_for_the_product_that_is_named() -> None:
    told = made(lifecycle="partner", product="Recipe Book")
    products = [one.payload["action_details"].get("product") for one in told]
    assert [one["product_name"] for one in products if one] == ["Recipe Book", "Recipe Book"]


def test_a_field_is_added_where_the_one_above_it_is() -> None:
    told = made(lifecycle="chargeback", set=("lead.nickname=Bob", "tag.colour:=5"))
    for one in told:
        assert "nickname" not in one.payload
        assert (
            ("lead" not in one.payload) if one.surface == "ipn" else one.payload["lead"]["nickname"] == "Bob"
        )
    tags = [one.payload["action_details"]["tag"] for one in told if one.name == "assign_tag"]
    assert [one["colour"] for one in tags] == [5]


@pytest.mark.parametrize("text", ["-lead.nickname", "nickname=Bob", "lad.nickname=Bob"])
def test_what_has_no_place_in_a_lifecycle_is_refused(text: str) -> None:
    told = callbacks(Wanted(lifecycle="chargeback", set=(text,)), AT)
    assert isinstance(told, Unfit)
    assert told.edit == text and told.reason.startswith("no event of these has such a field")


def test_a_story_is_read_once_however_often_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    monkeypatch.setattr("kartra.lifecycles.wanted.scenario", lambda text: read.append(text) or scenario(text))
    assert len(made(scenario="{title: x, steps: [{event: assign_tag}]}", repeat=5)) == 5
    assert len(read) == 1


@pytest.mark.parametrize(
    ("fields", "repeat", "reason"),
    [("k: " + "v" * 60_000, 10_000, "more than 64 MB"),
     (", ".join(f"k{n}: v" for n in range(200)), 2_000, "changes more than 200,000 fields")],
)  # fmt: skip
def test_a_large_story_is_not_told_without_end(fields: str, repeat: int, reason: str) -> None:
    story = f"{{title: x, steps: [{{event: assign_tag, set: {{{fields}}}}}]}}"
    told = callbacks(Wanted(scenario=story, repeat=repeat), AT)
    assert isinstance(told, Unfit) and reason in told.reason


SOLD = "{title: x, edition: '%s', steps: [{event: %s, as: p, product: Starter Kit, set: {%s}}, %s]}"


@pytest.mark.parametrize("edition", ["2020", "later"])
@pytest.mark.parametrize("event", ["buy_product", "[buy_product, 'ipn:sale']"])
def test_what_a_step_sets_is_told_on_both_surfaces_and_given_back(event: str, edition: str) -> None:
    fields = "action_details.transaction_details.transaction_full_amount: '10.00', lead.nickname: Bob, n: 5"
    story = SOLD % (edition, event, fields, "{event: [refund_product, 'ipn:refund'], of: p}")
    told = made(scenario=story, mutate=("twins",), seed=3)
    amounts = [
        float(details["transaction_full_amount"])
        for one in told
        for details in [one.payload.get("action_details", {}).get("transaction_details", one.payload)]
    ]
    assert amounts == [10, 10, 10, 10]
    assert sorted(one.name for one in told) == ["buy_product", "ipn:refund", "ipn:sale", "refund_product"]
    assert all("lead" not in one.payload for one in told if one.surface == "ipn")


def test_a_number_that_is_set_is_the_one_that_is_given_back() -> None:
    story = SOLD % ("later", "buy_product", "transaction_id: 77", "{event: refund_product, of: p}")
    told = {one.name: one for one in made(scenario=story, mutate=("twins",))}
    sold, twin, back = told["buy_product"], told["ipn:sale"], told["refund_product"]
    assert sold.payload["action_details"]["transaction_details"]["transaction_id"] == 77
    assert twin.payload["transaction_id"] == "77"
    assert back.payload["action_details"]["transaction_details"]["transaction_parent_id"] == "77"


def test_nothing_can_be_given_back_of_what_was_set_to_nothing() -> None:
    story = SOLD % ("later", "buy_product", "transaction_full_amount: 0", "{event: refund_product, of: p}")
    told = callbacks(Wanted(scenario=story), AT)
    assert isinstance(told, Unfit) and "Step 2, refund_product: there is nothing left" in str(told)


def test_an_edit_of_the_buyer_reaches_the_twin() -> None:
    path = "action_details.transaction_details.lead_email"
    sold, twin = made(action="buy_product", mutate=("twins",), set=(f"{path}=me@x.test",))
    assert sold.payload["action_details"]["transaction_details"]["lead_email"] == "me@x.test"
    assert twin.payload["lead_email"] == "me@x.test"
