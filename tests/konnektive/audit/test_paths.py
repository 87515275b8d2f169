"""Calls are recognised by the ending of their path, and look-alikes are told from strangers."""

from __future__ import annotations

import pytest

from konnektive.audit.paths import endpoint_of


@pytest.mark.parametrize(
    "path",
    [
        "/landers/clicks/import",
        "/landers/clicks/import/",
        "/konnektive/landers/clicks/import/",
        "/v1/api//leads/import",
        "/transactions/confirmPaypal",
        "/x/order/confirm/",
    ],
)
def test_an_endpoint_is_told_whatever_stands_before_it(path: str) -> None:
    endpoint, resembles = endpoint_of(path)
    assert endpoint is not None and not resembles


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/lead/import", "leads/import"),
        ("/click/import/", "landers/clicks/import"),
        ("/landers/click/import", "landers/clicks/import"),
        ("/lander/clicks/import", "landers/clicks/import"),
        ("/landingpages/clicks/import", "landers/clicks/import"),
        ("/api/upsell/import", "upsale/import"),
        ("/upsales/import", "upsale/import"),
        ("/orders/import", "order/import"),
        ("/ordre/import", "order/import"),
        ("/orders/confirm", "order/confirm"),
        ("/transaction/confirmPaypal", "transactions/confirmPaypal"),
        ("/transactions/confirmPayPal", "transactions/confirmPaypal"),
        ("/Order/Import", "order/import"),
    ],
)
def test_a_look_alike_names_the_endpoint_that_was_meant(path: str, meant: str) -> None:
    endpoint, resembles = endpoint_of(path)
    assert endpoint is not None and resembles
    assert endpoint.path == meant


@pytest.mark.parametrize(
    "path",
    [
        "/campaign/query/",
        "/customer/profile/import/",
        "/order/query",
        "/order/importer",
        "/contacts/import",
        "/users/import",
        "/folder/import",
        "/deals/import",
        "/account/confirm",
        "/newsletter/confirm",
        "/import",
        "/",
        "",
        "/neworder/import",
    ],
)
def test_other_paths_are_no_calls(path: str) -> None:
    assert endpoint_of(path) == (None, False)
