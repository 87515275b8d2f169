"""`python -m store prune --keep-days N`: let go of older deliveries, whatever their bins keep."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from store import connect
from store.moment import DAY_MS, now_ms
from store.retention import Pruned

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("prune", help="let go of older deliveries; pinned ones stay")
    parser.add_argument("--keep-days", type=_days, required=True, metavar="N")
    parser.set_defaults(run=run)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Prune in small transactions, so that a running receiver is hardly held up."""
    store = connect()
    before, total = now_ms() - args.keep_days * DAY_MS, 0
    while gone := store.write(Pruned(before)).result():
        total += int(str(gone))
    print(f"{total:,} deliveries let go; their events and the roll-ups stay")
    return 0
