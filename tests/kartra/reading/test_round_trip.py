"""An event printed in any notation, put in any envelope, is read as the same event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from kartra import read
from kartra.generation import EDITIONS, Edition, callback
from tests.kartra.reading.printers import (
    AS_TEXT,
    BYTES,
    ENVELOPES,
    NOTATIONS,
    compact,
    pretty,
    print_r,
    printed,
    request,
    table,
    var_dump,
)
from tests.kartra.reading.wrapped import AT, corpus, made, same

EVENTS = corpus()


def misread(body: Callable[[Any], bytes], *, as_texts: bool = False) -> list[str]:
    """The kinds of events that do not come back whole."""
    wrong = []
    for kind, event in EVENTS.items():
        found = read(body(event)).events
        if len(found) != 1 or not same(found[0], event, as_texts=as_texts):
            wrong.append(kind)
    return wrong


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_notation_keeps_every_value_and_its_type(notation: str) -> None:
    assert misread(lambda event: NOTATIONS[notation](event).encode()) == []


@pytest.mark.parametrize("notation", AS_TEXT)
def test_a_notation_of_texts_keeps_every_value(notation: str) -> None:
    assert misread(lambda event: AS_TEXT[notation](event).encode(), as_texts=True) == []


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_an_envelope_gives_its_event_once(envelope: str) -> None:
    assert misread(lambda event: printed(ENVELOPES[envelope](event))) == []


@pytest.mark.parametrize("encoding", BYTES)
def test_an_encoding_is_undone(encoding: str) -> None:
    assert misread(lambda event: BYTES[encoding](compact(event).encode())) == []


@pytest.mark.parametrize("envelope", ["n8n", "webhook.site", "docker", "har", "api gateway, base64"])
@pytest.mark.parametrize("notation", ["compact", "python", "node", "code block", "html entities", "base64"])
def test_a_wrapped_envelope_is_unwrapped_too(envelope: str, notation: str) -> None:
    event = made()
    [found] = read(NOTATIONS[notation](ENVELOPES[envelope](event)).encode()).events
    assert same(found, event)


JOINED = {
    "one after the other": "".join,
    "a line each": "\n".join,
    "blank lines between": "\n\n\n".join,
    "commas between": ",\n".join,
    "dashes between": "\n---\n".join,
    "record separators": lambda parts: "".join(f"\x1e{part}\n" for part in parts),
    "in a list": lambda parts: f"[{','.join(parts)}]",
    "a log": lambda parts: "".join(f"[2024-02-19 16:20:47] local.INFO: got {part} []\n" for part in parts),
    "code blocks": lambda parts: "".join(f"and:\n```\n{part}\n```\n" for part in parts),
    "requests": lambda parts: "".join(f"POST / HTTP/1.1\nHost: x\n\n{part}\n\n" for part in parts),
}


@pytest.mark.parametrize("printing", [compact, pretty])
@pytest.mark.parametrize("joining", JOINED)
def test_several_events_are_read_in_their_order(joining: str, printing: Callable[[Any], str]) -> None:
    events = [made("assign_tag", 1), made("buy_product", 2), made("video_play", 3)]
    found = read(JOINED[joining]([printing(event) for event in events]).encode()).events
    assert len(found) == 3
    assert all(same(one, event) for one, event in zip(found, events, strict=True))


IPN_POSTS = {
    "form": urlencode,
    "json": compact,
    "print_r": print_r,
    "var_dump": var_dump,
    "python": repr,
    "QueryDict": lambda fields: f"<QueryDict: { {key: [value] for key, value in fields.items()}!r}>",
    "csv": lambda fields: table([fields]),
    "raw http": lambda fields: request(urlencode(fields), "application/x-www-form-urlencoded"),
    "curl": lambda fields: f"curl -d '{urlencode(fields)}' https://example.com",
    "name: value": lambda fields: "\n".join(f"{key}: {value}" for key, value in fields.items()),
    "n8n": lambda fields: compact([{"headers": {}, "params": {}, "query": {}, "body": fields}]),
    "webhook.site": lambda fields: compact({"uuid": "1", "token_id": "2", "content": urlencode(fields)}),
    "har": lambda fields: compact(
        {
            "postData": {
                "text": urlencode(fields),
                "params": [{"name": k, "value": v} for k, v in fields.items()],
            }
        }
    ),
}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("wrapping", IPN_POSTS)
def test_an_ipn_post_is_known_in_any_wrapping(wrapping: str, edition: Edition) -> None:
    fields = dict(parse_qsl(callback("ipn:rebill", 3, at=AT, edition=edition).body.decode(), True))
    [event] = read(IPN_POSTS[wrapping](fields).encode()).events
    assert (event.surface, event.action) == ("ipn", None)
    assert event.details["transaction_type"] == "rebill"
    assert event.details["transaction_id"] == fields["transaction_id"]
    assert event.details["secret_key"] == "REDACTED"
    assert event.lead["email"] == fields.get("lead_email", fields.get("buyer_email"))


def test_events_are_told_by_the_line_on_which_they_begin() -> None:
    events = [made("assign_tag", 1), made("video_play", 3)]
    height = pretty(events[0]).count("\n") + 1
    assert [e.line for e in read("\n".join(map(pretty, events)).encode()).events] == [1, height + 1]
    assert [e.line for e in read("\n".join(map(compact, events)).encode()).events] == [1, 2]
    assert [e.line for e in read(pretty(events).encode()).events] == [2, height + 2]
