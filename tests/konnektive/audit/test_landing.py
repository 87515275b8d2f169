"""The landing URL: encoded once, twice, or not at all."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from konnektive.audit.landing import is_encoded_twice, landing_pairs, misspelt, spilled, unfilled
from konnektive.audit.reading.request import Request, call_of

URL = "https://mylander.example/nutra/?affId=AF54B33412&c1=fb&c2=5"


def click(**params: str):
    call = call_of(
        Request("https://h/landers/clicks/import/", "POST", fields=list(params.items())), 1, (0, 0)
    )
    assert call
    return call


@pytest.mark.parametrize(
    "uri",
    [
        quote(URL, safe=""),
        URL.replace("&", "%26"),
        URL.replace("&", "%26").replace("=", "%3D").replace("?", "%3F"),
        "https://x.example/?affId=A%26c1%3Dfb",
        "https://x.example/?affId=A%26c1=fb",
        "https://x.example/?a=1&affId=A%26c1%3Dfb",
    ],
)
def test_a_url_that_is_still_encoded_was_encoded_twice(uri: str) -> None:
    assert is_encoded_twice(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        URL,
        "https://x.example/?u=https%3A%2F%2Fy.example%2F%3Fa%3D1%26c1%3D2&affId=A",
        "https://x.example/?affId=A&u=https%3A%2F%2Fy.example%2F%3Fa%3D1%26c1%3D2",
        "https://x.example/?next=%2Fpath%3Fa%3D1%26c1%3D2",
        "https://x.example/?utm_campaign=salt%26pepper",
        "https://x.example/go/https%3A%2F%2Fy.example%3Fa%3D1%26c1%3D2",
        "https://x.example/100%25",
    ],
)
def test_an_encoded_address_inside_one_value_is_fine(uri: str) -> None:
    assert not is_encoded_twice(uri)


def test_parameters_beside_a_uri_that_ends_after_its_first_were_spilled() -> None:
    one = click(requestUri="https://x.example/?affId=A", c1="fb", utm_source="x", userAgent="M")
    assert spilled(one) == ["c1", "utm_source"]
    assert not spilled(click(requestUri=URL, c1="fb"))
    assert not spilled(click(requestUri="https://x.example/?affId=A", affId="A", campaignId="1"))
    assert not spilled(click(requestUri="https://x.example/", c1="fb"))


def test_case_and_placeholders_are_seen() -> None:
    assert misspelt(landing_pairs(click(requestUri=URL.replace("affId", "AFFID").replace("c1", "C1")))) == [
        "AFFID",
        "C1",
    ]
    for value in ("[c1]", "{affid}", "{{affId}}", "{{ad.name}}", "x_{campaign.id}", "__CID__"):
        assert unfilled(landing_pairs(click(requestUri=f"https://x.example/?c1={value}"))), value
    for value in ("fb", "a{1}", '{"a":1}', "a_b", "[1]"):
        assert not unfilled(landing_pairs(click(requestUri=f"https://x.example/?c1={value}"))), value
