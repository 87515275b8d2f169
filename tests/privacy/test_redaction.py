"""What enters loses its secrets: parameters, URLs, headers, bodies, answers."""

from __future__ import annotations

import gzip
import json

from hypothesis import given
from hypothesis import strategies as st

from privacy import (
    MASK,
    redacted_body,
    redacted_headers,
    redacted_json,
    redacted_params,
    redacted_url,
)

PLANT = "pl4ntSecret"


def test_parameters_lose_password_and_card_and_keep_the_rest() -> None:
    params = {
        "loginId": "demo",
        "password": PLANT,
        "cardNumber": "4111111111111111",
        "cardSecurityCode": "100",
    }
    assert redacted_params(params) == {
        "loginId": "demo",
        "password": MASK,
        "cardNumber": MASK,
        "cardSecurityCode": MASK,
    }


def test_an_empty_secret_stays_empty_since_its_absence_is_a_finding() -> None:
    assert redacted_params({"cardSecurityCode": ""}) == {"cardSecurityCode": ""}


def test_a_secret_inside_another_parameter_is_found() -> None:
    params = {"requestUri": f"https://example.com/?password={PLANT}&c1=fb"}
    assert redacted_params(params) == {"requestUri": f"https://example.com/?password={MASK}&c1=fb"}


def test_a_url_keeps_the_encoding_of_what_is_no_secret() -> None:
    url = f"https://api.konnektive.com/order/import/?password={PLANT}&requestUri=https%3A%2F%2Fx%2F%3Fa%3D1&q=a+b"
    assert redacted_url(url) == (
        f"https://api.konnektive.com/order/import/?password={MASK}&requestUri=https%3A%2F%2Fx%2F%3Fa%3D1&q=a+b"
    )


def test_headers_lose_credentials_and_referers_their_keys() -> None:
    pairs = [
        ("Authorization", f"Bearer {PLANT}"),
        ("referer", f"https://x/?api_key={PLANT}"),
        ("accept", "*/*"),
    ]
    assert PLANT not in str(redacted_headers(pairs))
    assert redacted_headers(pairs)[2] == ("accept", "*/*")


def test_json_is_masked_at_any_depth_and_keeps_null_and_empty() -> None:
    value = {"a": [{"secret_key": PLANT}], "password": None, "token": "", "cardNumber": 4111111111111111}
    assert redacted_json(value) == {
        "a": [{"secret_key": MASK}],
        "password": None,
        "token": "",
        "cardNumber": MASK,
    }


def test_a_body_without_secrets_is_the_same_object() -> None:
    body = b'{"lead": {"id": "1", "phone": "2125551234"}}' * 50
    assert redacted_body(body) is body


def test_compressed_and_utf16_bodies_are_looked_into() -> None:
    text = f"transaction_type=sale&secret_key={PLANT}"
    assert PLANT.encode() not in gzip.decompress(redacted_body(gzip.compress(text.encode())))
    assert PLANT not in redacted_body(text.encode("utf-16")).decode("utf-16")


@given(st.binary())
def test_any_body_can_be_redacted(body: bytes) -> None:
    assert isinstance(redacted_body(body), bytes)


@given(st.binary().filter(lambda b: b"\n" not in b))
def test_bytes_that_are_no_text_survive_beside_a_masked_secret(noise: bytes) -> None:
    masked = redacted_body(b"password=" + PLANT.encode() + b"\n" + b"x " + noise.replace(b"=", b""))
    assert PLANT.encode() not in masked


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_can_be_redacted_and_keeps_its_shape(value: object) -> None:
    assert type(redacted_json(value)) is type(value) or redacted_json(value) == MASK
    json.dumps(redacted_json(value))
