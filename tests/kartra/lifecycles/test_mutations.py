"""What goes wrong on the way, each by itself."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartra import read
from kartra.generation import Callback
from kartra.generation.dates import HOUR, MINUTE
from kartra.ledger import Ledger
from kartra.lifecycles import MUTATIONS, lifecycles, mutated, told_until
from kartra.lifecycles.wanted import Wanted, callbacks
from kartra.transaction import Transaction

UNTIL = 1_795_000_000_000


def subscription(seed: int = 1) -> tuple[Callback, ...]:
    told = told_until(lifecycles()["subscription"], seed, until=UNTIL)
    assert isinstance(told, tuple)
    return told


def ledger(told: tuple[Callback, ...]) -> Ledger:
    events = [event for one in told for event in read(one.body).events]
    return Ledger.of([paid for event in events if (paid := Transaction.of(event))], as_of=UNTIL)


def test_duplicates_are_the_same_bytes_a_little_later() -> None:
    before, after = subscription(), mutated(subscription(), ["duplicates"])
    counts = Counter(one.body for one in after)
    assert len(after) > len(before) and set(counts) == {one.body for one in before}
    assert ledger(after).purchases == ledger(before).purchases


def test_reordered_neighbours_change_places_and_keep_their_dates() -> None:
    before, after = subscription(), mutated(subscription(), ["reordered"])
    assert [one.body for one in after] != [one.body for one in before]
    assert sorted(one.body for one in after) == sorted(one.body for one in before)
    assert ledger(after).purchases == ledger(before).purchases


def test_delayed_ones_come_late() -> None:
    at = {one.body: one.at for one in subscription()}
    late = [one.at - at[one.body] for one in mutated(subscription(), ["delayed"])]
    assert any(late) and all(one == 0 or 10 * MINUTE <= one <= 48 * HOUR for one in late)


def test_a_missing_instalment_leaves_a_gap_in_the_ledger() -> None:
    after = mutated(subscription(), ["missing"])
    [purchase] = ledger(after).purchases
    assert purchase.gaps == ((3, 3),)


def test_without_instalments_another_event_goes_missing() -> None:
    told = told_until(lifecycles()["newcomer"], until=UNTIL)
    assert isinstance(told, tuple)
    assert len(mutated(told, ["missing"])) == len(told) - 1


def test_twins_tell_each_payment_on_the_other_surface_once() -> None:
    after = mutated(subscription(), ["twins"])
    ipn = [one for one in after if one.surface == "ipn"]
    told = [(one.payload["transaction_id"], one.payload["transaction_type"]) for one in ipn]
    assert len(told) == len(set(told)) == 7
    assert ledger(after).purchases == ledger(subscription()).purchases
    assert ledger(after).transactions == ledger(subscription()).transactions


@settings(max_examples=25)
@given(st.lists(st.sampled_from(sorted(MUTATIONS)), max_size=5), st.integers(0, 99))
def test_any_mixture_keeps_the_order_of_time_and_repeats_itself(names: list[str], seed: int) -> None:
    after = mutated(subscription(3), names, seed)
    assert [one.at for one in after] == sorted(one.at for one in after)
    assert after == mutated(subscription(3), names, seed)


def test_nothing_stays_nothing() -> None:
    assert mutated((), sorted(MUTATIONS)) == ()


@pytest.mark.parametrize("name", ["trial-refund", "subscription", "rough-delivery", "steady-member"])
@pytest.mark.parametrize("before", [[], ["twins"], ["duplicates", "reordered"]])
def test_one_instalment_goes_missing_and_nothing_else(name: str, before: list[str]) -> None:
    told = told_until(lifecycles()[name], until=UNTIL)
    assert isinstance(told, tuple)
    told = mutated(told, before)
    after = mutated(told, ["missing"])
    gone = {one.body: one for one in told if one not in after}
    assert [one.name for one in gone.values()] == ["ipn:rebill"]


def test_a_cancellation_arrives_though_its_last_payment_is_lost() -> None:
    told = told_until(lifecycles()["trial-refund"], until=UNTIL)
    assert isinstance(told, tuple)
    after = mutated(told, ["missing"])
    [purchase] = ledger(after).purchases
    assert "cancel_subscription" in [one.name for one in after]
    assert purchase.ended is not None


def test_a_rough_delivery_that_loses_a_second_instalment_still_ends() -> None:
    told = callbacks(Wanted(lifecycle="rough-delivery", mutate=("missing",)), UNTIL)
    assert isinstance(told, tuple)
    [purchase] = ledger(told).purchases
    assert purchase.status == "cancelled"
