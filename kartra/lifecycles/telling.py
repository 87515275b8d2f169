"""A scenario told for one person: its callbacks, in the order in which Kartra would send them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec

from kartra.generation import Callback, Edition, Story, Unfit, transaction_type
from kartra.generation.agreement import agreed, as_told
from kartra.generation.dates import DAY
from kartra.generation.edits import Edit, path
from kartra.generation.offers import offers
from kartra.generation.payments import Payment, renewal_at
from kartra.generation.shop import PRODUCTS, Product
from kartra.lifecycles.placing import placed
from kartra.lifecycles.plan import REVERSALS, Impossible, Plan, plan, returned_share
from kartra.lifecycles.references import References
from kartra.lifecycles.scenario import WHEN_DUE, Scenario, Step, waiting

Told = tuple[Callback, ...]


def told(
    scenario: Scenario, seed: object = 1, *, start: int, edition: Edition | None = None, email: str = ""
) -> Told | Unfit:
    """The scenario's callbacks from that time on (UTC milliseconds); the same seed tells the same."""
    drawn = plan(scenario)
    if isinstance(drawn, Impossible):
        return Unfit(f"Step {drawn.step + 1}", drawn.reason)
    person = Story(f"{_name(scenario)}/{seed}", start - DAY // 2, edition or scenario.edition, email)
    telling = _Telling(person, start, drawn)
    callbacks: list[Callback] = []
    for place, step in enumerate(scenario.steps):
        added = telling.step(place, step)
        if isinstance(added, Unfit):
            return Unfit(f"Step {place + 1}, {added.edit}", added.reason)
        callbacks += added
    return tuple(callbacks)


def told_until(
    scenario: Scenario, seed: object = 1, *, until: int, edition: Edition | None = None, email: str = ""
) -> Told | Unfit:
    """As `told`, so that the last callback falls on that time."""
    first = told(scenario, seed, start=until, edition=edition, email=email)
    if isinstance(first, Unfit):
        return first
    start = 2 * until - max(one.at for one in first)
    return told(scenario, seed, start=start, edition=edition, email=email)


def _name(scenario: Scenario) -> str:
    """What tells the story from others: two that differ share no person and no number."""
    said = msgspec.json.encode((scenario.title, scenario.steps))
    return hashlib.blake2b(said, digest_size=12).hexdigest()


class _Telling:
    """Where the story stands: the time, what was paid, and what was sent so far."""

    def __init__(self, story: Story, start: int, drawn: Plan) -> None:
        self.story = story
        self.at = start
        self.plan = drawn
        self.payments: dict[int, Payment] = {}
        """By the place of the step, as is `returned`."""
        self.returned: dict[int, int] = {}
        self.named: dict[str, int] = {}
        self.sent = References()
        self.product: Product | None = None

    def step(self, place: int, step: Step) -> Told | Unfit:
        """What the step sends."""
        self.at = self._time(step)
        kind = transaction_type(step.kinds[0])
        plain = self._paid(place, step, kind) if kind else self._happened(step)
        after = plain if isinstance(plain, Unfit) else self._with_settings(plain, step)
        if isinstance(plain, Unfit) or isinstance(after, Unfit):
            return after
        if kind and step.set:
            after = self._agreeing(place, plain, after)
        if step.name_:
            self.named[step.name_] = place
            self.sent.remember(step.name_, [one.payload for one in after])
        return after

    def _time(self, step: Step) -> int:
        if step.after == WHEN_DUE:
            # A failed attempt falls on the due day itself, so what recovers it is told by its own `after`.
            return max(self.at, renewal_at(self.payments[self.named[step.of]]))
        return self.at + (waiting(step.after) or 0)

    def _happened(self, step: Step) -> Told | Unfit:
        thing = self.sent.filled(step.thing)
        if isinstance(thing, Unfit):
            return thing
        product = _product(step) or self.product
        return tuple(self.story.event(kind, self.at, product, thing) for kind in step.kinds)

    def _paid(self, place: int, step: Step, kind: str) -> Told | Unfit:
        earlier = self.plan.of.get(place)
        most = None
        if kind in REVERSALS and earlier is not None:
            most = self.payments[earlier].full_cents - self.returned.get(earlier, 0)
            if most <= 0:
                return Unfit(step.kinds[0], "there is nothing left to give back; name another payment.")
        payment = self._payment(place, step, kind, most)
        if most is not None and earlier is not None:
            self.returned[earlier] = self.returned.get(earlier, 0) + payment.full_cents
        self.product = payment.product
        self.payments[place] = payment
        return tuple(self._reported(one, payment) for one in step.kinds)

    def _payment(self, place: int, step: Step, kind: str, most: int | None) -> Payment:
        terms = self.plan.terms.get(place)
        product = _product(step) or self.product
        if terms and not offers(product, step.billing, terms):
            # What was bought before does not fit what follows here.
            product = None
        earlier = self.plan.of.get(place)
        return self.story.payment(
            kind,
            self.at,
            None if earlier is None else self.payments[earlier],
            product=product,
            billing=step.billing,
            share=returned_share(kind, step),
            terms=terms,
            most=most,
        )

    def _reported(self, kind: str, payment: Payment) -> Callback:
        if not kind.startswith("ipn:"):
            return self.story.outbound(payment)
        # The other surface reports the same payment a moment later.
        callback = self.story.ipn(payment)
        return replace(callback, at=callback.at + 1_000)

    def _with_settings(self, callbacks: Told, step: Step) -> Told | Unfit:
        """The callbacks with the step's own fields set, each where its place is."""
        for name, value in step.set.items():
            filled = self.sent.filled(value)
            if isinstance(filled, Unfit):
                return filled
            change = Edit(path(name), filled, as_json=not isinstance(filled, str))
            changed = placed(callbacks, change, anywhere=True)
            if isinstance(changed, Unfit):
                return changed
            callbacks = changed
        return callbacks

    def _agreeing(self, place: int, before: Told, after: Told) -> Told:
        """Both surfaces say what was set, and what follows goes by it."""
        payment = as_told(self.payments[place], after[0].payload)
        self.payments[place] = payment
        return tuple(replace(one, payment=payment) for one in agreed(before, after))


def _product(step: Step) -> Product | None:
    return next((one for one in PRODUCTS if one.name == step.product), None)
