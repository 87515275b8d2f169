"""Secrets leave every notation in which people paste and programs send them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import MASK, redacted_json, redacted_text

PLANT = "pl4nt-Secret"
CARD = "4111111111111111"


@pytest.mark.parametrize(
    "text",
    [
        '{{"password": "{0}", "n": 1}}',
        "{{'secret_key': '{0}'}}",
        '{{\\"api_password\\":\\"{0}\\",\\"b\\":1}}',
        "loginId=demo&password={0}&campaignId=1",
        "lead[password]={0}&lead[email]=x",
        "[secret_key] => {0}\n[x] => 1",
        '["secret_key"]=>\n  string(12) "{0}"\n',
        's:10:"secret_key";s:12:"{0}";',
        "%7B%22password%22%3A%22{0}%22%7D",
        "&quot;password&quot;:&quot;{0}&quot;",
        "<password>{0}</password>",
        'Content-Disposition: form-data; name="password"\r\n\r\n{0}\r\n--x--',
        "Authorization: Bearer {0}",
        "Cookie: session={0}; other=1",
        "curl -H 'Authorization: Basic {0}' https://example.com",
        "https://user:{0}@example.com/",
        "https://example.com/in?key={0}&x=1",
        '"password","{0}"',
        "password: {0}",
    ],
)
def test_a_secret_is_masked_in_every_notation(text: str) -> None:
    masked = redacted_text(text.format(PLANT))
    assert PLANT not in masked
    assert MASK in masked


@pytest.mark.parametrize(
    "written", [CARD, "4111 1111 1111 1111", "4111-1111-1111-1111", "0" * 16, "%22" + CARD]
)
def test_a_card_number_is_masked_however_it_is_written(written: str) -> None:
    assert "1111" not in redacted_text(f"paid with {written}") or written.startswith("0")
    assert "0" * 13 not in redacted_text(f"paid with {written}")


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "10", "date_joined": "2018-04-26 00:00:00", "phone": "2125551234"}',
        "a27dbdf0a6e047dc84c5cc542e7608c3",
        "fbclid=1700000000000 ad 23851234567890123",
        "transaction_last_4_card_digits=4242",
        '{"tokens": 3, "tokenized": "yes", "passwords_changed": "no"}',
        '{"token": null}',
        "password=",
    ],
)
def test_what_is_no_secret_stays_to_the_letter(text: str) -> None:
    assert redacted_text(text) == text


@given(
    st.dictionaries(
        st.sampled_from(["password", "cardNumber", "cvv", "secret_key", "x"]), st.integers() | st.text()
    )
)
def test_masked_json_is_still_json(value: dict[str, object]) -> None:
    masked = json.loads(redacted_text(json.dumps(value)))
    assert masked.keys() == value.keys()


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = redacted_text(text)
    assert redacted_text(once) == once


CALLED_LIKE_A_SECRET = st.sampled_from(["Secret", "Cookie", "token", "API Key", "ddbic", "Gold"])


@given(st.dictionaries(st.text("abc_", min_size=1, max_size=4), CALLED_LIKE_A_SECRET, max_size=4))
def test_a_product_may_be_called_like_a_secret(value: dict[str, str]) -> None:
    for separators in ((",", ":"), (", ", ": "), (" ,\n", " : ")):
        text = json.dumps(value, separators=separators)
        assert redacted_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        '[{"name":"token","value":"s3cr3t"}]',
        '{"name" : "Authorization" , "value" : "Basic s3cr3t", "comment": ""}',
        '{"value":"s3cr3t","name":"X-Api-Key"}',
        "{'key': 'lead[card_number]', 'value': 's3cr3t'}",
        r'"{\"field\":\"password\",\"content\":\"s3cr3t\"}"',
        '{"product_name":"Secret","password":"s3cr3t"}',
        '{"rawHeaders":["host","x","authorization","s3cr3t"]}',
    ],
)
def test_a_secret_beside_its_name_is_masked_and_nothing_else(text: str) -> None:
    assert redacted_text(text) == text.replace("Basic s3cr3t", "s3cr3t").replace("s3cr3t", "REDACTED")


def test_a_decoded_secret_beside_its_name_is_masked() -> None:
    told = {"headers": [{"name": "Authorization", "value": "Basic x"}, {"name": "Secret", "price": 3}]}
    assert redacted_json(told) == {
        "headers": [{"name": "Authorization", "value": "REDACTED"}, {"name": "Secret", "price": 3}]
    }
