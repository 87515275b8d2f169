"""A scenario as a readable file, YAML or JSON: read into a value, or refused with place and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import yaml

from kartra.generation.dates import DAY
from kartra.generation.shop import PRODUCTS
from kartra.generation.story import KINDS, transaction_type
from kartra.lifecycles.mutations import MUTATIONS
from kartra.lifecycles.scenario import WHEN_DUE, Scenario, Step, Unreadable, waiting

LARGEST = 64 * 1024
"""Characters of a scenario file: a story of a thousand steps fits."""
LONGEST = 100 * 365 * DAY
"""Milliseconds that a story may wait in all; Kartra's dates have four digits for the year."""


def scenario(text: str) -> Scenario | Unreadable:
    """Read a scenario from YAML or JSON text."""
    if len(text) > LARGEST:
        return Unreadable(f"A story holds at most {LARGEST:,} characters.")
    try:
        read = msgspec.convert(_plain(text), Scenario)
    except yaml.YAMLError as wrong:
        return Unreadable(f"Not YAML: {' '.join(str(wrong).split())}")
    except UnicodeEncodeError:
        return Unreadable("It holds half a character, which can not be sent.")
    except (msgspec.ValidationError, ValueError, TypeError) as wrong:
        return Unreadable(f"{wrong}.")
    except RecursionError:
        return Unreadable("It is nested too deeply.")
    problem = next(_problems(read), "")
    return Unreadable(problem) if problem else read


def _plain(text: str) -> Any:
    """The text as JSON values. Aliases are refused: a few lines of them unfold into gigabytes."""
    if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
        raise ValueError("Aliases (*name) are not used in a story")
    # Dates and the like become text, as they would be sent; what can not be sent shows here.
    return msgspec.json.decode(msgspec.json.encode(yaml.safe_load(text)))


def _problems(read: Scenario) -> Iterator[str]:
    """What keeps it from being told, in the order of the file."""
    if unknown := [name for name in read.mutate if name not in MUTATIONS]:
        yield f"There is no mutation {unknown[0]}; there are {', '.join(MUTATIONS)}."
    if not read.steps:
        yield "A story has at least one step."
    earlier: dict[str, Step] = {}
    for number, step in enumerate(read.steps, 1):
        if problem := _wrong(step, earlier):
            yield f"Step {number}: {problem}"
        if step.name_:
            earlier[step.name_] = step
    if sum(waiting(step.after) or 0 for step in read.steps) > LONGEST:
        yield "It takes more than a hundred years."


def _wrong(step: Step, earlier: Mapping[str, Step]) -> str:
    """What is wrong with the step; empty when nothing is."""
    if unknown := [kind for kind in step.kinds if kind not in KINDS]:
        return f"there is no event {', '.join(unknown)}."
    types = {transaction_type(kind) for kind in step.kinds}
    if len(types) != 1:
        return f"{' and '.join(step.kinds) or 'no event'} does not report one payment."
    if step.of and (step.of not in earlier or transaction_type(earlier[step.of].kinds[0]) is None):
        return f"`of: {step.of}` names no earlier step with a payment."
    if step.after != WHEN_DUE and waiting(step.after) is None:
        return f"`after: {step.after}` is no length of time; write 40 s, 3 days or {WHEN_DUE}."
    if step.after == WHEN_DUE and not step.of:
        return f"`{WHEN_DUE}` needs `of:`, the payment whose plan goes on."
    products = [one.name for one in PRODUCTS]
    if step.product and step.product not in products:
        return f"there is no product {step.product!r}; there are {', '.join(products)}."
    return ""
