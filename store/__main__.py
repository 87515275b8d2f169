"""The store from the command line: python -m store info | migrate | export | prune | rebuild."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from typing import NoReturn

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from store import Refusal, close_all
from store.commands import export, info, migrate, prune, rebuild

COMMANDS = (info, migrate, export, prune, rebuild)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        """End with 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: list[str] | None = None) -> int:
    """0: done; 1: it can not be done now; 2: wrong usage. Reasons stand on stderr in one line."""
    # What the writer has to say is said by the command, in one line.
    logging.getLogger("store.writer").setLevel(logging.CRITICAL)
    parser = Parser(prog="python -m store", description="Look after what is kept in DATABASE_URL.")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.add(subparsers)
    chosen = parser.parse_args(arguments)
    try:
        code = int(chosen.run(chosen))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read along has read enough. Leaving flushes once more, to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ArgumentError as wrong:
        print(f"DATABASE_URL: {wrong}", file=sys.stderr)
        return 2
    except (Refusal, SQLAlchemyError, OSError) as wrong:
        reason = str(getattr(wrong, "orig", None) or wrong).strip().partition("\n")[0]
        print(reason, file=sys.stderr)
        return 1
    finally:
        close_all()


if __name__ == "__main__":
    raise SystemExit(main())
