"""Drafts: what a well-made funnel sends at each step, and nothing that it has no value for."""

from __future__ import annotations

import msgspec
import pytest

from konnektive.draft import numbered_products
from konnektive.endpoints import ENDPOINTS
from konnektive.funnel import Product
from konnektive.shipped import shipped_funnels
from tests.konnektive.walking import fresh_run, walked


@pytest.mark.parametrize("name", shipped_funnels())
def test_every_drafted_parameter_is_documented_and_has_a_value(name: str) -> None:
    for attempt in walked(name).attempts:
        endpoint = ENDPOINTS[attempt.exchange.endpoint.path]
        for parameter, value in attempt.exchange.params.items():
            assert endpoint.parameter(parameter) is not None, parameter
            assert value


@pytest.mark.parametrize("name", shipped_funnels())
def test_every_required_parameter_is_drafted(name: str) -> None:
    for attempt in walked(name).attempts:
        required = {one.name for one in attempt.exchange.endpoint.required}
        assert required <= set(attempt.exchange.params)


def test_only_the_first_click_tells_where_the_visitor_came_from() -> None:
    first, second, *_ = walked().attempts
    assert {"requestUri", "userAgent", "ipAddress", "httpReferer"} <= set(first.exchange.params)
    assert not {"requestUri", "userAgent", "ipAddress"} & set(second.exchange.params)


def test_an_order_without_a_lead_brings_the_person() -> None:
    run = fresh_run().at(4)
    assert {"firstName", "lastName", "emailAddress"} <= set(run.draft())


def test_a_funnels_own_parameters_win_and_an_empty_one_leaves_out() -> None:
    funnel = fresh_run().funnel
    page = msgspec.structs.replace(
        funnel.pages[0],
        calls=(
            msgspec.structs.replace(funnel.pages[0].calls[0], params={"campaignId": "7", "ipAddress": ""}),
        ),
    )
    run = fresh_run()
    own = type(run)(msgspec.structs.replace(funnel, pages=(page,)), run.buyer)
    assert own.draft()["campaignId"] == "7"
    assert "ipAddress" not in own.draft()


def test_products_are_numbered_without_a_gap() -> None:
    params = numbered_products((Product("101", price="1.00"), Product("102", qty=3)))
    assert params == {
        "product1_id": "101", "product1_qty": "1", "product1_price": "1.00",
        "product2_id": "102", "product2_qty": "3",
    }  # fmt: skip
