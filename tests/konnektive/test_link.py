"""Links restore a walk's set-up, never its target and never a secret; broken ones fall back to the usual."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.buyer import edited
from konnektive.funnel import Call, Page, with_pages
from konnektive.landing import landing_of
from konnektive.link import link, restored, restored_edits
from konnektive.run import Run
from tests.konnektive.walking import fresh_run


def there_and_back(run: Run) -> Run:
    back = restored(dict(parse_qsl(urlencode(link(run)))))
    assert back is not None
    return back


@pytest.mark.parametrize("funnel", ["full", "paypal-legacy", "3ds"])
def test_a_link_restores_the_set_up(funnel: str) -> None:
    run = replace(
        fresh_run(funnel, 7), landing=landing_of("https://a.example/?affId=X&c1=a%26b&utm_source=g")
    )
    run = run.breaking("orderId", "garble").at(2)
    assert there_and_back(run) == run


def test_a_funnel_of_ones_own_travels_whole() -> None:
    run = fresh_run()
    own = with_pages(
        msgspec.structs.replace(run.funnel, name="Ż own", campaignId="3"), ["leadPage", "upsellPage4"]
    )
    assert there_and_back(replace(run, funnel=own)).funnel == own


def test_a_funnel_that_is_not_json_is_not_read() -> None:
    yaml = b"name: Mine\npages:\n  - pageType: leadPage"
    packed = "z" + base64.urlsafe_b64encode(zlib.compress(yaml)).decode()
    run = restored({"funnel": packed})
    assert run is not None and run.funnel.name == "Full funnel"


def test_an_edited_buyer_travels_without_the_card() -> None:
    run = fresh_run()
    run = replace(run, buyer=edited(run.buyer, {"firstName": "Zoe", "cardNumber": "4111111111111111"}))
    back = there_and_back(run)
    assert back.buyer.firstName == "Zoe"
    assert back.buyer.card.is_test_card
    assert "4111" not in urlencode(link(run))


def test_secrets_in_a_funnels_parameters_stay_behind() -> None:
    page = Page(
        "checkoutPage",
        calls=(Call("order/import", {"cardNumber": "4111111111111111", "paySource": "CREDITCARD"}),),
    )
    run = replace(fresh_run(), funnel=msgspec.structs.replace(fresh_run().funnel, pages=(page,)))
    assert there_and_back(run).funnel.pages[0].calls[0].params == {"paySource": "CREDITCARD"}


def test_no_link_names_a_target() -> None:
    assert {name.partition(".")[0] for name in link(fresh_run())} == {"funnel", "seed", "landing", "at"}


def test_without_a_funnel_there_is_nothing_to_restore() -> None:
    assert restored({"seed": "3"}) is None


@settings(max_examples=60)
@given(funnel=st.text(max_size=40), seed=st.text(max_size=6), at=st.text(max_size=4), how=st.text(max_size=8))
def test_a_broken_link_opens_something_usual(funnel: str, seed: str, at: str, how: str) -> None:
    for text in (funnel, "z" + funnel):
        run = restored({"funnel": text, "seed": seed, "at": at, "landing": funnel, "break.orderId": how})
        assert run is not None and run.funnel.pages


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 16, "²"])
def test_a_number_that_no_browser_holds_is_not_followed(number: str) -> None:
    run = restored({"funnel": "full", "seed": number, "at": number})
    assert run is not None and (run.seed, run.position) == (1, 0)


@pytest.mark.parametrize("landing", ["http://[x?affId=A", "//a\u2100b?affId=A", "?affId=A", "#?affId=B"])
def test_a_landing_url_that_is_none_is_kept_as_it_is(landing: str) -> None:
    run = restored({"funnel": "full", "landing": landing})
    assert run is not None and run.landing.requestUri == landing.partition("#")[0]


def test_edits_travel_without_secrets() -> None:
    edits = {
        0: {"pageType": "nowhere", "campaignId": ""},
        4: {"cardNumber": "4111111111111111", "cardMonth": "7"},
    }
    params = dict(parse_qsl(urlencode(link(fresh_run(), edits)), keep_blank_values=True))
    assert restored_edits(params) == {0: {"pageType": "nowhere", "campaignId": ""}, 4: {"cardMonth": "7"}}
    assert restored_edits({"edit.4.cardNumber": "4111111111111111", "edit.x.y": "", "edit.": "1"}) == {}
