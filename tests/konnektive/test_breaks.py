"""Breaking ids on purpose: only what is sent is broken, and each break has its price."""

from __future__ import annotations

import pytest

from konnektive.breaks import BREAKS, broken_params, cost
from konnektive.shipped import shipped_funnels

PARAMS = {"sessionId": "a27dbdf0a6e047dc84c5cc542e7608c3", "orderId": "D6C8C390A7", "pageType": "leadPage"}


def test_what_is_left_out_is_not_sent() -> None:
    assert "orderId" not in broken_params(PARAMS, {"orderId": "leave out"}, 1)


@pytest.mark.parametrize("name", ["sessionId", "orderId"])
def test_a_stale_id_is_well_formed_and_another_and_the_same_each_time(name: str) -> None:
    stale = broken_params(PARAMS, {name: "stale"}, 1)[name]
    assert stale != PARAMS[name]
    assert len(stale) == len(PARAMS[name]) and stale.isupper() == PARAMS[name].isupper()
    assert broken_params(PARAMS, {name: "stale"}, 1)[name] == stale


def test_a_garbled_id_keeps_its_length_and_loses_its_form() -> None:
    garbled = broken_params(PARAMS, {"sessionId": "garble"}, 1)["sessionId"]
    assert len(garbled) == 32 and not garbled.isalnum()


@pytest.mark.parametrize("how", BREAKS)
def test_what_is_not_sent_cannot_be_broken(how) -> None:
    assert broken_params({"pageType": "leadPage"}, {"orderId": how}, 1) == {"pageType": "leadPage"}


def test_every_id_that_a_shipped_funnel_carries_has_a_price() -> None:
    paths = {step.call.path for funnel in shipped_funnels().values() for step in funnel.steps}
    for path in paths - {"landers/clicks/import", "order/confirm"}:
        assert cost(path, "sessionId") and cost(path, "orderId")
    assert cost("landers/clicks/import", "sessionId") and cost("order/confirm", "orderId")
