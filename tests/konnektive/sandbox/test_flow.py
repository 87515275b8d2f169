"""The six calls of the flow: what each changes, and what each refuses."""

from __future__ import annotations

import re

import pytest

from konnektive.endpoints import PAGE_TYPES
from konnektive.sandbox import Campaign, Catalogue
from konnektive.sandbox.catalogue import DEMO
from tests.konnektive.sandbox.selling import (
    CARD,
    LOGIN,
    PERSON,
    SHIP,
    call,
    clicked,
    lead,
    message,
    ordered,
    sandbox,
    sold,
)


def test_ids_have_the_recorded_formats() -> None:
    crm = sandbox()
    assert re.fullmatch(r"[0-9a-f]{32}", clicked(crm))
    order = sold(crm)
    assert re.fullmatch(r"[0-9A-F]{10}", order["orderId"])
    assert re.fullmatch(r"[0-9A-F]{10}", order["items"][0]["purchaseId"])


@pytest.mark.parametrize("page", PAGE_TYPES)
def test_a_later_click_keeps_the_session(page: str) -> None:
    crm = sandbox()
    session = clicked(crm)
    assert message(crm, "landers/clicks/import", pageType=page, sessionId=session)["sessionId"] == session


def test_a_session_that_was_never_given_is_replaced_and_the_answer_notes_it() -> None:
    answered = call(sandbox(), "landers/clicks/import", pageType="leadPage", sessionId="f" * 32)
    assert answered.message["sessionId"] != "f" * 32
    assert "was not given by this sandbox" in answered.notes[0]


@pytest.mark.parametrize("page", ["", "presalePage", "leadpage"])
def test_a_click_without_a_documented_page_type_is_refused(page: str) -> None:
    assert call(sandbox(), "landers/clicks/import", pageType=page).result == "ERROR"


def test_a_repeated_lead_with_its_order_updates_the_partial() -> None:
    crm = sandbox()
    order = lead(crm)
    again = message(crm, "leads/import", campaignId=1, orderId=order, phoneNumber="2125551234", **PERSON)
    assert again["orderId"] == order
    assert crm.account.orders[order].fields["phoneNumber"] == "2125551234"
    assert len(crm.account.orders) == 1


def test_a_repeated_lead_without_its_order_makes_a_second_partial() -> None:
    crm = sandbox()
    assert lead(crm) != lead(crm)


def test_a_lead_needs_a_name_then_an_address_then_a_campaign() -> None:
    crm = sandbox()
    assert call(crm, "leads/import").message == "First and last name are required fields."
    assert "phone number" in call(crm, "leads/import", firstName="A", lastName="B").message
    assert "campaignId" in call(crm, "leads/import", **PERSON).message
    assert call(crm, "leads/import", campaignId=77, **PERSON).message == "Campaign not found"


def test_an_order_is_tied_to_its_visit() -> None:
    crm = sandbox()
    session = clicked(crm, httpReferer="https://fb.example.com/?utm_source=fb&utm_campaign=9")
    order = lead(crm, sessionId=session)
    row = message(crm, "order/query", orderId=order)["data"][0]
    assert (row["affId"], row["UTMSource"], row["UTMCampaign"]) == ("AF54B33412", "fb", "9")


def test_a_sale_turns_the_partial_into_an_order() -> None:
    crm = sandbox()
    partial = lead(crm)
    order = sold(crm, orderId=partial)
    assert (order["orderId"], order["orderStatus"], order["totalAmount"]) == (partial, "COMPLETE", "54.90")


def test_a_declined_order_carries_no_order_id_and_can_be_tried_again() -> None:
    crm = sandbox()
    partial = lead(crm)
    declined = ordered(crm, orderId=partial, cardNumber="4000000000000002")
    assert declined.message == "Transaction Declined: Card Declined"
    assert crm.account.orders[partial].orderStatus == "DECLINED"
    assert sold(crm, orderId=partial, cardNumber="4111111111111111")["orderStatus"] == "COMPLETE"


def test_products_are_read_up_to_the_first_gap() -> None:
    order = sold(sandbox(), product2_id=102, product4_id=103)
    assert [one["productId"] for one in order["items"]] == ["101", "102"]


def test_order_items_name_products_by_json() -> None:
    crm = sandbox()
    answered = call(
        crm, "order/import", campaignId=1, orderId=lead(crm), orderItems='{"102":2}', **SHIP, **CARD
    )
    assert (answered.message["items"][0]["qty"], answered.message["subTotal"]) == ("2", "59.90")


@pytest.mark.parametrize(
    "products", [{}, {"product1_id": "1"}, {"product2_id": "101"}, {"orderItems": "[101]"}]
)
def test_an_order_without_a_product_of_the_campaign_is_refused(products: dict[str, str]) -> None:
    crm = sandbox()
    answered = call(crm, "order/import", campaignId=1, orderId=lead(crm), **SHIP, **CARD, **products)
    assert answered.message == "No products exist in the order"


def test_a_price_in_the_call_overrides_the_catalogue() -> None:
    order = sold(sandbox(), product1_price="1.50", product1_shipPrice="0.25", product1_qty="2")
    assert (order["subTotal"], order["shipTotal"], order["totalAmount"]) == ("3.00", "0.25", "3.25")


