"""The rows of an ordinary event, straight from its documented types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from kartra import identity
from kartra.events import ACTION
from kartra.glance import Glance, glance
from kartra.lead import NAME_PARTS
from kartra.ordinary_money import money_row
from kartra.transaction_kind import EARNING, RETURNING
from store import EventRow, Rows

WORDS: Final = ("phone", "company", "city", "country", "username")
"""Lead fields by which people also search."""


def ordinary_rows(body: bytes) -> Rows | None:
    """The rows of the event that the body is; None when it takes a closer look."""
    seen = glance(body)
    if seen is None:
        return None
    return _money(seen) if seen.key == "transaction_details" else Rows((_event(seen, _subject(seen)),))


def _money(seen: Glance) -> Rows | None:
    named = identity.identifier(seen.lead.id) or identity.text(seen.lead.email)
    row = money_row(seen) if named else None
    if row is None:
        return None
    sign = (row.kind in EARNING) - (row.kind in RETURNING)
    cents = None if row.amount_cents is None else sign * row.amount_cents
    ids = "".join([f" {number}" for number in (row.transaction_id, row.subscription_id) if number])
    return Rows((_event(seen, row.product_name, row.ts, cents, ids),), (row,) if row.transaction_id else ())


def _event(
    seen: Glance, subject: str, ts: int | None = None, cents: int | None = None, ids: str = ""
) -> EventRow:
    lead = seen.lead
    return EventRow(
        action=seen.action,
        ts=ts,
        lead_id=identity.identifier(lead.id),
        lead_email=identity.stored(lead.email),
        lead_name=_joined(lead, NAME_PARTS),
        subject=subject,
        amount_cents=cents,
        words=(_joined(lead, WORDS) + ids).lstrip(),
    )


def _joined(lead: Any, names: tuple[str, ...]) -> str:
    return " ".join(
        [part for name in names if (value := getattr(lead, name)) and (part := identity.stored(value))]
    )


def _subject(seen: Glance) -> str:
    if type(seen.details) is int:
        return str(seen.details)
    told = (getattr(seen.details, name, None) for name in _naming(seen.action))
    return next((text for value in told if value and (text := identity.stored(value))), "")


@lru_cache(maxsize=256)
def _naming(action: str) -> tuple[str, ...]:
    """The documented fields that name what the action is about, or tell its points."""
    names = [field.name for field in ACTION[action].fields]
    return tuple([n for n in names if n.endswith("_name")] + [n for n in names if n.endswith("points")])
