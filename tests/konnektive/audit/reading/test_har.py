"""Archives of browsers and proxies, whole, damaged, and cut."""

from __future__ import annotations

import base64
import gzip
import json

import pytest

from konnektive.audit import read
from tests.konnektive.audit.recorded import clean, har

WHOLE = har(clean("everything"))
ENTRIES = json.loads(WHOLE)["log"]["entries"]


def archive(*entries: object, **log: object) -> bytes:
    return json.dumps({"log": {"version": "1.2", **log, "entries": entries}}).encode()


def test_entries_may_come_before_or_after_anything() -> None:
    swapped = json.dumps(
        {"comment": 1, "log": {"entries": ENTRIES, "pages": [{"title": "]}"}], "version": "1"}, "x": []}
    )
    assert len(read(swapped.encode()).calls) == len(ENTRIES)
    assert len(read(json.dumps({"entries": ENTRIES}).encode()).calls) == len(ENTRIES)
    assert len(read(json.dumps(ENTRIES).encode()).calls) == len(ENTRIES)
    assert (
        len(read(b"\xef\xbb\xbf" + json.dumps({"log": {"entries": ENTRIES}}, indent=2).encode()).calls) == 12
    )
    assert len(read(WHOLE.decode().encode("utf-16")).calls) == len(ENTRIES)
    assert len(read(gzip.compress(WHOLE)).calls) == len(ENTRIES)


@pytest.mark.parametrize("share", [0.1, 0.33, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_cut_archive_is_read_as_far_as_it_goes(share: float, packed: bool) -> None:
    data = gzip.compress(WHOLE) if packed else WHOLE
    recording = read(data[: int(len(data) * share)])
    assert recording.problems
    assert packed or len(recording.calls) >= int(len(ENTRIES) * share) - 1


def test_one_broken_entry_is_named_and_the_rest_is_read() -> None:
    text = json.dumps(ENTRIES[3])
    broken = WHOLE.decode().replace(text, text.replace('"response":', '"response" oops', 1))
    recording = read(broken.encode())
    assert len(recording.calls) == len(ENTRIES)
    assert str(recording.problems[0]).startswith("entry 4, response")
    assert not recording.calls[3].answer.recorded


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (None, "entry 2, request: missing"),
        ({"request": 7}, "entry 2, request: not an object"),
        ({"request": {"method": "GET"}}, "entry 2, request.url: missing"),
        ({"request": {"url": 9}}, "entry 2, request.url: not text"),
    ],
)
def test_what_an_entry_lacks_is_named(entry: object, told: str) -> None:
    recording = read(archive(ENTRIES[0], entry, *ENTRIES[1:]))
    assert [str(problem) for problem in recording.problems] == [told]
    assert len(recording.calls) == len(ENTRIES)


def lead(**post: object) -> dict[str, object]:
    return {
        "startedDateTime": "2026-11-01T10:00:00.000Z",
        "request": {
            "method": "POST",
            "url": "https://h.example/leads/import/",
            "headers": [],
            "postData": post,
        },
        "response": {
            "status": 200,
            "content": {
                "text": base64.b64encode(b'{"result":"SUCCESS","message":{"orderId":"A1"}}').decode(),
                "encoding": "base64",
            },
        },
    }


MULTIPART = "\r\n".join(
    (
        "--x",
        'Content-Disposition: form-data; name="firstName"',
        "",
        "Ann",
        "--x",
        'Content-Disposition: form-data; name="f"; filename="a"',
        "",
        "z",
        "--x--",
    )
)


@pytest.mark.parametrize(
    "post",
    [
        {"mimeType": "application/x-www-form-urlencoded", "text": "firstName=Ann&lastName=&x=1"},
        {
            "mimeType": "application/x-www-form-urlencoded",
            "params": [{"name": "firstName", "value": "Ann"}, {"name": "lastName", "value": ""}],
        },
        {"mimeType": "multipart/form-data; boundary=x", "text": MULTIPART},
        {
            "mimeType": "application/x-www-form-urlencoded",
            "text": base64.b64encode(b"firstName=Ann").decode(),
            "encoding": "base64",
        },
    ],
)
def test_bodies_of_every_kind_are_read(post: dict[str, object]) -> None:
    (call,) = read(archive(lead(**post))).calls
    assert call.given("firstName") == "Ann"
    assert "lastName" not in call.params
    assert call.answer.order_id == "A1"


def test_a_body_that_was_not_recorded_is_not_held_against_the_call() -> None:
    entry = lead()
    entry["request"] |= {"bodySize": 120, "postData": {"mimeType": "x", "text": ""}}  # type: ignore[operator]
    (call,) = read(archive(entry)).calls
    assert call.is_unread


def test_only_get_and_post_are_calls() -> None:
    entries = [json.loads(json.dumps(ENTRIES[0])) for _ in range(4)]
    for entry, method in zip(entries, ("OPTIONS", "HEAD", "get", "PUT"), strict=True):
        entry["request"]["method"] = method
    recording = read(archive(*entries))
    assert (len(recording.calls), recording.ignored) == (1, 3)


def test_a_large_entry_grows_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konnektive.audit.reading.json_stream.CHUNK", 100)
    assert len(read(WHOLE).calls) == len(ENTRIES)


def test_archives_one_after_the_other_are_all_read_and_what_is_none_is_named() -> None:
    one, other = har(clean("left at presell")), har(clean("left after lead", 9))
    both = read(one + b"\n" + other)
    assert len(both.calls) == 3 and not both.problems
    assert [str(problem) for problem in read(one + b" oops").problems] == [
        "what follows entry 1 is no archive and is not read"
    ]