def test_the_billing_address_can_stand_for_the_shipping_address() -> None:
    crm = sandbox()
    billing = {"address1": "1 Main St", "city": "Austin", "postalCode": "78701", "country": "US"}
    order = lead(crm, **billing)
    wanted = {"campaignId": 1, "orderId": order, "product1_id": 101, "billShipSame": 1} | CARD
    assert message(crm, "order/import", **wanted)["shipCity"] == "Austin"


def test_a_coupon_comes_off_the_total_and_an_unknown_one_does_not() -> None:
    assert sold(sandbox(), couponCode="save10")["totalAmount"] == "49.91"
    assert sold(sandbox(), couponCode="NOPE")["totalAmount"] == "54.90"


def test_a_second_order_for_the_same_id_is_charged_again() -> None:
    crm = sandbox()
    first = sold(crm)
    second = ordered(crm, orderId=first["orderId"])
    assert second.message["orderId"] != first["orderId"]
    assert "second order" in second.notes[0]


def test_the_test_card_is_refused_to_a_customer_with_a_live_one() -> None:
    crm = sandbox()
    sold(crm, cardNumber="4111111111111111")
    assert ordered(crm).message == "Cannot user test card with live customer."


def test_a_known_customer_pays_with_what_is_on_file() -> None:
    crm = sandbox()
    customer = sold(crm, cardNumber="4111111111111111")["customerId"]
    wanted = {"campaignId": 1, "product1_id": 102, "paySource": "ACCTONFILE", "customerId": customer} | SHIP
    again = message(crm, "order/import", **wanted)
    assert (again["customerId"], again["cardLast4"]) == (customer, "1111")


def test_an_order_without_a_lead_needs_a_person() -> None:
    answered = call(sandbox(), "order/import", campaignId=1, product1_id=101, **SHIP, **CARD)
    assert set(answered.message) == {"firstName", "lastName", "emailAddress"}


def test_an_upsale_joins_the_order_once() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    joined = message(crm, "upsale/import", orderId=order, productId=102)
    assert [one["productId"] for one in joined["items"]] == ["101", "102"]
    assert joined["amountPaid"] == "84.85"
    assert (
        call(crm, "upsale/import", orderId=order, productId=102).message == "This upsale was already taken."
    )


def test_an_upsale_needs_an_accepted_order() -> None:
    crm = sandbox()
    assert call(crm, "upsale/import", orderId=lead(crm), productId=102).result == "ERROR"
    assert call(crm, "upsale/import", orderId="0000000000", productId=102).result == "ERROR"


def test_confirm_marks_the_order() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    message(crm, "order/confirm", orderId=order)
    assert crm.account.orders[order].confirmed


def test_a_missing_slash_and_get_are_taken() -> None:
    crm = sandbox()
    for path in ("leads/import", "/leads/import", "leads/import/"):
        assert crm.answer("GET", path, LOGIN | PERSON | {"campaignId": "1"}).result == "SUCCESS"


def test_an_unknown_path_names_the_nearest() -> None:
    crm = sandbox()
    said = crm.answer("POST", "/lead/import/", LOGIN).message
    assert said == "No endpoint lead/import; did you mean leads/import?"
    assert crm.answer("POST", "/upsell/import", LOGIN).message.endswith("did you mean upsale/import?")


def test_the_old_path_is_answered_as_the_click_it_is() -> None:
    answered = call(sandbox(), "landingpages/clicks/import/2", pageType="leadPage")
    assert answered.message["sessionId"] and "old path" in answered.notes[0]


def test_a_json_body_is_not_read_and_the_answer_says_so() -> None:
    answered = sandbox().answer("POST", "leads/import", {}, json_body=True)
    assert answered.message.startswith("Could not authenticate credentials")
    assert "JSON body is not read" in answered.message


def test_a_campaign_ships_only_to_its_countries() -> None:
    campaign = Campaign(1, "Austria", countries=("AT",), products=DEMO.campaigns[0].products)
    crm = sandbox(catalogue=Catalogue((campaign,)))
    assert ordered(crm).message == {"shipCountry": "is not a country of this campaign"}
    assert ordered(crm, shipCountry="at").result == "SUCCESS"


@pytest.mark.parametrize(
    ("aff_id", "noted"),
    [("AF54B33412", ""), ("af54b33412", "differs by upper"), ("AFNOBODY", "is no affiliate")],
)
def test_an_affiliate_that_gets_no_credit_is_noted(aff_id: str, noted: str) -> None:
    uri = f"https://shop.example.com/?affId={aff_id}"
    notes = call(sandbox(), "landers/clicks/import", pageType="leadPage", requestUri=uri).notes
    assert noted in "".join(notes) and bool(notes) is bool(noted)


@pytest.mark.parametrize("url", ["http://[x?affId=AF54B33412", "//a\u2100b?affId=AF54B33412#?affId=no"])
def test_attribution_is_read_from_a_url_that_is_none(url: str) -> None:
    told = message(sandbox(), "landers/clicks/import", pageType="leadPage", requestUri=url, httpReferer=url)
    assert told["affVals"] == {"affId": "AF54B33412"}


@pytest.mark.parametrize("items", ["[" * 100_000, '{"101":' + "[" * 100_000])
def test_items_nested_without_end_are_no_products(items: str) -> None:
    answer = call(sandbox(), "order/import", campaignId="1", orderItems=items)
    assert answer.message == "No products exist in the order"
