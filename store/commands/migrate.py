"""`python -m store migrate`: bring the tables to today's version. Every start does the same."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from store import connect
from store.migrations import version

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("migrate", help="bring the tables to today's version")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Opening a store migrates it."""
    store = connect()
    if store.trouble:
        print(store.trouble, file=sys.stderr)
        return 1
    with store.reading() as connection:
        print(f"version {version(connection)}")
    return 0
