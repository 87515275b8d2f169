"""What a call orders: amounts and quantities are read as they stand, or refused by name."""

from __future__ import annotations

import json

import pytest

from konnektive.sandbox import Campaign, Catalogue, Product
from konnektive.sandbox.amounts import LARGEST
from tests.konnektive.sandbox.selling import call, message, ordered, sandbox, sold

UNREADABLE = ["-5", "abc", "49,95", "33.333", "1,299.00", "1e3", "NaN", ".5", "٤٩", "４９", "1234567890"]


@pytest.mark.parametrize("price", UNREADABLE)
@pytest.mark.parametrize("name", ["product1_price", "product1_shipPrice"])
def test_a_price_that_can_not_be_read_is_refused_by_name(name: str, price: str) -> None:
    crm = sandbox()
    refused = ordered(crm, 101, **{name: price})
    assert (refused.result, refused.message) == ("ERROR", {name: f"is not an amount like 49.95: {price}"})
    assert not crm.account.transactions and refused.notes


@pytest.mark.parametrize("qty", ["-1", "0", "2.5", "abc", "٣", "100000", "9" * 40])
def test_a_quantity_that_is_no_number_of_pieces_is_refused_by_name(qty: str) -> None:
    refused = ordered(sandbox(), product1_qty=qty)
    assert refused.result == "ERROR"
    assert refused.message == {"product1_qty": f"is not a whole number from 1 to 99999: {qty}"}


@pytest.mark.parametrize("qty", ["0", "2.5", "null", '"x"'])
def test_the_quantity_of_order_items_is_read_alike(qty: str) -> None:
    refused = ordered(sandbox(), product1_id="", orderItems=f'{{"101":{qty}}}')
    assert refused.result == "ERROR" and "orderItems" in refused.message


def test_an_upsale_reads_its_own_names() -> None:
    crm = sandbox()
    order = sold(crm)["orderId"]
    refused = call(crm, "upsale/import", orderId=order, productId=102, productPrice="49,95")
    assert refused.message == {"productPrice": "is not an amount like 49.95: 49,95"}
    assert set(call(crm, "upsale/import", orderId=order, productId=102, productQty="0").message) == {
        "productQty"
    }


def test_a_card_number_in_the_wrong_place_is_not_given_back() -> None:
    refused = ordered(sandbox(), product1_price="4111 1111 1111 1111")
    assert "1111 1111" not in str(refused.message)


@pytest.mark.parametrize(
    "cart",
    [
        {"product1_qty": "999999999999999", "product1_price": "999999999.99"},
        {"product1_qty": "99999", "product1_price": "9999999.99"},
        {"product1_price": "99999999.99", "product1_shipPrice": "0.01"},
        {"product1_price": "99999999.00", "product2_id": "102", "product2_price": "99999999.00"},
        {"product1_id": "103", "product1_qty": "99999", "product1_shipPrice": "99999000"},
    ],
)
def test_an_order_that_costs_more_than_any_is_refused(cart: dict[str, str]) -> None:
    crm = sandbox()
    assert ordered(crm, 101, **cart).result == "ERROR"
    assert not crm.account.transactions


def test_an_upsale_can_not_lift_an_order_above_the_largest() -> None:
    crm = sandbox()
    order = sold(crm, product1_price="99999999.99", product1_shipPrice="0")
    assert order["totalAmount"] == "99999999.99"
    refused = call(crm, "upsale/import", orderId=order["orderId"], productId=102)
    assert refused.message == "Order amount exceeds 99999999.99"
    assert crm.account.orders[order["orderId"]].total == LARGEST


def test_the_calls_own_price_and_quantity_are_taken() -> None:
    cart = {"product1_qty": "3", "product1_price": "10.5", "product1_shipPrice": "0"}
    assert sold(sandbox(), 101, **cart)["totalAmount"] == "31.50"
    assert message(sandbox(), "order/salestax", campaignId=1, product1_id=101, product1_price="49") == 0


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(("count", "result"), [(500, "SUCCESS"), (501, "ERROR")])
def test_a_call_names_so_many_products_and_no_more(as_json: bool, count: int, result: str) -> None:
    products = tuple(Product(100 + n, f"No. {n}", "1.00") for n in range(1, 502))
    crm = sandbox(catalogue=Catalogue((Campaign(1, "Many", products=products),)))
    ids = [100 + n for n in range(1, count + 1)]
    if as_json:
        named = {"orderItems": json.dumps({str(one): 1 for one in ids}), "product1_id": ""}
    else:
        named = {f"product{place}_id": str(one) for place, one in enumerate(ids, 1)}
    answered = ordered(crm, **named)
    assert answered.result == result
    assert result == "SUCCESS" or answered.message == "Order has more than 500 products"
