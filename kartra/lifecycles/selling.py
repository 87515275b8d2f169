"""A story told with another product, or paid another way."""

from __future__ import annotations

import msgspec

from kartra.generation import Unfit
from kartra.generation.shop import Billing
from kartra.lifecycles.plan import Impossible, plan
from kartra.lifecycles.scenario import Scenario


def selling(scenario: Scenario, product: str, billing: Billing | None) -> Scenario | Unfit:
    """The story with that product and way of paying in place of its own, or why that can not be."""
    if not product and not billing:
        return scenario
    drawn = plan(scenario)
    bought = set() if isinstance(drawn, Impossible) else set(drawn.terms)
    named = {place for place, step in enumerate(scenario.steps) if step.product}
    if not (bought | named if product else bought):
        return Unfit(product or str(billing), f"nothing is sold in the story {scenario.title}; leave it out.")
    steps = tuple(
        msgspec.structs.replace(
            step,
            product=product if product and place in bought | named else step.product,
            billing=billing if billing and place in bought else step.billing,
        )
        for place, step in enumerate(scenario.steps)
    )
    changed = msgspec.structs.replace(scenario, steps=steps)
    impossible = plan(changed)
    if isinstance(impossible, Impossible):
        place = f"Step {impossible.step + 1} of {scenario.title}"
        return Unfit(product or str(billing), f"does not fit. {place}: {impossible.reason}")
    return changed
