"""Kartra's dates, which carry no zone, read into UTC milliseconds with the zone that was assumed stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

from kartra.money import EMPTY

EST = timezone(timedelta(hours=-5), "EST")
"""What Kartra's IPN and get_lead pages call the zone of transaction_date and date_joined. Whether that
follows New York's summer time is not said; `zone("America/New_York")` reads it so."""

DAY = 86_400_000
"""Milliseconds of a day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in UTC milliseconds, or none; `zone` is what its wall clock was taken to be in."""

    ms: int | None
    zone: str = ""
    note: Literal["", "zero", "mended", "unreadable"] = ""


NOTHING = Moment(None)

_KARTRA = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)
_FINER = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)[.,]\d{1,9}", re.ASCII)
"""With fractions of a second, and no zone all the same."""
_NAMED_ZONE = re.compile(r"(.{10,40}?) (EST|UTC|GMT)")
EARLIEST, LATEST = -62_135_424_000_000, 253_402_128_000_000
"""UTC ms: a day within what a calendar holds, so that every zone has a wall clock for it."""
# The IPN's spelling of a date: 05 Dec 2023 16:02:04.
_SPELLED = (
    "%d %b %Y %H:%M:%S", "%d %b %Y", "%b %d, %Y %H:%M:%S", "%b %d, %Y",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %I:%M:%S %p",
)  # fmt: skip


def zone(name: str) -> tzinfo:
    """The zone of that name: "EST" as fixed UTC-5, otherwise an IANA name; ValueError when there is none."""
    if name.upper() in {"EST", "UTC-5", "-05:00"}:
        return EST
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f"{name!r} is not a time zone; use EST, UTC or an IANA name such as America/New_York."
        ) from None


def moment(value: Any, within: tzinfo = EST) -> Moment:
    """Read one date; a date without a zone of its own is taken to be `within`. 0000-00-00 counts as empty."""
    if value is None or isinstance(value, bool | dict | list):
        return NOTHING if value is None else Moment(None, "", "unreadable")
    text = str(value).strip()
    if text.casefold() in EMPTY:
        return NOTHING
    if text.startswith("0000-00-00"):
        return Moment(None, "", "zero")
    if match := _KARTRA.fullmatch(text):
        return _built(tuple(int(part or 0) for part in match.groups()), within)
    if match := _FINER.fullmatch(text):
        return moment(match[1], within)
    if match := _NAMED_ZONE.fullmatch(text):
        return moment(match[1], EST if match[2] == "EST" else UTC)
    return _zoned(text) or _spelled(text, within) or Moment(None, "", "unreadable")


def _built(parts: tuple[int, ...], within: tzinfo) -> Moment:
    try:
        return _stated(datetime(*parts[:6], tzinfo=within), _name(within))  # type: ignore[misc, arg-type]
    except (ValueError, OverflowError):
        return Moment(None, "", "unreadable")


def _zoned(text: str) -> Moment | None:
    """ISO 8601 with an offset: the one spelling that needs no assumption."""
    try:
        when = datetime.fromisoformat(text)
        return _stated(when, when.strftime("UTC%z")) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _spelled(text: str, within: tzinfo) -> Moment | None:
    for pattern in _SPELLED:
        try:
            read = datetime.strptime(text, pattern).replace(tzinfo=within)
            return _stated(read, _name(within), "" if pattern is _SPELLED[0] else "mended")
        except (ValueError, OverflowError):
            continue
    return None


def _stated(when: datetime, name: str, note: Literal["", "mended"] = "") -> Moment:
    ms = round(when.timestamp() * 1000)
    if not EARLIEST <= ms <= LATEST:
        raise ValueError("outside of the calendar")
    return Moment(ms, name, note)


def _name(within: tzinfo) -> str:
    return "EST (UTC-5)" if within is EST else str(within)


def day_text(ms: int | None, within: tzinfo = EST) -> str:
    """The day as people read it: 1 Nov 2026; a dash for nothing."""
    if ms is None:
        return "–"
    when = _wall_clock(ms, within)
    return f"{when.day} {when:%b %Y}"


def clock_text(ms: int | None, within: tzinfo = EST) -> str:
    """Day and time in Kartra's own layout, for tables and exports; empty for nothing."""
    return "" if ms is None else f"{_wall_clock(ms, within):%Y-%m-%d %H:%M:%S}"


def _wall_clock(ms: int, within: tzinfo) -> datetime:
    """Never raises: what was kept of another time is shown as the first or last there is."""
    return datetime.fromtimestamp(min(max(ms, EARLIEST), LATEST) / 1000, within)
