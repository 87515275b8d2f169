"""Each lifecycle that comes along leaves the ledger with the facts that its title promises."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kartra import read
from kartra.generation import EDITIONS, Callback, Edition
from kartra.generation.dates import DAY
from kartra.ledger import Ledger, Purchase
from kartra.lifecycles import Scenario, lifecycles, scenario, told_until
from kartra.lifecycles.catalogue import source
from kartra.lifecycles.wanted import Wanted
from kartra.lifecycles.wanted import callbacks as wanted_callbacks
from kartra.transaction import Transaction

UNTIL = 1_795_000_000_000
SEEDS = (1, 4, 9)
NAMES = (
    "chargeback", "course-buyer", "instalments", "newcomer", "partner", "rough-delivery", "steady-member",
    "subscription", "trial-refund",
)  # fmt: skip


def callbacks(name: str, seed: int = 1, edition: Edition = "later") -> tuple[Callback, ...]:
    told = told_until(lifecycles()[name], seed, until=UNTIL, edition=edition)
    assert isinstance(told, tuple)
    return told


def ledger(told: Sequence[Callback]) -> Ledger:
    events = [event for one in told for event in read(one.body).events]
    transactions = [paid for event in events if (paid := Transaction.of(event))]
    return Ledger.of(transactions, as_of=UNTIL + DAY)


def only_purchase(name: str, seed: int, edition: Edition) -> Purchase:
    [purchase] = ledger(callbacks(name, seed, edition)).purchases
    return purchase


def test_the_lifecycles_that_are_promised_are_there() -> None:
    assert tuple(lifecycles()) == NAMES
    assert all(one.title and one.says for one in lifecycles().values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_event_reads_back_without_a_warning_and_of_one_person(name: str, edition: Edition) -> None:
    for seed in SEEDS:
        told = callbacks(name, seed, edition)
        events = [event for one in told for event in read(one.body).events]
        assert len(events) == len(told)
        assert not [finding for event in events for finding in event.findings if finding.severity != "info"]
        assert len({str(event.lead["email"]) for event in events}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_times_go_forward_and_end_when_asked(name: str) -> None:
    times = [one.at for one in callbacks(name)]
    assert times == sorted(times)
    assert times[-1] == UNTIL


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("seed", SEEDS)
class TestWhatTheLedgerSays:
    def test_a_trial_is_paid_and_refunded(self, seed: int, edition: Edition) -> None:
        purchase = only_purchase("trial-refund", seed, edition)
        assert purchase.is_subscription and purchase.trial
        assert [one.number for one in purchase.instalments] == [1, 2]
        assert purchase.returned_cents == purchase.instalments[1].cents > 0
        assert purchase.ended is not None

    def test_a_subscription_fails_recovers_and_ends(self, seed: int, edition: Edition) -> None:
        purchase = only_purchase("subscription", seed, edition)
        states = [one.state for one in purchase.instalments]
        assert states == ["paid", "paid", "paid", "failed", "paid", "paid"]
        assert [one.number for one in purchase.instalments] == [1, 2, 3, 4, 4, 5]
        assert (purchase.gaps, purchase.status, purchase.is_endless) == ((), "cancelled", True)

    def test_a_chargeback_takes_everything_back(self, seed: int, edition: Edition) -> None:
        purchase = only_purchase("chargeback", seed, edition)
        assert (purchase.status, purchase.balance_cents) == ("charged back", 0)

    def test_a_course_is_bought_and_refunded(self, seed: int, edition: Edition) -> None:
        purchase = only_purchase("course-buyer", seed, edition)
        assert (purchase.status, purchase.is_subscription) == ("refunded", False)
        assert purchase.returned_cents == purchase.paid_cents > 0

    def test_three_instalments_complete_a_plan(self, seed: int, edition: Edition) -> None:
        purchase = only_purchase("instalments", seed, edition)
        assert [one.number for one in purchase.instalments] == [1, 2, 3]
        assert purchase.total_payments == 3
        assert purchase.returned_cents * 2 == pytest.approx(purchase.instalments[2].cents, abs=2)

    def test_a_steady_member_pays_on(self, seed: int, edition: Edition) -> None:
        purchase = only_purchase("steady-member", seed, edition)
        assert (purchase.status, len(purchase.instalments)) == ("active", 3)

    def test_newcomers_and_partners_pay_nothing(self, seed: int, edition: Edition) -> None:
        for name in ("newcomer", "partner"):
            assert not ledger(callbacks(name, seed, edition)).purchases


def test_both_surfaces_of_one_payment_are_one_transaction() -> None:
    told = callbacks("chargeback")
    assert [one.name for one in told[:2]] == ["buy_product", "membership_granted"] or told[
        1
    ].name == "ipn:sale"
    book = ledger(told)
    assert (book.transactions, book.copies) == (2, 1)


def test_a_rough_delivery_is_one_subscription_with_a_gap() -> None:
    told = wanted_callbacks(Wanted(lifecycle="rough-delivery"), UNTIL)
    assert isinstance(told, tuple)
    bodies = [one.body for one in told]
    assert len(bodies) > len(set(bodies))
    book = ledger(told)
    [purchase] = book.purchases
    assert (purchase.gaps, purchase.status, book.copies > 3) == (((3, 3),), "cancelled", True)


def test_the_course_buyer_goes_the_whole_way() -> None:
    names = [one.name for one in callbacks("course-buyer")]
    before = ["filled_form", "list_subscription", "sequence_subscription", "assign_tag", "video_play"]
    after = ["video_complete", "buy_product", "membership_granted", "refund_product", "membership_revoked"]
    wanted = before + after
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)


def test_a_later_step_refers_to_what_an_earlier_one_sent() -> None:
    told = callbacks("chargeback")
    bought = told[0].payload["action_details"]["transaction_details"]["transaction_id"]
    tag = told[-1].payload["action_details"]["tag"]["tag_name"]
    assert tag == f"Disputed {bought}"


def test_every_file_reads_as_a_scenario() -> None:
    assert all(isinstance(scenario(source(name)), Scenario) for name in NAMES)


def test_different_lifecycles_of_one_seed_share_no_person_and_no_purchase() -> None:
    told = [one for name in NAMES for one in callbacks(name)]
    leads = {one.payload["lead"]["id"] for one in told if one.surface == "outbound"}
    assert len(leads) == len(NAMES)
    assert len(ledger(told).purchases) == len([name for name in NAMES if ledger(callbacks(name)).purchases])


def test_the_same_lifecycle_and_seed_are_the_same_to_the_byte() -> None:
    assert [one.body for one in callbacks("subscription")] == [one.body for one in callbacks("subscription")]


def test_another_address_is_another_person_with_other_numbers() -> None:
    told = [
        told_until(lifecycles()["chargeback"], 1, until=UNTIL, email=email)
        for email in ("a@x.test", "b@x.test")
    ]
    assert not {one.payload["lead"]["id"] for one in told[0] if one.surface == "outbound"} & {
        one.payload["lead"]["id"] for one in told[1] if one.surface == "outbound"
    }
    assert len(ledger((*told[0], *told[1])).purchases) == 2
