"""A scenario told for one person: its callbacks, in the order in which Kartra would send them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from kartra.generation.callback import Callback
from kartra.generation.dates import DAY
from kartra.generation.editions import Edition
from kartra.generation.edits import Edit, Unfit, edited, path
from kartra.generation.payments import Payment, renewal_at
from kartra.generation.shop import PRODUCTS, Product
from kartra.generation.story import Story, transaction_type
from kartra.lifecycles.scenario import WHEN_DUE, Scenario, Step, waiting

_REFERENCE = re.compile(r"\$\{([\w-]+)\.([\w.\[\]-]+)\}")


def told(
    scenario: Scenario, seed: object = 1, *, start: int, edition: Edition | None = None, email: str = ""
) -> tuple[Callback, ...] | Unfit:
    """The scenario's callbacks from that time on (UTC milliseconds); the same seed tells the same."""
    person = Story(f"{_name(scenario)}/{seed}", start - DAY // 2, edition or scenario.edition, email)
    telling = _Telling(person, start)
    callbacks: list[Callback] = []
    for step in scenario.steps:
        for callback in telling.step(step):
            changed = telling.with_settings(callback, step)
            if isinstance(changed, Unfit):
                return changed
            callbacks.append(changed)
        telling.remember(step, callbacks[-1])
    return tuple(callbacks)


def told_until(
    scenario: Scenario, seed: object = 1, *, until: int, edition: Edition | None = None, email: str = ""
) -> tuple[Callback, ...] | Unfit:
    """As `told`, so that the last callback falls on that time."""
    first = told(scenario, seed, start=until, edition=edition, email=email)
    if isinstance(first, Unfit):
        return first
    start = 2 * until - max(one.at for one in first)
    return told(scenario, seed, start=start, edition=edition, email=email)


def _name(scenario: Scenario) -> str:
    """What tells the story from others: two that differ share no person and no number."""
    told = msgspec.json.encode((scenario.title, scenario.steps))
    return hashlib.blake2b(told, digest_size=12).hexdigest()


class _Telling:
    """Where the story stands: the time, and what was said so far by name."""

    def __init__(self, story: Story, start: int) -> None:
        self.story = story
        self.at = start
        self.payments: dict[str, Payment] = {}
        self.paid: Payment | None = None
        """The last payment, or attempt at one, that can be continued or reversed."""
        self.payloads: dict[str, Mapping[str, Any]] = {}
        self.product: Product | None = None

    def step(self, step: Step) -> list[Callback]:
        self.at = self._time(step)
        product = next((one for one in PRODUCTS if one.name == step.product), self.product)
        kind = transaction_type(step.kinds[0])
        if kind is None:
            return [self.story.event(one, self.at, product, step.thing) for one in step.kinds]
        of = self.payments[step.of] if step.of else self.paid
        payment = self.story.payment(
            kind, self.at, of, product=product, billing=step.billing, share=step.share
        )
        self.product = payment.product
        if step.name_:
            self.payments[step.name_] = payment
        if kind in ("sale", "rebill", "failed"):
            self.paid = payment
        return [self._reported(one, payment) for one in step.kinds]

    def with_settings(self, callback: Callback, step: Step) -> Callback | Unfit:
        """The callback with the step's own fields set."""
        changes: list[Edit] = []
        for name, value in step.set.items():
            filled = self._filled(value)
            if isinstance(filled, Unfit):
                return filled
            if not path(name):
                return Unfit(name, "names no field.")
            changes.append(Edit(path(name), filled, as_json=not isinstance(filled, str)))
        return edited(callback, changes)

    def remember(self, step: Step, last: Callback) -> None:
        if step.name_:
            self.payloads[step.name_] = last.payload

    def _time(self, step: Step) -> int:
        if step.after == WHEN_DUE:
            # A failed attempt falls on the due day itself, so what recovers it is told by its own `after`.
            return max(self.at, renewal_at(self.payments[step.of]))
        return self.at + (waiting(step.after) or 0)

    def _reported(self, kind: str, payment: Payment) -> Callback:
        if not kind.startswith("ipn:"):
            return self.story.outbound(payment)
        # The other surface reports the same payment a moment later.
        callback = self.story.ipn(payment)
        return replace(callback, at=callback.at + 1_000)

    def _filled(self, value: Any) -> Any:
        """The value with every `${step.field}` replaced by what that step sent."""
        if not isinstance(value, str):
            return value
        missing = [one for one in _REFERENCE.finditer(value) if self._found(one[1], one[2]) is None]
        if missing:
            return Unfit(missing[0][0], "no earlier step sent such a field.")
        return _REFERENCE.sub(lambda one: str(self._found(one[1], one[2])), value)

    def _found(self, step: str, place: str) -> Any:
        holder: Any = self.payloads.get(step)
        parts = path(place)
        if isinstance(holder, Mapping) and parts and parts[0] not in holder:
            holder = _holding(holder, str(parts[0]))
        for part in parts:
            if isinstance(holder, list) and isinstance(part, int) and part < len(holder):
                holder = holder[part]
            else:
                holder = holder.get(part) if isinstance(holder, Mapping) else None
        return holder


def _holding(payload: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """The part of the payload that has the field: the details before the lead."""
    details = payload.get("action_details") or {}
    for part in (*details.values(), details, payload.get("lead") or {}):
        if isinstance(part, Mapping) and name in part:
            return part
    return None
