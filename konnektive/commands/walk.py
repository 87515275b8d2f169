"""`walk`: a funnel from its first page to its last, on the sandbox or over HTTP."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from konnektive.client import Client
from konnektive.ending import outcome, told
from konnektive.export.run_json import run_json
from konnektive.funnel import FunnelRead, read_funnel
from konnektive.run import started
from konnektive.shipped import shipped_funnels
from konnektive.target import DEMO, is_loopback, sandbox_client
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
    parser.add_argument("--seed", type=int, default=1, help="which buyer walks (default 1)")
    parser.add_argument("--go-on", action="store_true", help="go on after a refusal instead of stopping")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument(
        "--live", metavar="CAMPAIGN", help="confirms a call beyond this machine by campaign name"
    )


def run(args: argparse.Namespace) -> int:
    """0 when every call was accepted, 1 when one was not, 2 for a funnel that cannot be read."""
    read = _funnel(args.funnel or "full")
    problem = read.problem or _unreachable(args)
    if problem or read.funnel is None:
        print(problem, file=sys.stderr)
        return 2
    start = walk = started(read.funnel, args.seed)
    for walk in start.to_end(_client(args.base_url), stop_on_refusal=not args.go_on):
        if not args.json:
            print(told(walk.attempts[-1], walk), flush=True)
    close_all()
    print(_printed(run_json(walk)) if args.json else outcome(walk))
    return 0 if all(walk.mark(step.index) in ("accepted", "redirect") for step in walk.steps) else 1


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


def _unreachable(args: argparse.Namespace) -> str:
    """Why the target may not be called, empty when it may."""
    if not args.base_url or is_loopback(args.base_url):
        return ""
    if not (os.environ.get("KONNEKTIVE_LOGIN_ID") and os.environ.get("KONNEKTIVE_PASSWORD")):
        return (
            "A call beyond this machine needs KONNEKTIVE_LOGIN_ID and KONNEKTIVE_PASSWORD in the environment."
        )
    if not args.live:
        return "A call beyond this machine is live and may charge: confirm with --live CAMPAIGN."
    return ""


def _client(base_url: str | None) -> Client:
    if not base_url:
        from konnektive.sandbox import shared

        return sandbox_client(shared())
    login = os.environ.get("KONNEKTIVE_LOGIN_ID", DEMO[0])
    return Client(base_url, login, os.environ.get("KONNEKTIVE_PASSWORD", DEMO[1]))


def _printed(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
