"""The short way gives what the careful way gives, or steps aside."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.event import Event
from kartra.lifecycles.sample import sample_events
from kartra.ordinary import ordinary
from kartra.ordinary_rows import ordinary_rows
from kartra.reading import read
from kartra.rows import rows

BODIES = [callback.body for callback in sample_events(150, seed=4)]
OUTBOUND = [body for body in BODIES if body.startswith(b"{")]


def worth(event: Event) -> list[str]:
    return sorted({finding.code for finding in event.findings if finding.severity != "info"})


def agrees(body: bytes) -> None:
    """Whatever the short way accepts is one event of the careful way, with the same warnings."""
    short = ordinary(body)
    if short is None:
        return
    (careful,) = read(body).events
    for part in ("action", "surface", "documented", "lead", "details_key", "details", "extras"):
        assert getattr(short, part) == getattr(careful, part), part
    assert worth(short) == worth(careful)
    assert ordinary_rows(body) == rows(read(body))


def test_most_bodies_are_ordinary() -> None:
    taken = [body for body in OUTBOUND if ordinary(body) is not None]
    assert len(taken) > 0.95 * len(OUTBOUND)


@pytest.mark.parametrize("body", BODIES[::3])
def test_both_ways_agree(body: bytes) -> None:
    agrees(body)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [path, *(leaf for key, item in value.items() for leaf in leaves(item, (*path, key)))]
    if isinstance(value, list):
        return [path, *(leaf for at, item in enumerate(value) for leaf in leaves(item, (*path, at)))]
    return [path]


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        [
            *("{{email}}", "[email protected]", "j***@x.com", "MarÃ­a", "M??a", "<b>x</b>", "…@x.com"),
            *("0", "x@kartra.com", "0000-00-00 00:00:00", "N/A", "1,234.50", "%%NAME%%", "${x}"),
            *("{name}", "12.0", "1e5", "\ufffd", "007", "-0", "+5", " 5", "nan", "inf", "1_000", "-5.00"),
            *("58.804", "58.80001", "49.", ".5", "0.10", "redacted", "[x]", "xxxx@x.com", "<1>", "%1%", "$x"),
            *(58.804, 1e19, 10**18, -7, 49.000001, "9" * 25, "sub_1", "N/A", "null", "sale", "Rebill"),
        ]
    ),
    st.just([]),
    st.just({"a": 1}),
)  # fmt: skip


@given(st.sampled_from(OUTBOUND), st.data(), st.booleans())
def test_a_changed_value_is_noticed_both_ways(body: bytes, data: st.DataObject, ascii_only: bool) -> None:
    value = json.loads(body)
    path = data.draw(st.sampled_from(leaves(value)[1:]))
    place = value
    for key in path[:-1]:
        place = place[key]
    if isinstance(place, dict) and data.draw(st.booleans()):
        del place[path[-1]]
    else:
        place[path[-1]] = data.draw(ODD)
    agrees(json.dumps(value, ensure_ascii=ascii_only).encode())


@given(st.sampled_from(OUTBOUND), st.data())
def test_a_changed_byte_is_noticed_both_ways(body: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body) - 1))
    agrees(body[:at] + data.draw(st.binary(max_size=3)) + body[at + 1 :])


def test_a_key_given_twice_is_not_ordinary() -> None:
    body = OUTBOUND[0].replace(b'"action":', b'"action":"assign_tag","action":', 1)
    assert ordinary(body) is None
