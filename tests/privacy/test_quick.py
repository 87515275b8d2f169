"""The quick look may be wrong in one direction only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from privacy.cards import may_hold_card
from privacy.names import QUERY_MARKS, SECRET_WORDS, may_name_secret
from privacy.quick import may_hide

NAMES = st.sampled_from(["".join(words) for words in SECRET_WORDS] + list(QUERY_MARKS))
BETWEEN = st.sampled_from(["", "_", "-", " ", "\0", "__"])


@st.composite
def spelled(draw: st.DrawFn) -> bytes:
    """A secret's name in some spelling."""
    between = draw(BETWEEN)
    name = between.join(letter.upper() if draw(st.booleans()) else letter for letter in draw(NAMES))
    return name.encode()


FRAGMENTS = st.one_of(
    st.binary(max_size=20),
    spelled(),
    st.from_regex(rb"://[a-z:]{0,5}@", fullmatch=True),
    st.from_regex(rb"(\d\x00?[ -]?\x00?){11,20}", fullmatch=True),
)


@given(st.lists(FRAGMENTS, max_size=6).map(b"".join))
def test_it_never_overlooks_what_a_close_look_finds(body: bytes) -> None:
    close = may_name_secret(body) or may_hold_card(body.replace(b"\0", b""))
    assert may_hide(body) or not close


def test_a_plain_event_has_nothing_to_hide() -> None:
    assert not may_hide(b'{"lead": {"id": "10", "email": "a@example.com"}, "action": "assign_tag"}')
