"""What a step of a story may say, each by itself; how payments hang together is the plan's part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kartra.events import nearest
from kartra.generation import KINDS, transaction_type
from kartra.generation.details import takes
from kartra.generation.edits import path
from kartra.generation.shop import PRODUCTS
from kartra.lifecycles.references import NAME, misreferred
from kartra.lifecycles.scenario import WHEN_DUE, Step, waiting
from kartra.lifecycles.scenario_text import close

FIELDS = 200
"""What one step may set; Kartra's largest event has about eighty fields."""


def wrong(step: Step, earlier: Mapping[str, int], steps: tuple[Step, ...]) -> str:
    """What is wrong with the step and how to mend it; empty when nothing is.

    `earlier` are the names given so far, with their places in `steps`.
    """
    payments = {name for name, place in earlier.items() if transaction_type(steps[place].kinds[0])}
    return (
        _event(step)
        or _name(step, earlier)
        or _time(step, payments)
        or next(_out_of_place(step), "")
        or _product(step)
        or _settings(step, earlier)
    )


def _event(step: Step) -> str:
    if unknown := [kind for kind in step.kinds if kind not in KINDS]:
        meant = None if unknown[0].startswith("ipn") else nearest(unknown[0])
        hint = f"; did you mean {meant}?" if meant else close(unknown[0], KINDS)
        return f"there is no event {unknown[0]}{hint or '.'}"
    if len({transaction_type(kind) for kind in step.kinds}) != 1:
        told = " and ".join(step.kinds) or "no event"
        return f"{told} does not report one payment; give each a step of its own."
    return ""


def _name(step: Step, earlier: Mapping[str, int]) -> str:
    if step.name_ and not NAME.fullmatch(step.name_):
        return f"`as: {step.name_}` is no plain word; write letters, digits, _ or - without blanks."
    if step.name_ in earlier:
        return f"`as: {step.name_}` is taken by step {earlier[step.name_] + 1}; choose another name."
    return ""


def _time(step: Step, payments: set[str]) -> str:
    if step.of and step.of not in payments:
        known = f"there are {', '.join(sorted(payments))}" if payments else "name one with `as:`"
        return f"`of: {step.of}` names no earlier step with a payment; {known}."
    if step.after != WHEN_DUE and waiting(step.after) is None:
        return f"`after: {step.after}` is no length of time; write 40 s, 3 days or {WHEN_DUE}."
    if step.after == WHEN_DUE and not step.of:
        return f"`{WHEN_DUE}` needs `of:`, the payment whose plan goes on."
    return ""


def _out_of_place(step: Step) -> Iterator[str]:
    """What the step says and its event has no place for."""
    kind, first = transaction_type(step.kinds[0]), step.kinds[0]
    if step.of and not kind and step.after != WHEN_DUE:
        yield f"`of:` is for payments, and {first} is none; leave it out."
    if step.billing and not kind:
        yield f"`billing:` is for purchases, and {first} is none; leave it out."
    if step.share is not None and kind != "partial_refund":
        yield f"`share:` is for partial refunds, and {first} is none; leave it out."
    if step.thing and not any(takes(one) == "thing" for one in step.kinds):
        instead = "`product:`" if kind or takes(first) == "product" else "`set:`"
        yield f"`thing:` has no place in {first}; leave it out or use {instead}."
    if step.product and not kind and not any(takes(one) == "product" for one in step.kinds):
        yield f"`product:` has no place in {first}; leave it out or use `thing:`."


def _product(step: Step) -> str:
    products = [one.name for one in PRODUCTS]
    if step.product and step.product not in products:
        return f"there is no product {step.product!r}; there are {', '.join(products)}."
    return ""


def _settings(step: Step, earlier: Mapping[str, int]) -> str:
    if len(step.set) > FIELDS:
        return f"`set:` changes {len(step.set)} fields; {FIELDS} is the most in one step."
    for name in step.set:
        if name.strip().startswith("-"):
            return f"`set:` removes no fields, and {name} starts with a minus; edits after the story do that."
        if not path(name) or "${" in name:
            return f"`set: {name}` names no field; write its path, such as lead.company."
    return misreferred([step.thing, dict(step.set)], earlier)
