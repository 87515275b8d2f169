"""What someone wants to happen, in one value: from the command line, the API and the page alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from kartra.events import nearest
from kartra.generation import KINDS, Callback, Edition, Unfit, callback, edited
from kartra.generation.edits import fits, is_text
from kartra.generation.shop import PRODUCTS, Billing
from kartra.lifecycles import MUTATIONS, Scenario, Unreadable, lifecycles, mutated, scenario, told_until

MOST = 10_000
"""Requests in one batch; a bench belongs to a benchmark."""


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
    told: list[Callback] = []
    for turn in range(wanted.repeat):
        # A second apart, so that repeated events have an order.
        at = until - (wanted.repeat - 1 - turn) * 1_000
        one = _once(wanted, f"{wanted.seed}/{turn}" if turn else wanted.seed, at)
        if isinstance(one, Unfit):
            return one
        told += one
        if len(told) > MOST:
            return Unfit(wanted.title, f"that makes more than {MOST} requests.")
    return _edited(sorted(told, key=lambda one: one.at), wanted.set)


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
    return None


def _once(wanted: Wanted, seed: object, until: int) -> tuple[Callback, ...] | Unfit:
    edition: Edition = wanted.edition or "later"
    if wanted.action:
        product = next((one for one in PRODUCTS if one.name == wanted.product), None)
        single = callback(
            wanted.action,
            seed,
            at=until,
            edition=edition,
            product=product,
            billing=wanted.billing,
            email=wanted.email,
        )
        return mutated((single,), wanted.mutate, seed, edition)
    story = lifecycles()[wanted.lifecycle] if wanted.lifecycle else scenario(wanted.scenario)
    if isinstance(story, Unreadable):
        return Unfit("scenario", story.reason)
    return _told(wanted, story, seed, until)


def _told(wanted: Wanted, story: Scenario, seed: object, until: int) -> tuple[Callback, ...] | Unfit:
    edition = wanted.edition or story.edition
    told = told_until(story, seed, until=until, edition=edition, email=wanted.email)
    return told if isinstance(told, Unfit) else mutated(told, (*story.mutate, *wanted.mutate), seed, edition)


def _edited(told: Sequence[Callback], texts: Sequence[str]) -> tuple[Callback, ...] | Unfit:
    """With several kinds of events, an edit goes where its field is; somewhere it has to fit."""
    several = len({one.name for one in told}) > 1
    for text in texts if several else ():
        if not any(fits(one, text) for one in told):
            return Unfit(text, "no event of these has such a field.")
    changed: list[Callback] = []
    for one in told:
        edit = edited(one, [text for text in texts if not several or fits(one, text)])
        if isinstance(edit, Unfit):
            return edit
        changed.append(edit)
    return tuple(changed)
