"""`walk`: a funnel from its first page to its last, on the sandbox or over HTTP."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from konnektive.commands.database import keeping, unusable
from konnektive.commands.numbers import seed
from konnektive.commands.walking import client, play, printed, unplayable, unwritable, write_report
from konnektive.ending import outcome, told
from konnektive.export.run_json import run_json
from konnektive.funnel import Funnel
from konnektive.funnel_file import FunnelRead, read_funnel
from konnektive.live import confirmation, live_access
from konnektive.run import started
from konnektive.scenarios.deck import find
from konnektive.shipped import shipped_funnels
from konnektive.target import is_loopback, no_address
from store import close_all

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add(subparsers: Subparsers) -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("walk", help="walk a funnel and report every call", description=__doc__)
    parser.add_argument(
        "--base-url", metavar="URL", help="a server to call; without it the sandbox in this process"
    )
    parser.add_argument("--funnel", metavar="FILE", help="a funnel file, or the name of a shipped funnel")
    parser.add_argument("--scenario", metavar="NAME", help="play a scenario and check what should come of it")
    parser.add_argument("--seed", type=seed, default=1, help="which buyer walks (default 1)")
    parser.add_argument("--go-on", action="store_true", help="go on after a refusal instead of stopping")
    parser.add_argument("--report", metavar="FILE", help="also write the verdict as one HTML file")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument(
        "--live", metavar="CAMPAIGN", help="confirms calls beyond this machine, by the campaign's name"
    )


@keeping
def run(args: argparse.Namespace) -> int:
    """0 when everything came as it should, 1 when it did not, 2 for wrong usage or an unreadable funnel."""
    read = _funnel(args.funnel) if args.funnel else FunnelRead(None)
    scenario = find(args.scenario or "")
    problem = read.problem or unplayable(args, scenario, read.funnel) or unwritable(args.report)
    problem = problem or _unreachable(args, read.funnel or _usual())
    if not args.base_url and (read.funnel or not scenario):
        problem = problem or unusable()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    code = play(scenario, args, read.funnel) if scenario else _walk(args, read.funnel or _usual())
    close_all()
    return code


def _walk(args: argparse.Namespace, funnel: Funnel) -> int:
    start = walk = started(funnel, args.seed)
    for walk in start.to_end(client(args.base_url), stop_on_refusal=not args.go_on):
        if not args.json:
            print(told(walk.attempts[-1], walk), flush=True)
    write_report(args.report, walk)
    print(printed(run_json(walk)) if args.json else outcome(walk))
    return 0 if all(walk.mark(step.index) in ("accepted", "redirect") for step in walk.steps) else 1


def _usual() -> Funnel:
    return shipped_funnels()["full"]


def _funnel(name: str) -> FunnelRead:
    shipped = shipped_funnels().get(name)
    if shipped:
        return FunnelRead(shipped)
    try:
        read = read_funnel(Path(name).read_bytes())
    except OSError as unreadable:
        known = ", ".join(shipped_funnels())
        return FunnelRead(None, f"{name}: {unreadable.strerror}; shipped funnels are {known}.")
    return FunnelRead(read.funnel, read.problem and f"{name}: {read.problem}")


def _unreachable(args: argparse.Namespace, funnel: Funnel) -> str:
    """Why the target may not be called, empty when it may."""
    if not args.base_url:
        return ""
    if problem := no_address(args.base_url):
        return f"--base-url: {problem}"
    if is_loopback(args.base_url):
        return ""
    if live_access(os.environ) is None:
        names = "KONNEKTIVE_LOGIN_ID and KONNEKTIVE_PASSWORD"
        return f"A call beyond this machine needs {names} in the environment."
    wanted = confirmation(funnel)
    if args.live != wanted:
        return f'Calls beyond this machine are live and may charge: confirm with --live "{wanted}".'
    return ""
