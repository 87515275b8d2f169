"""`python -m kartra ledger`: purchases, subscriptions and their figures, from files or from the store."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

from kartra.ledger import Ledger
from kartra.ledger.kept import kept_transactions
from kartra.ledger.listing import Listing, listing
from kartra.ledger.printed import as_lines, as_object, purchase_table, reconciled
from kartra.ledger.reconcile import Reconciliation, reconcile
from kartra.moment import moment, zone
from kartra.money import money_text
from kartra.tables import as_csv
from kartra.telling import transactions_in
from kartra.transaction import Transaction


def add(subparsers: Any) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser(
        "ledger", help="purchases and subscriptions from events", description=__doc__
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="event files; without any, the store is read"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", action="store_true", help="print one row a purchase as CSV")
    parser.add_argument("--against", metavar="CSV", help="a transactions export to reconcile with")
    parser.add_argument("--zone", default="EST", help="the zone Kartra's dates are in (default EST, UTC-5)")
    parser.add_argument("--as-of", metavar="DATE", help="the day the ledger is drawn up for (default: now)")


def run(args: argparse.Namespace) -> int:
    """1: no transaction was found, or the export does not agree; 2: wrong usage or unreadable file."""
    try:
        within = zone(args.zone)
        as_of = _as_of(args.as_of, within)
        told = list(_told(args.files, within))
        export = listing(Path(args.against).read_bytes(), within) if args.against else None
    except ValueError as wrong:
        return _wrong(str(wrong))
    except OSError as wrong:
        return _wrong(f"{wrong.filename}: {wrong.strerror or wrong}")
    if export is not None and not export.columns:
        return _wrong(f"{args.against}: {export.problems[0].message}")
    ledger = Ledger.of(told, as_of)
    found = reconcile(told, export) if export else None
    print("\n".join(_printed(args, ledger, found, export, within)))
    return int(not told or (found is not None and not found.agrees))


def _wrong(reason: str) -> int:
    print(f"kartra ledger: {reason}", file=sys.stderr)
    return 2


def _as_of(day: str | None, within: tzinfo) -> int | None:
    if day is None:
        return None
    ms = moment(day, within).ms
    if ms is None:
        raise ValueError(f"--as-of {day!r} is not a date; write it as 2026-11-01.")
    return ms


def _told(files: list[str], within: tzinfo) -> Iterator[Transaction]:
    for name in files:
        yield from transactions_in(Path(name), within)
    if not files:
        import store

        with store.connect().reading() as connection:
            yield from kept_transactions(connection)


def _printed(
    args: argparse.Namespace,
    ledger: Ledger,
    found: Reconciliation | None,
    export: Listing | None,
    within: tzinfo,
) -> Iterator[str]:
    if args.csv:
        yield as_csv(purchase_table(ledger.purchases, within)).rstrip("\r\n")
    elif args.json:
        compared = {"reconciliation": reconciled(found)} if found else {}
        yield json.dumps(as_object(ledger, within) | compared, indent=2)
    else:
        yield from as_lines(ledger, within)
        if found and export:
            yield from _compared(found, export)


def _compared(found: Reconciliation, export: Listing) -> Iterator[str]:
    told = reconciled(found)
    yield ""
    yield (
        f"against the export: {told['matched']} matched, {told['different_amount']} with a different amount, "
        f"{told['only_here']} only here, {told['only_there']} only there"
    )
    for row in told["rows"]:
        sides = f"{money_text(row['here_cents'])} here, {money_text(row['there_cents'])} there"
        yield f"  {row['verdict']}: {row['kind']} {row['transaction_id']}, {sides}"
    yield from (f"  line {problem.line}: {problem.message}" for problem in export.problems)
