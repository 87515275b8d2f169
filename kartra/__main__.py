"""Kartra's command line: `python -m kartra read | import | trigger | ledger | drift`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn

COMMANDS = {"read": "read", "import": "import_", "trigger": "trigger", "ledger": "ledger", "drift": "drift"}
"""Command -> module in kartra.commands; each adds its own arguments and runs them."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        """End with 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser(names: Sequence[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of the named commands."""
    made = Parser(prog="python -m kartra", description=__doc__)
    subparsers = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        if find_spec(f"kartra.commands.{COMMANDS[name]}"):
            import_module(f"kartra.commands.{COMMANDS[name]}").add(subparsers)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 when fine, 1 when something was found or nothing read, 2 for wrong usage or no such file."""
    # What the writer has to say is said by the command, in one line.
    logging.getLogger("store.writer").setLevel(logging.CRITICAL)
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Only the command that is asked for is imported: the others load tables and the network.
    args = parser(tuple(given[:1]) if given and given[0] in COMMANDS else tuple(COMMANDS)).parse_args(given)
    try:
        code: int = import_module(f"kartra.commands.{COMMANDS[args.command]}").run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has read enough. Leaving flushes once more, to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        # What shells say of a program that was interrupted.
        return 130
    except Exception as wrong:
        # Looked at by name: reading a file needs no database, and should not wait for one to be imported.
        if type(wrong).__module__ != "sqlalchemy.exc":
            raise
        reason = str(getattr(wrong, "orig", None) or wrong).strip().partition("\n")[0]
        print(f"kartra {args.command}: DATABASE_URL can not be used: {reason}", file=sys.stderr)
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
