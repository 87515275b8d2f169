"""The sample looks like a business, and is the same for the same seed."""

from __future__ import annotations

from collections import Counter

from kartra import read
from kartra.generation.dates import DAY
from kartra.ledger import Ledger
from kartra.lifecycles import sample_events
from kartra.transaction import Transaction

UNTIL = 1_795_000_000_000


def test_as_many_as_asked_sorted_and_within_the_weeks_before() -> None:
    events = sample_events(600, until=UNTIL)
    times = [one.at for one in events]
    assert len(events) == 600
    assert times == sorted(times)
    assert times[0] > UNTIL - 62 * DAY and times[-1] <= UNTIL
    assert len({one // DAY for one in times}) > 40


def test_every_sample_reads_back_and_the_ledger_can_be_kept() -> None:
    events = [event for one in sample_events(600, until=UNTIL) for event in read(one.body).events]
    assert not [finding for event in events for finding in event.findings if finding.severity == "error"]
    book = Ledger.of([paid for event in events if (paid := Transaction.of(event))], as_of=UNTIL)
    states = Counter(one.status for one in book.purchases)
    assert states["active"] and states["refunded"] and book.balance_cents > 0
    assert not states["sale not here"]


def test_the_same_seed_makes_the_same_sample() -> None:
    assert sample_events(50, 3, until=UNTIL) == sample_events(50, 3, until=UNTIL)
    assert sample_events(50, 3, until=UNTIL) != sample_events(50, 4, until=UNTIL)


def test_none_are_none() -> None:
    assert sample_events(0, until=UNTIL) == ()
