"""Which visits and days a question is about: what the filter bar says, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Column, ColumnElement, and_

from store.tables import visit

DIMENSIONS = {
    "aff_id": "Affiliate",
    "utm_source": "UTM source",
    "utm_medium": "UTM medium",
    "utm_campaign": "UTM campaign",
    "device": "Device",
    "campaign_id": "Campaign",
    "source": "Recorded by",
}
"""What visits can be filtered and broken down by: column of `visit`, and its name on the page."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Days count from 1970-01-01 UTC, both ends included; a dimension without values does not filter."""

    first_day: int | None = None
    last_day: int | None = None
    having: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pairs of a name in DIMENSIONS and the values that pass; "" is what was not given."""

    @property
    def previous(self) -> Scope | None:
        """The period of the same length just before; none when the period is open."""
        if self.first_day is None or self.last_day is None:
            return None
        length = self.last_day - self.first_day + 1
        return replace(self, first_day=self.first_day - length, last_day=self.last_day - length)

    def days(self, day: Column[int]) -> list[ColumnElement[bool]]:
        """This period, on any table's day column."""
        passed: list[ColumnElement[bool]] = []
        if self.first_day is not None:
            passed.append(day >= self.first_day)
        if self.last_day is not None:
            passed.append(day <= self.last_day)
        return passed

    def visits(self) -> ColumnElement[bool]:
        """This period and every filter, on the visit table."""
        among = [visit.c[name].in_(values) for name, values in self.having if values]
        return and_(True, *self.days(visit.c.day), *among)
