"""How a story's payments follow from each other, and what each purchase has to be for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kartra.generation.offers import TERMS, Terms, offers, why_none
from kartra.generation.shop import PRODUCTS
from kartra.generation.story import transaction_type
from kartra.lifecycles.scenario import WHEN_DUE, Scenario, Step

GOES_ON = ("sale", "rebill", "failed")
"""What a plan goes on from."""
PAID = ("sale", "rebill")
"""What can be given back."""
REVERSALS = ("refund", "partial_refund", "chargeback")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which earlier step each one continues or reverses, and the terms of each purchase, by place."""

    of: Mapping[int, int]
    terms: Mapping[int, Terms]


@dataclass(frozen=True, slots=True)
class Impossible:
    """The step (counted from 0) that can not happen, why, and how to mend it."""

    step: int
    reason: str


def plan(scenario: Scenario) -> Plan | Impossible:
    """How the payments hang together, or the first that can not be made."""
    draft = _Draft()
    for place, step in enumerate(scenario.steps):
        if reason := draft.add(place, step):
            return Impossible(place, reason)
    return Plan(draft.of, draft.terms)


def returned_share(kind: str, step: Step) -> float:
    """How much of a payment the step gives back."""
    return (0.5 if step.share is None else step.share) if kind == "partial_refund" else 1.0


@dataclass(slots=True)
class _Draft:
    """The payments so far, by the place of their step."""

    of: dict[int, int] = field(default_factory=dict)
    terms: dict[int, Terms] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    purchase: dict[int, int] = field(default_factory=dict)
    """The place of the purchase that each belongs to; its own where the purchase is invented for it."""
    number: dict[int, int] = field(default_factory=dict)
    settled: dict[tuple[int, int], int] = field(default_factory=dict)
    """The place that paid an instalment, by purchase and number."""
    returned: dict[int, float] = field(default_factory=dict)

    def add(self, place: int, step: Step) -> str:
        """Why the step can not follow; empty when it can."""
        kind = transaction_type(step.kinds[0])
        reason = self._due(step) or (self._payment(place, step, kind) if kind else "")
        if step.name_:
            self.named[step.name_] = place
        return reason

    def _due(self, step: Step) -> str:
        """`when due` needs a payment after which another is due."""
        if step.after != WHEN_DUE:
            return ""
        earlier = self.named[step.of]
        if self.kinds[earlier] not in GOES_ON:
            return f"after {step.of}, a {_said(self.kinds[earlier])}, nothing falls due; name a payment."
        return self._agreed(earlier, Terms(recurs=True, payments=self._next(earlier)))

    def _payment(self, place: int, step: Step, kind: str) -> str:
        earlier = self._earlier(step, kind)
        self.steps[place], self.kinds[place] = step, kind
        if kind == "sale":
            self.purchase[place], self.number[place], self.terms[place] = place, 1, Terms()
            self.settled[place, 1] = place
            if step.of:
                return "a purchase continues nothing; leave `of:` out."
            return self._agreed(place, TERMS[kind])
        if earlier is None:
            # The purchase is invented, and is the first payment.
            self.purchase[place], self.terms[place] = place, Terms()
            self.number[place] = 2 if kind in ("rebill", "failed") else 1
            if kind == "rebill":
                self.settled[place, 2] = place
            return self._agreed(place, TERMS[kind])
        if step.product or step.billing:
            bought = _called(self.purchase[earlier], self.steps)
            return f"`product:` and `billing:` are those of the purchase, {bought}; say them there."
        self.of[place], self.purchase[place] = earlier, self.purchase[earlier]
        self.number[place] = self.number[earlier]
        return self._given_back(place, earlier) if kind in REVERSALS else self._continued(place, earlier)

    def _earlier(self, step: Step, kind: str) -> int | None:
        if step.of:
            return self.named[step.of]
        fitting = PAID if kind in REVERSALS else GOES_ON
        return next((one for one in reversed(self.kinds) if self.kinds[one] in fitting), None)

    def _given_back(self, place: int, earlier: int) -> str:
        kind = self.kinds[place]
        if self.kinds[earlier] not in PAID:
            return f"a {_said(kind)} is of a payment, and {_called(earlier, self.steps)} is a " + (
                f"{_said(self.kinds[earlier])}; name the purchase or the instalment in `of:`."
            )
        share = returned_share(kind, self.steps[place])
        left = 1 - self.returned.get(earlier, 0.0)
        self.returned[earlier] = 1 - left + share
        if share > left + 1e-9:
            return f"{_called(earlier, self.steps)} would be given back more than once over; " + (
                f"{_left(left)}: name another payment in `of:`, or leave this step out."
            )
        return self._agreed(earlier, Terms(paid=True)) if self.kinds[earlier] == "sale" else ""

    def _continued(self, place: int, earlier: int) -> str:
        kind = self.kinds[place]
        if self.kinds[earlier] not in GOES_ON:
            return f"a {_said(kind)} can not follow {_called(earlier, self.steps)}, a " + (
                f"{_said(self.kinds[earlier])}; name the last payment of the plan in `of:`."
            )
        if kind == "cancellation":
            return self._agreed(earlier, TERMS[kind])
        number = self.number[place] = self._next(earlier)
        paid_by = self.settled.get((self.purchase[place], number))
        if paid_by is not None:
            return f"payment {number} of that plan is paid by step {paid_by + 1} already; continue that one."
        if kind == "rebill":
            self.settled[self.purchase[place], number] = place
        return self._agreed(earlier, Terms(recurs=True, payments=number))

    def _next(self, earlier: int) -> int:
        """The number of the payment that follows; a failed attempt is made again."""
        return self.number[earlier] + (self.kinds[earlier] != "failed")

    def _agreed(self, place: int, terms: Terms) -> str:
        """The purchase of that payment has to fit these terms as well; why it can not."""
        first = self.purchase[place]
        old, step = self.terms[first], self.steps[first]
        self.terms[first] = replace(
            old,
            recurs=old.recurs or terms.recurs,
            paid=old.paid or terms.paid,
            payments=max(old.payments, terms.payments),
        )
        product = next((one for one in PRODUCTS if one.name == step.product), None)
        fitting = offers(product, step.billing, self.terms[first])
        return "" if fitting else why_none(product, step.billing, self.terms[first])


def _said(kind: str) -> str:
    return {"sale": "purchase", "failed": "failed payment"}.get(kind, kind.replace("_", " "))


def _called(place: int, steps: Mapping[int, Step]) -> str:
    return steps[place].name_ or f"step {place + 1}"


def _left(share: float) -> str:
    if share < 1e-9:
        return "nothing of it is left"
    return f"{share:.0%} of it is left, for a partial refund with `share: {share:.2g}`"
