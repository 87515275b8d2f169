"""Marks keep what people write, but no secrets."""

from __future__ import annotations

import pytest

from store import connect
from store.inbox import one
from store.marks import Marked
from tests.store.made import arrival, keep


def marked(note: str = "", *tags: str) -> tuple[str, tuple[str, ...]]:
    store = connect()
    keep(store, arrival())
    store.write(Marked(1, note=note, tags=tags)).result()
    with store.reading() as connection:
        found = one(connection, 1)
    assert found
    return found.line.note, found.line.tags


def test_a_note_is_kept_to_the_letter() -> None:
    assert marked("Ask Maria:\nwhy 49.00?", "vip client")[0] == "Ask Maria:\nwhy 49.00?"
    assert marked("", "vip client")[1] == ("vip-client",)


@pytest.mark.parametrize("secret", ["4242424242424242", "4242 4242 4242 4242", "api_key=SKLIVE99"])
def test_secrets_and_cards_never_stay_in_marks(secret: str) -> None:
    note, tags = marked(f"refund, card {secret}", "ask", f"x {secret}", secret)
    kept = note + " ".join(tags)
    assert "SKLIVE99" not in kept
    assert "4242" not in kept
    assert note.startswith("refund, card ")
    assert tags[0] == "ask"
