"""`python -m kartra trigger`: make Kartra events happen, and send them where they are awaited."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from kartra.generation import EDITIONS, KINDS, Callback, Unfit
from kartra.generation.dates import utc_text
from kartra.generation.edits import edit
from kartra.lifecycles import MUTATIONS, lifecycles
from kartra.lifecycles.wanted import MOST, Wanted, callbacks
from kartra.sending import Outcome, Reach, Sender
from kartra.sending.batch import Batch, Progress
from kartra.sending.headers import BadHeader, sendable
from kartra.sending.planned import Planned, of_callbacks
from kartra.sending.recording import recording
from kartra.sending.target import NoTarget, target
from store.moment import now_ms


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser("trigger", help="make events and send them", description=__doc__)
    parser.add_argument("action", nargs="?", default="", metavar="ACTION", help="see --list")
    parser.add_argument("--lifecycle", default="", metavar="NAME", help="a whole story; see --list")
    parser.add_argument("--scenario", metavar="FILE", help="a story of your own, YAML or JSON")
    parser.add_argument("--to", metavar="URL", help="where to send")
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE",
                        help="change or add a field; PATH:=JSON for other than text")  # fmt: skip
    parser.add_argument("--remove", action="append", default=[], metavar="PATH", help="leave a field out")
    parser.add_argument("--repeat", type=_count, default=1, metavar="N", help="so many, each another person")
    parser.add_argument("--seed", help="the same seed makes the same events")
    parser.add_argument("--at", type=_moment, metavar="TIME", help="when the last one happens; default now")
    parser.add_argument("--edition", choices=EDITIONS, help="which generation of keys")
    parser.add_argument("--product", default="", metavar="NAME", help="what is bought")
    parser.add_argument("--email", default="", metavar="ADDRESS", help="of the person it happens to")
    parser.add_argument("--mutate", action="append", default=[], metavar="NAME", help="see --list")
    parser.add_argument("--speed", type=_speed, default=0.0, metavar="X",
                        help="keep the original spacing, X times as fast; default: do not wait")  # fmt: skip
    parser.add_argument("--header", action="append", default=[], metavar="NAME:VALUE")
    parser.add_argument("--dry-run", action="store_true", help="print what would be sent, one a line")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--list", action="store_true", help="what can happen")


def run(args: argparse.Namespace) -> int:
    """0 when everything was accepted (2xx), 1 when something was not, 2 for wrong usage."""
    if args.list:
        return _listed()
    made = _made(args)
    headers = sendable(_pair(text) for text in args.header)
    problem = _problem(args, made, headers)
    if problem or isinstance(made, Unfit) or isinstance(headers, BadHeader):
        print(f"kartra trigger: {problem}", file=sys.stderr)
        return 2
    if args.dry_run:
        return _printed(made)
    title = args.lifecycle or (Path(args.scenario).stem if args.scenario else "")
    plan = of_callbacks(made, args.to, f"lifecycle {title}" if title else "", headers)
    progress = _sent(plan, args)
    return 0 if progress.fine else 1


def _made(args: argparse.Namespace) -> tuple[Callback, ...] | Unfit:
    try:
        story = Path(args.scenario).read_text(encoding="utf-8") if args.scenario else ""
    except (OSError, UnicodeDecodeError) as wrong:
        return Unfit(args.scenario, f"{getattr(wrong, 'strerror', None) or 'is not text'}.")
    wanted = Wanted(
        action=args.action,
        lifecycle=args.lifecycle,
        scenario=story,
        set=(*args.set, *(f"-{path}" for path in args.remove)),
        mutate=tuple(args.mutate),
        repeat=args.repeat,
        seed=args.seed or secrets.token_hex(4),
        edition=args.edition,
        product=args.product,
        email=args.email,
    )
    return callbacks(wanted, args.at or now_ms())


def _problem(args: argparse.Namespace, made: object, headers: object) -> str:
    """What is wrong with the arguments, in one line; empty when nothing is."""
    if wrong := next((one for text in args.set if isinstance(one := edit(text), Unfit)), None):
        return str(wrong)
    if isinstance(made, Unfit):
        return str(made)
    if isinstance(headers, BadHeader):
        return headers.reason
    if args.dry_run:
        return ""
    if not args.to:
        return "--to URL is needed, or --dry-run."
    place = target(args.to)
    return place.reason if isinstance(place, NoTarget) else ""


def _sent(plan: Sequence[Planned], args: argparse.Namespace) -> Progress:
    # Whoever types the command sits at this machine: it may be reached.
    sender = Sender(Reach.of_environment(loopback=True))
    results: list[dict[str, Any]] = []

    def seen(planned: Planned, outcome: Outcome) -> None:
        results.append(_result(planned, outcome))
        if not args.json:
            print(f"{planned.trigger}: {outcome.sentence}", flush=True)

    with recording() as record:
        progress = Batch(plan, sender, record, speed=args.speed, seen=seen).run()
    if args.json:
        print(_json({"batch": progress.batch, "to": args.to, "requests": results,
                     "summary": {"sent": progress.sent, "accepted": progress.accepted}}))  # fmt: skip
    elif len(plan) > 1:
        print(f"{progress.accepted} of {len(plan)} accepted.")
    return progress


def _result(planned: Planned, outcome: Outcome) -> dict[str, Any]:
    return {
        "event": planned.trigger.rpartition(": ")[2],
        "at": utc_text(planned.at),
        "verdict": outcome.verdict,
        "status": outcome.status,
        "elapsed_ms": outcome.elapsed_us / 1_000,
        "error": outcome.error,
    }


def _listed() -> int:
    print("Events:", *KINDS, sep="\n  ")
    print("\nLifecycles (--lifecycle):")
    for name, one in lifecycles().items():
        print(f"  {name:<14} {one.says}")
    print("\nWhat goes wrong on the way (--mutate):")
    for mutation in MUTATIONS.values():
        print(f"  {mutation.name:<14} {mutation.says}")
    return 0


def _printed(made: Sequence[Callback]) -> int:
    for one in made:
        print(one.body.decode())
    return 0


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 to {MOST}")
    return number


def _speed(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number


def _moment(text: str) -> int:
    try:
        return round(datetime.fromisoformat(text).astimezone().timestamp() * 1_000)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-11-01T12:00:00Z") from None


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition(":")
    return name.strip(), value.strip()


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
