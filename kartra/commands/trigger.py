"""`python -m kartra trigger`: make Kartra events happen, and send them where they are awaited."""

from __future__ import annotations

import argparse
import io
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from kartra.commands.trigger_arguments import add_arguments
from kartra.generation import KINDS, Callback, Unfit
from kartra.generation.dates import utc_text
from kartra.generation.words import meaning
from kartra.lifecycles import MUTATIONS, lifecycles
from kartra.lifecycles.wanted import MOST, Wanted, callbacks
from kartra.sending import Outcome, Reach, Sender
from kartra.sending.batch import Batch, Progress
from kartra.sending.chosen import chosen
from kartra.sending.header_line import typed_headers
from kartra.sending.headers import BadHeader, Pairs
from kartra.sending.planned import Planned, of_callbacks, of_deliveries, repeated
from kartra.sending.recording import recording
from kartra.sending.target import NoTarget, target
from store import close_all, connect
from store.moment import now_ms


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    add_arguments(subparsers.add_parser("trigger", help="make events and send them", description=__doc__))


def run(args: argparse.Namespace) -> int:
    """0 when everything was accepted (2xx), 1 when something was not, 2 for wrong usage."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A body is UTF-8, whatever the terminal is set to.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if args.list:
        return _listed()
    try:
        plan = _plan(args)
        if isinstance(plan, str):
            return _refused(plan)
        return _printed(plan) if args.dry_run else int(not _sent(plan, args).fine)
    except SQLAlchemyError as wrong:
        # The store can not be reached, or DATABASE_URL names none.
        return _refused(str(getattr(wrong, "orig", None) or wrong).strip().partition("\n")[0])


def _refused(reason: str) -> int:
    print(f"kartra trigger: {reason}", file=sys.stderr)
    return 2


def _printed(plan: Sequence[Planned]) -> int:
    for one in plan:
        print(one.outgoing.body.decode("utf-8", "replace"))
    return 0


def _plan(args: argparse.Namespace) -> tuple[Planned, ...] | str:
    """What is to be sent, or what is wrong with the arguments in one line."""
    place = target(args.to or "")
    if isinstance(place, NoTarget) and not (args.dry_run and not args.to):
        return place.reason if args.to else "--to URL is needed, or --dry-run."
    headers = typed_headers(args.header)
    if isinstance(headers, BadHeader):
        return headers.reason
    if args.delivery or args.search:
        plan = _again(args, headers)
    else:
        made = _made(args)
        plan = made if isinstance(made, Unfit) else of_callbacks(made, args.to or "", _title(args), headers)
    return str(plan) if isinstance(plan, Unfit) else plan


def _again(args: argparse.Namespace, headers: Pairs) -> tuple[Planned, ...] | Unfit:
    """Stored deliveries once more; they stay as they are."""
    if args.action or args.lifecycle or args.scenario:
        return Unfit("trigger", "give either what shall happen or what is sent again.")
    try:
        with connect().reading() as connection:
            found = chosen(connection, args.delivery, args.search)
    finally:
        close_all()
    if isinstance(found, Unfit):
        return found
    plan = of_deliveries(found, args.to or "", _edits(args), headers)
    if isinstance(plan, Unfit):
        return plan
    if len(plan) * args.repeat > MOST:
        return Unfit("trigger", f"that makes more than {MOST} requests.")
    return repeated(plan, args.repeat)


def _made(args: argparse.Namespace) -> tuple[Callback, ...] | Unfit:
    try:
        story = Path(args.scenario).read_text(encoding="utf-8") if args.scenario else ""
    except (OSError, UnicodeDecodeError) as wrong:
        return Unfit(args.scenario, f"{getattr(wrong, 'strerror', None) or 'is not text'}.")
    wanted = Wanted(
        action=args.action,
        lifecycle=args.lifecycle,
        scenario=story,
        set=_edits(args),
        mutate=tuple(args.mutate),
        repeat=args.repeat,
        seed=args.seed or secrets.token_hex(4),
        edition=args.edition,
        product=args.product,
        billing=args.billing,
        email=args.email,
    )
    return callbacks(wanted, args.at or now_ms())


def _edits(args: argparse.Namespace) -> tuple[str, ...]:
    return (*args.set, *(f"-{path}" for path in args.remove))


def _title(args: argparse.Namespace) -> str:
    name = args.lifecycle or (Path(args.scenario).stem if args.scenario else "")
    return f"lifecycle {name}" if name else ""


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
        summary = {"sent": progress.sent, "accepted": progress.accepted}
        told = {"batch": progress.batch, "to": args.to, "requests": results, "summary": summary}
        print(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
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
    groups = {
        "Events": {kind: meaning(kind) for kind in KINDS},
        "Lifecycles (--lifecycle)": {name: one.says for name, one in lifecycles().items()},
        "What goes wrong on the way (--mutate)": {one.name: one.says for one in MUTATIONS.values()},
    }
    for title, entries in groups.items():
        print(f"{title}:", *(f"  {name:<28}{says}" for name, says in entries.items()), "", sep="\n")
    return 0
