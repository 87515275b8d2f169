"""What someone wants to happen, in one value: from the command line, the API and the page alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from kartra.events import nearest
from kartra.generation import KINDS, Callback, Edition, Unfit, callback, edited, transaction_type
from kartra.generation.agreement import agreed
from kartra.generation.details import takes
from kartra.generation.edits import Edit, edit, is_text
from kartra.generation.offers import TERMS, offers, why_none
from kartra.generation.shop import PRODUCTS, Billing, Product
from kartra.lifecycles import MUTATIONS, Scenario, Unreadable, lifecycles, mutated, scenario, told_until
from kartra.lifecycles.placing import placed
from kartra.lifecycles.selling import selling

MOST = 10_000
"""Requests in one batch; a bench belongs to a benchmark."""
LARGEST = 64 * 2**20
"""Bytes of all bodies in one batch: three times what so many of Kartra's own have."""
CHANGES = 200_000
"""Fields that are changed in one batch: twenty in each of so many requests, in a few seconds."""


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `action`, `lifecycle` and `scenario`, and how it shall be."""

    action: str = ""
    """One of `KINDS`."""
    lifecycle: str = ""
    """The name of a lifecycle that comes with the product."""
    scenario: str = ""
    """A scenario's own text, YAML or JSON."""
    set: tuple[str, ...] = ()
    """`path=value`, `path:=json` or `-path`."""
    mutate: tuple[str, ...] = ()
    repeat: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = 1
    """How often, each time with another person and other numbers."""
    seed: int | str = 1
    edition: Literal["2020", "later"] | None = None
    product: str = ""
    billing: Billing | None = None
    email: str = ""
    """Of the person it happens to; invented unless said."""

    @property
    def title(self) -> str:
        """What it is called in the list of attempts."""
        return self.action or (f"lifecycle {self.lifecycle}" if self.lifecycle else "scenario")


def callbacks(wanted: Wanted, until: int) -> tuple[Callback, ...] | Unfit:
    """Everything that is to be sent, the last of it at `until` (UTC milliseconds), in order of arrival."""
    if reason := _unknown(wanted):
        return reason
    story = _story(wanted)
    if isinstance(story, Unfit):
        return story
    told: list[Callback] = []
    for turn in range(wanted.repeat):
        # A second apart, so that repeated events have an order.
        at = until - (wanted.repeat - 1 - turn) * 1_000
        one = _once(wanted, story, f"{wanted.seed}/{turn}" if turn else wanted.seed, at)
        if isinstance(one, Unfit):
            return one
        told += one
        # All turns are of one length: what is too much shows in the first.
        if turn == 0 and (excess := _too_much(wanted, story, one)):
            return Unfit(wanted.title, excess)
    return _edited(sorted(told, key=lambda one: one.at), wanted.set)


def _too_much(wanted: Wanted, story: Scenario | None, first: Sequence[Callback]) -> str:
    repeat = wanted.repeat
    if len(first) * repeat > MOST:
        return f"that makes more than {MOST} requests."
    if sum(len(one.body) for one in first) * repeat > LARGEST:
        return f"that makes more than {LARGEST // 2**20} MB; repeat it less often, or make it smaller."
    settings = sum(len(step.set) for step in story.steps) if story else 0
    if (settings + len(wanted.set) * len(first)) * repeat > CHANGES:
        return f"that changes more than {CHANGES:,} fields; repeat it less often, or change fewer."
    return ""


def _unknown(wanted: Wanted) -> Unfit | None:
    """What is asked for that there is not."""
    chosen = [one for one in (wanted.action, wanted.lifecycle, wanted.scenario) if one]
    if len(chosen) != 1:
        return Unfit("trigger", "give one of an action, a lifecycle or a scenario.")
    if wanted.action and wanted.action not in KINDS:
        close = nearest(wanted.action)
        return Unfit(wanted.action, "there is no such event" + (f"; did you mean {close}?" if close else "."))
    if wanted.lifecycle and wanted.lifecycle not in lifecycles():
        return Unfit(wanted.lifecycle, f"there is no such lifecycle; there are {', '.join(lifecycles())}.")
    if wrong := [name for name in wanted.mutate if name not in MUTATIONS]:
        return Unfit(wrong[0], f"there is no such mutation; there are {', '.join(MUTATIONS)}.")
    if not is_text(wanted.email):
        return Unfit(ascii(wanted.email), "holds half a character, which can not be sent.")
    names = [one.name for one in PRODUCTS]
    if wanted.product and wanted.product not in names:
        return Unfit(wanted.product, f"there is no such product; there are {', '.join(names)}.")
    return _unsold(wanted) if wanted.action else None


def _unsold(wanted: Wanted) -> Unfit | None:
    """Why the event can not be about that product, or what is paid so."""
    kind, product = transaction_type(wanted.action), _product(wanted)
    if kind and not offers(product, wanted.billing, TERMS[kind]):
        return Unfit(wanted.action, why_none(product, wanted.billing, TERMS[kind]))
    if wanted.product and not kind and takes(wanted.action) != "product":
        return Unfit(wanted.product, f"{wanted.action} is not about a product; leave it out.")
    return None


def _product(wanted: Wanted) -> Product | None:
    return next((one for one in PRODUCTS if one.name == wanted.product), None)


def _story(wanted: Wanted) -> Scenario | Unfit | None:
    """The story that is told, read once; none where a single event is wanted."""
    if wanted.action:
        return None
    story = lifecycles()[wanted.lifecycle] if wanted.lifecycle else scenario(wanted.scenario)
    if isinstance(story, Unreadable):
        return Unfit("scenario", story.reason)
    return selling(story, wanted.product, wanted.billing)


def _once(wanted: Wanted, story: Scenario | None, seed: object, until: int) -> tuple[Callback, ...] | Unfit:
    if story:
        return _told(wanted, story, seed, until)
    edition: Edition = wanted.edition or "later"
    single = callback(
        wanted.action,
        seed,
        at=until,
        edition=edition,
        product=_product(wanted),
        billing=wanted.billing,
        email=wanted.email,
    )
    return mutated((single,), wanted.mutate, seed, edition)


def _told(wanted: Wanted, story: Scenario, seed: object, until: int) -> tuple[Callback, ...] | Unfit:
    edition = wanted.edition or story.edition
    told = told_until(story, seed, until=until, edition=edition, email=wanted.email)
    return told if isinstance(told, Unfit) else mutated(told, (*story.mutate, *wanted.mutate), seed, edition)


def _edited(told: Sequence[Callback], texts: Sequence[str]) -> tuple[Callback, ...] | Unfit:
    """With several kinds of events, an edit goes where its field is; somewhere it has to fit."""
    changed = tuple(told)
    several = len({one.name for one in told}) > 1
    for text in texts:
        change = edit(text)
        if isinstance(change, Unfit):
            return change
        after = placed(changed, change) if several else _everywhere(changed, change)
        if isinstance(after, Unfit):
            return Unfit(text, after.reason)
        changed = after
    return agreed(told, changed)


def _everywhere(told: Sequence[Callback], change: Edit) -> tuple[Callback, ...] | Unfit:
    made: list[Callback] = []
    for one in told:
        after = edited(one, [change])
        if isinstance(after, Unfit):
            return after
        made.append(after)
    return tuple(made)
