"""The CRM's command line: `python -m konnektive walk | audit | simulate | sandbox`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

COMMANDS = ("walk", "audit", "simulate", "sandbox")


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        """End with 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the named commands; each module in `konnektive.commands` adds its own."""
    made = Parser(prog="python -m konnektive", description=__doc__)
    subparsers = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        import_module(f"konnektive.commands.{name}").add(subparsers)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 fine, 1 something was found or refused, 2 wrong usage or unreadable input."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Only the command that is asked for is imported: the others load the store.
    args = parser(given[:1] if given and given[0] in COMMANDS else COMMANDS).parse_args(given)
    try:
        code: int = import_module(f"konnektive.commands.{args.command}").run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has read enough. Leaving flushes once more, to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        # What was made so far is kept; 130 is what shells say of a program that was interrupted.
        import_module("store").close_all()
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
