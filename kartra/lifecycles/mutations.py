"""What goes wrong between sender and shop: duplicates, disorder, delay, loss, and both surfaces at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kartra.generation.agreement import overlaid, told_otherwise
from kartra.generation.callback import Callback
from kartra.generation.dates import HOUR, MINUTE, SECOND
from kartra.generation.editions import Edition
from kartra.generation.ipn import ipn_form
from kartra.generation.leads import lead
from kartra.generation.payments import Payment
from kartra.generation.seed import Chance, seeded
from kartra.generation.transactions import transaction_details

Callbacks = tuple[Callback, ...]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One way in which what arrives differs from what happened."""

    name: str
    says: str
    apply: Callable[[Callbacks, Chance, Edition], Sequence[Callback]]


def mutated(
    callbacks: Callbacks, names: Sequence[str], seed: object = 1, edition: Edition = "later"
) -> Callbacks:
    """The callbacks after those mutations (names of `MUTATIONS`), in order of arrival."""
    for name in names:
        changed = MUTATIONS[name].apply(callbacks, seeded("mutation", name, seed), edition)
        callbacks = tuple(sorted(changed, key=lambda one: one.at))
    return callbacks


def _duplicates(callbacks: Callbacks, chance: Chance, edition: Edition) -> Sequence[Callback]:
    """About every third comes twice, byte for byte."""
    chosen = _some(callbacks, chance)
    return [*callbacks, *(replace(one, at=one.at + chance.randint(2, 90) * SECOND) for one in chosen)]


def _reordered(callbacks: Callbacks, chance: Chance, edition: Edition) -> Sequence[Callback]:
    """Neighbours change places; each body keeps its own date."""
    order = list(callbacks)
    for place in range(0, len(order) - 1, 2):
        first, second = order[place], order[place + 1]
        # A moment apart, or events of the same second would not change places at all.
        order[place] = replace(second, at=first.at)
        order[place + 1] = replace(first, at=max(second.at, first.at + 1))
    return order


def _delayed(callbacks: Callbacks, chance: Chance, edition: Edition) -> Sequence[Callback]:
    """About every third comes minutes to two days late."""
    late = {id(one) for one in _some(callbacks, chance)}
    return [
        replace(one, at=one.at + chance.randint(10 * MINUTE, 48 * HOUR)) if id(one) in late else one
        for one in callbacks
    ]


def _missing(callbacks: Callbacks, chance: Chance, edition: Edition) -> Sequence[Callback]:
    """One instalment never arrives, on either surface; without instalments, one event of the middle."""
    transactions = [_identity(one.payment) for one in callbacks if one.payment]
    instalments = list(dict.fromkeys(one for one in transactions if one[1] == "rebill"))
    if instalments:
        # One of the middle: a gap shows only when something follows it.
        lost = instalments[(len(instalments) - 1) // 2]
        # A cancellation bears the number of the last payment, and does arrive.
        return [one for one in callbacks if not one.payment or _identity(one.payment) != lost]
    return [one for place, one in enumerate(callbacks) if place != len(callbacks) // 2]


def _twins(callbacks: Callbacks, chance: Chance, edition: Edition) -> Sequence[Callback]:
    """Every transaction that the outbound API reports is reported by the IPN as well."""
    told = {_identity(one.payment) for one in callbacks if one.payment and one.surface == "ipn"}
    twins = [
        _twin(one.payload, one.payment, edition)
        for one in callbacks
        if one.payment and _identity(one.payment) not in told
    ]
    return [*callbacks, *twins]


def _twin(payload: Mapping[str, Any], payment: Payment, edition: Edition) -> Callback:
    unedited = {
        "action_details": {"transaction_details": transaction_details(payment, edition)},
        "lead": lead(payment.person, edition),
    }
    form = overlaid(ipn_form(payment, edition), told_otherwise(unedited, payload))
    # The other surface reports the same payment a moment later.
    return Callback(f"ipn:{payment.type}", "ipn", payment.at + SECOND, form, payment)


def _identity(payment: Payment) -> tuple[int, str]:
    return payment.transaction_id, payment.type


def _some(callbacks: Callbacks, chance: Chance) -> Sequence[Callback]:
    return chance.sample(callbacks, max(1, len(callbacks) // 3)) if callbacks else ()


MUTATIONS: Mapping[str, Mutation] = {
    one.name: one
    for one in (
        Mutation("duplicates", "about every third arrives twice", _duplicates),
        Mutation("reordered", "neighbours arrive in the wrong order", _reordered),
        Mutation("delayed", "some arrive up to two days late", _delayed),
        Mutation("missing", "one instalment never arrives", _missing),
        Mutation("twins", "each transaction arrives on both surfaces", _twins),
    )
}
