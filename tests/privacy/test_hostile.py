"""Nothing that a stranger sends takes long to look through, and no common spelling of a secret gets by."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import redacted_body, redacted_headers, redacted_query
from privacy.names import is_secret

CARD = "4242424242424242"
HOSTILE = (
    b"_",
    b"-",
    b"a.",
    b" ",
    b"\\",
    b"\\n",
    b"\n\n",
    b"<password",
    b"name=password\n",
    b"name=password\n\n",
    b"name=",
    b"password:'",
    b'"password":[',
    b'"password":{',
    b'"name":"token","value":"',
    b'"value":"x","name":"',
    b'"value":\\"',
    b'"Secret","',
    b"://a:",
    b"4242 ",
    b"4242424242424242,",
    b"%20",
    b"&key=",
)


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("before", [b"password=1 ", b'name=token\n\n{"password":"x","note":"'])
def test_a_stranger_can_not_make_it_slow(before: bytes, unit: bytes) -> None:
    """Fails by never ending: what grows with the square of the length takes an hour for this much."""
    assert redacted_body(before + unit * (200_000 // len(unit)))


@pytest.mark.parametrize(
    "text",
    [
        '{"password":["SECRET"]}',
        '{"token": {"value": "SECRET", "n": [1]}}',
        '{"userPassword":"SECRET"}',
        '{"sessionToken":"SECRET"}',
        '{"creditCardCvv":"SECRET"}',
        '{"passphrase":"SECRET"}',
        '{"card_no":"SECRET"}',
        "password[]=SECRET",
        "password[0]=SECRET&a=1",
        "user[password][0]=SECRET",
        "card[number]=SECRET",
        r'{"payload":"{\"password\":\"SECRET\\\\\"}"}',
    ],
)
def test_a_secret_is_found_however_its_name_is_written(text: str) -> None:
    assert b"SECRET" not in redacted_body(text.encode())


@pytest.mark.parametrize(
    "name",
    ["x-gitlab-token", "x-auth-token", "x-shopify-access-token", "x-webhook-secret", "x-amz-security-token",
     "cf-access-client-secret", "x-password", "x-auth-key"],
)  # fmt: skip
def test_headers_that_carry_credentials_are_masked(name: str) -> None:
    assert redacted_headers([(name, "x")]) == ((name, "REDACTED"),)


@pytest.mark.parametrize(
    "query",
    ["user_password=x", "stripe_token=x", "customer.password=x", "password%5B0%5D=x", "confirmPassword=x"],
)
def test_queries_are_masked_by_the_end_of_a_name(query: str) -> None:
    assert redacted_query(query).endswith("=REDACTED")


@pytest.mark.parametrize(
    "name", ["tokens", "token_expires", "secretary", "cookies_accepted", "Password hint"]
)
def test_a_name_that_only_begins_like_a_secret_is_none(name: str) -> None:
    assert not is_secret(name)


@pytest.mark.parametrize(
    "text",
    [
        f"Bob,{CARD},12/27",
        f"Bob,{CARD},12,27",
        f"[{CARD},5105105105105100,1]",
        "note=4242+4242+4242+4242",
        "note=4242%204242%204242%204242",
        f"cc{CARD}",
        f"card_{CARD}",
        "4242.4242.4242.4242",
        "4242/4242/4242/4242",
        "4242\t4242\t4242\t4242",
        "4242  4242  4242  4242",
        "4242\u00a04242\u00a04242\u00a04242",
        "4242\u20134242\u20134242\u20134242",
        f'{{"n":{CARD}.0}}',
        f"a={CARD}%2C12",
    ],
)
def test_a_card_number_is_found_however_it_is_written(text: str) -> None:
    assert b"4242424242" not in redacted_body(text.encode())
    assert b"4242" not in redacted_body(text.encode()).replace(b"%204242", b"4242")


def test_a_card_number_is_found_in_a_query_and_as_a_name() -> None:
    for query in (f"{CARD}=x", f"cc={CARD},12", f"n={CARD}%2C12"):
        assert CARD not in redacted_query(query)


@given(st.lists(st.sampled_from([int(CARD), -int(CARD), float(CARD), 7, 1_700_000_000_000]), min_size=1))
def test_json_with_bare_card_numbers_stays_json(numbers: list[float]) -> None:
    for separators in ((",", ":"), (", ", ": ")):
        told = json.loads(
            redacted_body(json.dumps({"n": numbers, "m": numbers[0]}, separators=separators).encode())
        )
        assert [one == "REDACTED" for one in told["n"]] == [abs(n) == int(CARD) for n in numbers]


def test_a_password_that_ends_in_a_backslash_ends_there() -> None:
    body = json.dumps({"password": "abc\\", "action": "buy_product", "x": 'a"b'}).encode()
    assert json.loads(redacted_body(body)) == {"password": "REDACTED", "action": "buy_product", "x": 'a"b'}


SECRET = b'{"password":"SECRET"}'
EVENT = b'{"action":"assign_tag"}'


def test_every_member_of_a_packed_body_is_kept_and_looked_into() -> None:
    for parts in ((SECRET, EVENT), (EVENT, SECRET), (EVENT, SECRET, EVENT)):
        kept = gzip.decompress(redacted_body(b"".join(map(gzip.compress, parts))))
        assert kept == b"".join(parts).replace(b"SECRET", b"REDACTED")


@pytest.mark.parametrize(
    "body",
    [
        zlib.compress(SECRET),
        gzip.compress(gzip.compress(SECRET)),
        gzip.compress(SECRET)[:-8] + b"12345678",
        SECRET.decode().encode("utf-16-le"),
        SECRET.decode().encode("utf-16-be"),
        SECRET.decode().encode("utf-16"),
    ],
    ids=["deflate", "packed twice", "wrong check sum", "utf-16-le", "utf-16-be", "utf-16 with a mark"],
)
def test_no_encoding_hides_a_secret(body: bytes) -> None:
    kept = redacted_body(body)
    while kept.startswith((b"\x1f\x8b", b"\x78")):
        kept = zlib.decompress(kept, 47)
    assert b"SECRET" not in kept.replace(b"\0", b"")
    assert b"REDACTED" in kept.replace(b"\0", b"")


def test_a_packed_body_without_a_secret_stays_the_same_bytes() -> None:
    for body in (
        gzip.compress(EVENT),
        zlib.compress(EVENT),
        gzip.compress(EVENT)[:-3],
        b"\x78\x9cnot packed",
    ):
        assert redacted_body(body) is body
