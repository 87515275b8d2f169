"""Playing a scenario on a sandbox of its own, and holding the outcome against what should be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from konnektive.client import Client
from konnektive.endpoints import IMPORT_CLICK, IMPORT_UPSALE
from konnektive.funnel import Funnel
from konnektive.landing import landing_of
from konnektive.live import Calls
from konnektive.run import Run, started
from konnektive.sandbox import Sandbox
from konnektive.sandbox.faults import Fault
from konnektive.scenarios.scenario import Scenario, Truth, Twist
from konnektive.shipped import shipped_funnels
from konnektive.target import sandbox_client

PATIENCE = 0.15
"""Seconds that a played funnel waits for an answer: a rehearsed time-out need not last a minute."""


def steps(scenario: Scenario, client: Calls, seed: int = 1, funnel: Funnel | None = None) -> Iterator[Run]:
    """The walk after each call of the scenario, in its own funnel unless told."""
    run = started(funnel or shipped_funnels()[scenario.funnel], seed)
    if scenario.landing:
        run = replace(run, landing=landing_of(scenario.landing))
    while run.step is not None:
        page, path = run.step.page.pageType, run.step.call.path
        if page == "thankyouPage" and path == IMPORT_CLICK.path and scenario.revisits:
            run = _revisited(run, client, scenario.revisits)
            yield run
        twist = scenario.twist(page, path) or USUAL
        made = list(_made(run, client, twist))
        yield from made
        if twist.then == "leave" or not _goes_on(made[-1]):
            return
        run = replace(made[-1].next(), breaks=scenario.breaks)


USUAL = Twist("", "")


def _made(run: Run, client: Calls, twist: Twist) -> Iterator[Run]:
    """The walk after each call at one step."""
    for _ in range(twist.times):
        known = {name: value for name, value in run.carried.items() if name not in twist.forgets}
        params = {**replace(run, carried=known).draft(), **twist.changes}
        params = twist.makes(params) if twist.makes else params
        run = run.fire(client, {name: value for name, value in params.items() if value})
        yield run
    if twist.then == "again":
        yield run.fire(client)


def _revisited(run: Run, client: Calls, page_type: str) -> Run:
    """An earlier page is opened again: its click is sent, and the visitor comes back to where they were.

    A funnel without such a page has none to go back to.
    """
    click = next((step for step in run.steps if step.page.pageType == page_type), None)
    return run.at(click.index).fire(client).at(run.position) if click else run


def _goes_on(run: Run) -> bool:
    """A funnel goes on after what was accepted or sent on, and after a refused upsell."""
    step = run.step
    return run.mark(run.position) in ("accepted", "redirect") or (
        step is not None and step.call.path == IMPORT_UPSALE.path
    )


def truth_of(sandbox: Sandbox) -> Truth:
    """What the CRM holds now."""
    account = sandbox.account
    orders = list(account.orders.values())
    accepted = [one for one in orders if one.orderStatus in ("COMPLETE", "PENDING", "COD_PENDING")]
    shown = accepted or orders
    return Truth(
        orders=len(accepted),
        upsells=sum(item.productType == "UPSALE" for one in accepted for item in one.items),
        partials=sum(one.orderStatus == "PARTIAL" for one in orders),
        declined=sum(one.orderStatus == "DECLINED" for one in orders),
        sessions=len(account.sessions),
        credited=shown[0].fields.get("affId", "") if shown else "",
        linked=all(one.sessionId in account.sessions for one in orders),
        mailed=any(one.confirmed for one in orders),
    )


def private_client(faults: tuple[Fault, ...] = (), seed: int = 0) -> tuple[Sandbox, Client]:
    """A sandbox that nobody else sees, with these faults on, and a client that does not wait long."""
    sandbox = Sandbox(seed=seed)
    sandbox.set(faults=faults)
    return sandbox, replace(sandbox_client(sandbox), whole_seconds=PATIENCE)
