"""`python -m store rebuild`: read every kept body anew, and make events, money, search and counts from it."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from store import Reader, connect
from store.catching_up import catch_up
from store.rebuilding import Forgotten

if TYPE_CHECKING:
    from argparse import _SubParsersAction

READER = "FUNNELSCOPE_READER"
"""Environment: the function that reads bodies, as module:name. The store itself knows no webhooks."""
_DEFAULT = "kartra.rows:rows_of"


def add(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("rebuild", help="read every kept body anew; run it while nothing arrives")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Forget what was read, then read it all."""
    reader = named_reader(os.environ.get(READER, _DEFAULT))
    if reader is None:
        print(f"{READER} names no function: module:name is expected", file=sys.stderr)
        return 2
    store = connect()
    total = int(str(store.write(Forgotten()).result()))
    done = 0
    while read := catch_up(store, reader, 500):
        done += read
        if sys.stderr.isatty():
            print(f"\r{done:,} of {total:,}", end="", file=sys.stderr)
    print(f"{done:,} deliveries read")
    return 0


def named_reader(text: str) -> Reader | None:
    """The function of that name, when there is one."""
    module, _, name = text.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        return None
    reader: Reader | None = found if callable(found) else None
    return reader
