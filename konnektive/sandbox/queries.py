"""What the query endpoints share: whole days, filters, pages, and the words for nothing found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.clock import DAY

NOTHING = "No {} matching those parameters could be found"
"""Recorded for orders; other nouns are seen in client code."""
DEFAULT_PAGE, LARGEST_PAGE = 25, 200
_FORMATS = ("%m/%d/%y", "%m/%d/%Y", "%Y-%m-%d")
Row = TypeVar("Row")


def day_number(text: str) -> int | None:
    """Days since 1970 of `9/1/26`, `09/01/2026` or `2026-09-01`; a time part is ignored (checked live)."""
    parts = re.split(r"[ T]", text.strip(), maxsplit=1)
    for written in _FORMATS:
        try:
            moment = datetime.strptime(parts[0], written).replace(tzinfo=UTC)
        except ValueError:
            continue
        return int(moment.timestamp()) * 1000 // DAY
    return None


def window(call: Call) -> tuple[int, int] | Answered:
    """First and last moment of the days asked for, as UTC ms; the second is past the last day's end."""
    problems: dict[str, str] = {}
    days: list[int] = []
    for name in ("startDate", "endDate"):
        day = day_number(call.given(name))
        if not call.given(name):
            problems[name] = "is a required field"
        elif day is None:
            problems[name] = "Not a valid date"
        else:
            days.append(day)
    if problems:
        return error(problems)
    return days[0] * DAY, (days[1] + 1) * DAY


def within(
    call: Call, rows: Iterable[Row], moment: Callable[[Row], int], *, unless: Sequence[str]
) -> list[Row] | Answered:
    """The rows of the days asked for; all of them where one of these ids is sent and no day."""
    if any(call.given(name) for name in unless) and not call.given("startDate") and not call.given("endDate"):
        return list(rows)
    asked = window(call)
    if isinstance(asked, Answered):
        return asked
    first, end = asked
    return [row for row in rows if first <= moment(row) < end]


def paged(
    call: Call, rows: Sequence[Row], shown: Callable[[Row], Any], noun: str, *, sort_by: str = "dateCreated"
) -> Answered:
    """One page in the recorded envelope, newest first unless sortDir is 0; nothing found is an ERROR."""
    size = min(LARGEST_PAGE, number(call.given("resultsPerPage")) or DEFAULT_PAGE)
    page = number(call.given("page")) or 1
    direction = 0 if call.given("sortDir") == "0" else 1
    ordered = rows[::-1] if direction else rows
    data = [shown(row) for row in ordered[(page - 1) * size : page * size]]
    if not data:
        return error(NOTHING.format(noun))
    return success(envelope(call, data, len(rows), size, page, direction, sort_by))


def envelope(
    call: Call, data: Any, total: int, size: int, page: int, direction: int = 1, sort_by: str = "dateCreated"
) -> dict[str, Any]:
    """The keys around a page, as recorded."""
    asked = {name: value for name, value in call.params.items() if name not in ("loginId", "password")}
    own = {"page": page, "sortDir": direction, "resultsPerPage": size, "sortBy": sort_by}
    return {
        "totalResults": total,
        "resultsPerPage": size,
        "page": page,
        "data": data,
        "params": None,
        "errors": None,
        "sortBy": sort_by,
        "sortDir": direction,
        "queryArgs": own
        | {name: value for name, value in asked.items() if name not in own}
        | {"dateRangeType": call.given("dateRangeType") or sort_by},
    }


def matching(call: Call, name: str, value: object) -> bool:
    """Whether a row passes the filter of that name; a filter that is not sent passes everything."""
    asked = call.given(name)
    return not asked or asked.casefold() == str(value if value is not None else "").casefold()
