"""`python -m store info`: where things are kept, how much there is, and whether they can be written."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import msgspec

from store import Store, connect
from store.health import health
from store.pending import backlog
from store.questions.keeping import rows_kept

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_WAITING = 1_000_000


def add(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("info", help="where things are kept, and how much there is")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print it."""
    found = told(connect())
    if args.json:
        print(msgspec.json.encode(found).decode())
    else:
        for name, value in found.items():
            print(
                f"{name.replace('_', ' '):16} {value:,}" if isinstance(value, int) else f"{name:16} {value}"
            )
    return 1 if found["trouble"] else 0


def told(store: Store) -> dict[str, Any]:
    """The facts, in the order of their interest."""
    state = health(store)
    with store.reading() as connection:
        counts = rows_kept(connection)
        waiting = backlog(connection, _WAITING)
    return {
        "store": store.url.render_as_string(hide_password=True),
        "schema_version": state.schema_version,
        **counts,
        "not_yet_read": waiting,
        "bytes": state.bytes or 0,
        "trouble": state.trouble,
    }
