"""Landing URLs: taken apart and put together again, encoded once, and broken as funnels break them."""

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from konnektive.landing import Landing, encoded_twice, landing_of, unencoded

TEXT = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20)


@settings(max_examples=60)
@given(aff=TEXT, c1=TEXT, source=TEXT)
def test_values_survive_the_url_whatever_they_hold(aff: str, c1: str, source: str) -> None:
    landing = Landing(affId=aff, subs=(("c1", c1),), utm=(("utm_source", source),))
    query = dict(parse_qsl(urlsplit(landing.requestUri).query, keep_blank_values=True))
    assert query == {"affId": aff, "c1": c1, "utm_source": source}
    assert landing_of(landing.requestUri) == landing


def test_the_wire_form_decodes_to_the_url_and_holds_no_bare_ampersand() -> None:
    landing = Landing()
    assert "&" not in landing.on_the_wire
    assert parse_qs(f"requestUri={landing.on_the_wire}")["requestUri"] == [landing.requestUri]


def test_no_utm_codes_means_no_referer() -> None:
    assert Landing(utm=()).httpReferer == ""


def test_the_pages_own_parameters_stay_with_it() -> None:
    landing = landing_of("https://x.example/p?id=7&affId=A1&utm_source=g#top")
    assert landing.page == "https://x.example/p?id=7"
    assert landing.requestUri == "https://x.example/p?id=7&affId=A1&utm_source=g"


def test_a_misspelt_affiliate_is_kept_as_the_visitor_had_it() -> None:
    landing = landing_of("https://x.example/?affid=A1")
    assert landing.affId == ""
    assert "affid=A1" in landing.requestUri


def test_unencoded_is_what_a_server_reads_of_a_raw_url() -> None:
    uri = Landing().requestUri
    read = dict(parse_qsl(f"pageType=presellPage&requestUri={uri}", keep_blank_values=True))
    assert unencoded({"pageType": "presellPage", "requestUri": uri}) == read


def test_encoded_twice_still_reads_as_encoded_after_one_decoding() -> None:
    params = encoded_twice({"requestUri": "https://x.example/?a=b"})
    assert dict(parse_qsl(urlencode(params)))["requestUri"] == "https%3A%2F%2Fx.example%2F%3Fa%3Db"
