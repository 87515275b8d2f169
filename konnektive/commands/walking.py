"""What `walk` calls and prints: the client for an address, and a scenario played and judged."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import msgspec

from konnektive.client import Client
from konnektive.ending import told
from konnektive.export.report import report
from konnektive.export.run_json import run_json
from konnektive.funnel import Funnel
from konnektive.live import Calls, live_access, live_client
from konnektive.run import Run
from konnektive.scenarios.cell import play as played
from konnektive.scenarios.cell import seen_from_outside
from konnektive.scenarios.deck import BY_NAME
from konnektive.scenarios.faults import COLUMNS
from konnektive.scenarios.playing import steps
from konnektive.scenarios.scenario import Scenario
from konnektive.target import DEMO, is_loopback, sandbox_client


def client(base_url: str | None) -> Calls:
    """The shared sandbox, a server on this machine, or the guarded CRM."""
    if not base_url:
        from konnektive.sandbox import shared

        return sandbox_client(shared())
    access = live_access({**os.environ, "KONNEKTIVE_BASE_URL": base_url})
    if access and not is_loopback(base_url):
        return live_client(access)
    login_id = os.environ.get("KONNEKTIVE_LOGIN_ID", DEMO[0])
    return Client(base_url, login_id, os.environ.get("KONNEKTIVE_PASSWORD", DEMO[1]))


def unplayable(args: argparse.Namespace, scenario: Scenario | None, funnel: Funnel | None) -> str:
    """Why the scenario that was asked for cannot be played, empty when it can or none was."""
    if not args.scenario:
        return ""
    if scenario is None:
        return f"There is no scenario {args.scenario!r}; there are {', '.join(BY_NAME)}."
    if scenario.faults and (args.base_url or args.funnel):
        return f"{scenario.name} breaks the sandbox on purpose: it is played without --base-url and --funnel."
    if funnel and not funnel.steps:
        return f"The funnel {funnel.name!r} makes no call: there is nothing to play."
    return ""


def unwritable(path: str | None) -> str:
    """Why a report cannot be written there, empty when it can or none was asked for."""
    if not path:
        return ""
    try:
        with Path(path).open("a", encoding="utf-8"):
            return ""
    except OSError as problem:
        return f"{path}: {problem.strerror}."


def play(scenario: Scenario, args: argparse.Namespace, funnel: Funnel | None) -> int:
    """Play the scenario and print it; 0 when what should come of it came."""
    if args.base_url or funnel:
        run, reasons = _elsewhere(scenario, args, funnel)
    else:
        cell = played(scenario, COLUMNS[0], args.seed)
        run, reasons = cell.run, cell.reasons
    write_report(args.report, run)
    if args.json:
        verdict = {"scenario": scenario.name, "passed": not reasons, "reasons": list(reasons)}
        print(printed(verdict | run_json(run)))
    else:
        _print(scenario, run, reasons)
    return 1 if reasons else 0


def _elsewhere(
    scenario: Scenario, args: argparse.Namespace, funnel: Funnel | None
) -> tuple[Run, tuple[str, ...]]:
    """On another server or in another funnel only answers and audit can be judged, not what the CRM holds."""
    *_, run = steps(scenario, client(args.base_url), args.seed, funnel)
    missing, noticed = seen_from_outside(scenario, run)
    return run, (*missing, *(f"unexpected: {one}" for one in noticed))


def _print(scenario: Scenario, run: Run, reasons: tuple[str, ...]) -> None:
    for attempt in run.attempts:
        print(told(attempt, run))
    print(
        f"{scenario.title}: {'as it should be' if not reasons else 'not as it should be'}. {scenario.should}"
    )
    for reason in reasons:
        print(f"  {reason}")


def write_report(path: str | None, run: Run) -> None:
    """Write the walk's verdict to a file, where one was named."""
    if path:
        Path(path).write_text(report(run), encoding="utf-8")


def printed(value: object) -> str:
    """Indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
