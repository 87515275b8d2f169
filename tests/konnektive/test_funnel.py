"""Funnels as files: read, written, changed, saved, drawn; whatever is wrong with one is a sentence."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.diagram import diagram
from konnektive.endpoints import PAGE_TYPES
from konnektive.funnel import Funnel, recommended_page, with_pages
from konnektive.funnel_file import read_funnel, written
from konnektive.saved import save, saved_funnels
from konnektive.shipped import FOLDER, shipped_funnels


@pytest.mark.parametrize("name", shipped_funnels())
def test_a_shipped_file_is_written_as_it_is_read(name: str) -> None:
    text = (FOLDER / f"{name}.json").read_text()
    assert written(shipped_funnels()[name]) == text


def test_every_file_in_the_folder_is_a_funnel() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(shipped_funnels())


@settings(max_examples=60)
@given(chosen=st.sets(st.sampled_from(PAGE_TYPES), min_size=1))
def test_any_pages_make_a_funnel_in_the_visitors_order(chosen: set[str]) -> None:
    funnel = with_pages(Funnel("Any"), chosen)
    assert funnel.page_types == tuple(page for page in PAGE_TYPES if page in chosen)
    assert read_funnel(written(funnel)).funnel == funnel


def test_pages_that_stay_keep_what_was_edited() -> None:
    page = msgspec.structs.replace(recommended_page("leadPage"), text="mine")
    funnel = with_pages(Funnel("F", pages=(page,)), ["leadPage", "checkoutPage"])
    assert funnel.pages[0].text == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expected `object`, got `null`"),
        ("{", "Input data was truncated"),
        ("name: F\npages:\n  - text: no type", "required field `pageType` - at `$.pages[0]`"),
        ("name: F\npages: [", "while parsing a flow node"),
        ("- " * 5000, "nested too deeply"),
        ("a: &a [1]\nb: *a", "aliases are not read"),
        ('name: "\\UFFFFFFFF"', "not a funnel file"),
        ('name: "\\U00FFFFFF"', "not a funnel file"),
        (f"%YAML 1.{'9' * 5000}\n---\nname: F", "not a funnel file"),
        ("[]", "Expected `object`, got `array`"),
        ('{"name": "F"}', "This funnel has no pages."),
        ('{"name": "F", "pages": [{"pageType": "leadPage", "price": 3}]}', "field `price` - at `$.pages[0]`"),
        ('{"name": "F", "pages": [{"pageType": "leadPage", "calls": [{}]}]}', "required field `path`"),
        (b"\xff\xfe", "not a funnel file"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_explained_with_its_place(text: str | bytes, said: str) -> None:
    read = read_funnel(text)
    assert read.funnel is None
    assert said in read.problem


def test_a_saved_funnel_is_found_under_a_safe_name(tmp_path: Path) -> None:
    funnel = with_pages(Funnel("../../My funnel: №1"), ["leadPage"])
    path = save(funnel, tmp_path / "funnels")
    assert path.parent == tmp_path / "funnels"
    assert saved_funnels(tmp_path / "funnels") == {"my-funnel-1": funnel}


def test_names_that_are_alike_as_file_names_are_kept_apart(tmp_path: Path) -> None:
    one, other = (with_pages(Funnel(name), ["leadPage"]) for name in ("Воронка", "漏斗"))
    assert save(one, tmp_path) != save(other, tmp_path)
    again = msgspec.structs.replace(other, about="edited")
    save(again, tmp_path)
    assert saved_funnels(tmp_path) == {"funnel": one, "funnel-2": again}


def test_a_file_that_is_none_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("no")
    assert saved_funnels(tmp_path) == {}
    assert saved_funnels(tmp_path / "nowhere") == {}


def test_the_diagram_tells_what_is_carried_and_given() -> None:
    lines = diagram(shipped_funnels()["paypal-legacy"]).splitlines()
    assert "  F->>C: Import Lead (sessionId)" in lines
    assert "  C-->>F: orderId" in lines
    assert "  C-->>F: paypalUrl, the buyer approves and comes back" in lines
    assert "  F->>C: Confirm PayPal (sessionId, orderId, token, payerId)" in lines


def test_names_cannot_break_the_diagram() -> None:
    product = msgspec.structs.replace(recommended_page("checkoutPage").products[0], name="a;b\n#c")
    page = msgspec.structs.replace(recommended_page("checkoutPage"), products=(product,))
    assert "Note over F,C: Checkout (a,b no. c)" in diagram(Funnel("F", pages=(page,)))


def test_a_funnel_is_read_from_yaml_with_ids_and_prices_as_written() -> None:
    text = """
name: Small
campaignId: 7
pages:
  - pageType: checkoutPage
    products: [{id: 101, name: Main offer, price: 49.90, qty: 2}]
    calls:
      - path: landers/clicks/import
      - path: order/import
        params: {paySource: COD, forceQA: 1}
"""
    funnel = read_funnel(text).funnel
    assert funnel is not None
    assert (funnel.campaignId, funnel.pages[0].products[0].price, funnel.pages[0].products[0].qty) == (
        "7",
        "49.90",
        2,
    )
    assert funnel.pages[0].calls[1].params == {"paySource": "COD", "forceQA": "1"}
    assert read_funnel(written(funnel)).funnel == funnel


@settings(max_examples=80)
@given(text=st.text(max_size=60) | st.binary(max_size=60))
def test_no_text_raises(text: str | bytes) -> None:
    read = read_funnel(text)
    assert (read.funnel is None) == bool(read.problem)
