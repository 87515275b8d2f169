"""Every documented event passes; what is not as documented is named with its path."""

from __future__ import annotations

import json

import pytest

from kartra.events import ACTIONS
from kartra.generation import EDITIONS, Edition, callback
from kartra.validation import fault

AT = 1_795_000_000_000


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_documented_event_passes(edition: Edition) -> None:
    for action in ACTIONS:
        assert fault(callback(action.name, 3, at=AT, edition=edition).body) is None


def test_a_form_may_stand_under_either_key() -> None:
    body = json.loads(callback("filled_form", 1, at=AT).body)
    [details] = body["action_details"].values()
    for key in ("tag", "form"):
        assert fault(json.dumps(body | {"action_details": {key: details}}).encode()) is None
    assert fault(json.dumps(body | {"action_details": {"other": details}}).encode())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"action": "tag_applied"}, "tag_applied"),
        ({"lead": {"id": "x", "email": "a@b.c"}}, "$.lead.id"),
        ({"lead": {"id": "1"}}, "email"),
        ({"lead": None}, "$.lead"),
        ({"action_details": {"tag": {"tag_id": "one", "tag_name": ""}}}, "$.tag.tag_id"),
        ({"action_details": {"tag": {"tag_id": "1"}}}, "tag_name"),
        ({"action_details": {}}, "tag"),
    ],
)
def test_what_is_wrong_is_named_with_its_path(change: dict[str, object], told: str) -> None:
    body = json.loads(callback("assign_tag", 1, at=AT).body) | change
    assert told in (fault(json.dumps(body).encode()) or "")


@pytest.mark.parametrize("line", [b"", b"{", b"[1]", b"null", b"\xff", b'{"action":1}', b"[" * 5000])
def test_no_event_at_all_is_a_fault_too(line: bytes) -> None:
    assert fault(line)
