"""A URL is read in one way or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.sending.target import NoTarget, Target, target


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0x7f.1/",
        "http://127.0.0.1.1/", "http://１２７.1/", "http://127.0.0.0x1/",
    ],
)  # fmt: skip
def test_an_address_in_an_unusual_notation_is_refused(url: str) -> None:
    assert isinstance(target(url), NoTarget)


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example@127.0.0.1/", "http://user:pass@shop.example/", "http://shop.example:80@evil.example/",
        "http://@shop.example/",
    ],
)  # fmt: skip
def test_a_user_name_before_the_host_is_refused(url: str) -> None:
    assert "user name" in target(url).reason


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/\r\nx-evil: 1", "http://shop.example/ HTTP/1.1", "http://shop.example\\@evil.example/",
        "http://shop.exa\tmple/", "http://shop.example/\x00",
    ],
)  # fmt: skip
def test_a_url_with_blanks_controls_or_backslashes_is_refused(url: str) -> None:
    assert "blank" in target(url).reason


def test_a_url_with_half_a_character_is_refused() -> None:
    assert "no character" in target("http://shop.example/\udcff").reason


@pytest.mark.parametrize(
    "url", ["ftp://shop.example/", "file:///etc/passwd", "shop.example", "//shop.example", "", "javascript:x"]
)
def test_only_http_and_https_are_sent(url: str) -> None:
    assert "http://" in target(url).reason


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///x", "http://[fe80::1%25eth0]/", "http://[::1", "http://[:::]/", "http://a..b:x/",
     "http://shop.example:99999/", "http://shop.example:0/", "http://a_b-.example-/", "http://" + "a" * 9000],
)  # fmt: skip
def test_what_names_no_host_is_refused(url: str) -> None:
    assert isinstance(target(url), NoTarget)


def test_full_width_digits_are_read_as_a_resolver_would() -> None:
    assert target("http://１２７.０.０.１:8080/x").host == "127.0.0.1"


def test_a_url_is_taken_apart_and_put_together_again() -> None:
    one = target("HTTPS://Shop.Example:8443/hooks/münchen?a=1&b=%20")
    assert one == Target("https", "shop.example", 8443, "/hooks/m%C3%BCnchen?a=1&b=%20")
    assert one.host_header == "shop.example:8443"
    assert target("http://[::1]:8080").host_header == "[::1]:8080"
    assert target("https://shop.example").url == "https://shop.example/"


@given(st.text(max_size=60))
def test_no_text_makes_it_raise_or_let_a_line_break_through(text: str) -> None:
    one = target("http://" + text)
    if isinstance(one, Target):
        assert not any(c in one.path + one.host_header for c in " \r\n\t\\")
        assert one.path.isascii() and one.host_header.isascii()


@pytest.mark.parametrize("host", ["[::1].example.com", "[::1]x:80", "[v1.x]", "x[::1]", "[::1", "[]"])
def test_brackets_hold_an_address_and_nothing_else(host: str) -> None:
    assert isinstance(target(f"http://{host}/"), NoTarget)
