"""What `python -m kartra trigger` takes, and what each argument may be."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import get_args

from kartra.generation import EDITIONS
from kartra.generation.dates import EARLIEST, LATEST
from kartra.generation.edits import is_text
from kartra.generation.shop import Billing
from kartra.lifecycles.wanted import MOST


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add them: what happens, how it shall be, where it goes, what is printed."""
    what = parser.add_argument_group("what happens")
    what.add_argument("action", nargs="?", default="", metavar="ACTION", help="one event; see --list")
    what.add_argument("--lifecycle", default="", metavar="NAME", help="a whole story; see --list")
    what.add_argument("--scenario", metavar="FILE", help="a story of your own, YAML or JSON")
    what.add_argument("--delivery", type=_number, action="append", default=[], metavar="N",
                      help="send a stored delivery again, as it is in the inbox")  # fmt: skip
    what.add_argument("--search", default="", metavar="QUERY", help="send again what the inbox finds for it")
    how = parser.add_argument_group("how it shall be")
    how.add_argument("--set", action="append", default=[], metavar="PATH=VALUE",
                     help="change or add a field; PATH:=JSON for other than text")  # fmt: skip
    how.add_argument("--remove", action="append", default=[], metavar="PATH", help="leave a field out")
    how.add_argument("--repeat", type=_count, default=1, metavar="N",
                     help="so many, each to another person; deliveries are sent N times")  # fmt: skip
    how.add_argument("--seed", type=_seed, help="the same seed makes the same events")
    how.add_argument("--at", type=_moment, metavar="TIME", help="when the last one happens; default now")
    how.add_argument("--edition", choices=EDITIONS, help="which generation of keys")
    how.add_argument("--product", default="", metavar="NAME", help="what is bought")
    how.add_argument("--billing", choices=get_args(Billing), help="how it is paid")
    how.add_argument("--email", default="", metavar="ADDRESS", help="of the person it happens to")
    how.add_argument("--mutate", action="append", default=[], metavar="NAME", help="see --list")
    where = parser.add_argument_group("where it goes")
    where.add_argument("--to", metavar="URL", help="where to send")
    where.add_argument("--header", action="append", default=[], metavar="NAME:VALUE")
    where.add_argument("--speed", type=_speed, default=0.0, metavar="X",
                       help="keep the original spacing, X times as fast; default: do not wait")  # fmt: skip
    said = parser.add_argument_group("what is printed")
    said.add_argument("--dry-run", action="store_true", help="print what would be sent, one a line")
    said.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    said.add_argument("--list", action="store_true", help="what can happen")


def _count(text: str) -> int:
    number = _number(text)
    if number > MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 to {MOST}")
    return number


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


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
        at = round(datetime.fromisoformat(text).astimezone().timestamp() * 1_000)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-11-01T12:00:00Z") from None
    if not EARLIEST <= at <= LATEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not between the years 2000 and 3000")
    return at


def _seed(text: str) -> str:
    if not is_text(text):
        raise argparse.ArgumentTypeError(f"{text!r} holds half a character")
    return text
