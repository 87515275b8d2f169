"""What the receiver and its scribe write each other comes out as it went in, however it is cut."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kartra.scribe.letters import Letters, Receipts, letter, receipt
from store import Arrival, EventRow, Rows, TxnRow

ROWS = st.none() | st.builds(
    Rows,
    st.lists(st.builds(EventRow, st.text(max_size=5), amount_cents=st.none() | st.integers(-9, 9))).map(
        tuple
    ),
    st.lists(st.builds(TxnRow, st.text(max_size=5), st.just("sale"))).map(tuple),
    st.booleans(),
)
ARRIVALS = st.lists(
    st.builds(
        Arrival,
        bin=st.text(max_size=5),
        received_at=st.integers(0, 2**42),
        body=st.binary(max_size=200),
        query=st.text(max_size=5),
        rows=ROWS,
        idempotency_key=st.none() | st.text(max_size=5),
        key_decides=st.booleans(),
    ),
    max_size=5,
)


def portions(whole: bytes, cuts: list[int]) -> Iterator[bytes]:
    ends = sorted(cut % (len(whole) + 1) for cut in cuts)
    for start, end in zip([0, *ends], [*ends, len(whole)], strict=True):
        yield whole[start:end]


@given(st.lists(ARRIVALS, max_size=4), st.lists(st.integers(0, 10_000), max_size=8))
def test_arrivals_come_out_as_they_went_in(sent: list[list[Arrival]], cuts: list[int]) -> None:
    letters, taken = Letters(), []
    for portion in portions(b"".join(letter(one) for one in sent), cuts):
        letters.add(portion)
        taken += letters.arrivals()
    assert taken == [arrival for one in sent for arrival in one]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=6), st.lists(st.integers(0, 99))
)
def test_receipts_add_up(sent: list[tuple[int, int]], cuts: list[int]) -> None:
    receipts = Receipts()
    told = [receipts.told(one) for one in portions(b"".join(receipt(*pair) for pair in sent), cuts)]
    assert sum(kept for kept, _ in told) == sum(kept for kept, _ in sent)
    assert sum(waiting for _, waiting in told) == sum(waiting for _, waiting in sent)
