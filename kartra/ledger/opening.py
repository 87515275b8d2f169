"""From one thread of transactions to the purchase it tells of, as it stands at a given moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kartra.ledger.instalments import days_between, gaps, instalments
from kartra.ledger.purchase import Purchase, Status
from kartra.ledger.remarks import remarks
from kartra.moment import DAY
from kartra.transaction import Transaction
from kartra.transaction_kind import EARNING, KINDS, RETURNING, UNDOING

GRACE_DAYS: Final = 7
"""A payment later than this is overdue; processors retry a failed card for about as long."""

_LONGEST_DAYS: Final = 36_525
"""A hundred years: a wait beyond that is a mistake, and no date."""
_NEVER: Final = 1 << 62
_KIND_ORDER: Final = {kind: position for position, kind in enumerate(KINDS)}


def purchase(
    thread: Sequence[Transaction], as_of: int, *, person: str = "", sees_rebills: bool = False
) -> Purchase:
    """The purchase that these transactions tell of. Only where rebills arrive can a payment be overdue."""
    entries = tuple(sorted(thread, key=_order))
    earning = [one for one in entries if one.kind in EARNING]
    named = earning[0] if earning else entries[0]
    days = _rebill_days(entries)
    paid = sum(one.revenue_cents for one in earning)
    returned = -sum(one.revenue_cents for one in entries if one.kind in RETURNING)
    recurring = _recurs(entries)
    total = _total_payments(entries)
    due = _next_due(earning, days) if recurring else None
    status, ended = _standing(entries, earning, recurring, total, due, as_of if sees_rebills else -_NEVER)
    return Purchase(
        key=_key(entries),
        is_subscription=recurring,
        subscription_id=_first(one.subscription_id or one.internal_subscription_id for one in entries),
        original_id=_least(one.original_id for one in entries) or named.transaction_id,
        person=person,
        lead_id=_first((named.lead_id, *(one.lead_id for one in entries))),
        lead_email=_first((named.lead_email, *(one.lead_email for one in entries))),
        lead_name=_first((named.lead_name, *(one.lead_name for one in entries))),
        product_id=named.product_id,
        product_name=named.product_name,
        price_point=named.price_point,
        entries=entries,
        instalments=instalments(entries),
        gaps=gaps(entries) if recurring else (),
        paid_cents=paid,
        returned_cents=returned,
        started=earning[0].ts if earning else None,
        ended=ended,
        trial=any(one.trial for one in entries),
        is_endless=any(one.is_endless for one in entries),
        total_payments=total,
        rebill_days=days if recurring else None,
        next_due=due if ended is None else None,
        status=status,
        remarks=remarks(entries, earning, paid, returned),
    )  # fmt: skip


def _order(one: Transaction) -> tuple[int, int, str]:
    return (_NEVER if one.ts is None else one.ts, _KIND_ORDER.get(one.kind, len(KINDS)), one.transaction_id)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _least(values: Iterable[str]) -> str:
    """The smallest id, numbers by value: 99 before 100."""
    return min((value for value in values if value), key=lambda value: (len(value), value), default="")


def _key(entries: Sequence[Transaction]) -> str:
    return (
        _least(one.original_id for one in entries)
        or _least(one.transaction_id for one in entries if one.kind in EARNING)
        or _least(one.subscription_id or one.internal_subscription_id for one in entries)
        or _least(one.parent_id or one.transaction_id for one in entries)
    )


def _recurs(entries: Iterable[Transaction]) -> bool:
    return any(
        one.subscription_id or one.internal_subscription_id or one.kind in _RECURRING_KINDS
        or (one.pay_number or 0) > 1 or one.is_endless
        for one in entries
    )  # fmt: skip


_RECURRING_KINDS: Final = frozenset(
    {"rebill", "cancellation", "cancellation_requested", "cancellation_reverted"}
)


def _rebill_days(entries: Sequence[Transaction]) -> int | None:
    """As they were stated last; otherwise what the dates show."""
    stated = [one.rebill_days for one in entries if one.rebill_days and one.rebill_days > 0]
    return stated[-1] if stated else days_between(entries)


def _total_payments(entries: Iterable[Transaction]) -> int | None:
    """Instalments agreed: the newest entry's own number and how many it leaves. 9999 is no number."""
    totals = [
        one.pay_number + one.payments_left
        for one in entries
        if one.pay_number and one.payments_left is not None and not one.is_endless and one.payments_left >= 0
    ]
    return totals[-1] if totals else None


def _next_due(earning: Sequence[Transaction], days: int | None) -> int | None:
    if not earning or earning[-1].ts is None:
        return None
    last = earning[-1]
    wait = last.trial_days if last.trial and len(earning) == 1 and last.trial_days else days
    is_sensible = wait and 0 < wait <= _LONGEST_DAYS
    return last.ts + wait * DAY if is_sensible and wait and last.ts is not None else None


def _standing(
    entries: Sequence[Transaction],
    earning: Sequence[Transaction],
    recurring: bool,
    total: int | None,
    due: int | None,
    as_of: int,
) -> tuple[Status, int | None]:
    """The status, and when the purchase stopped earning."""
    if not earning:
        return _without_payment(entries), entries[-1].ts
    undone = _undone(entries)
    if undone:
        return undone
    if not recurring:
        return ("partly refunded" if any(one.kind in RETURNING for one in entries) else "paid"), earning[
            -1
        ].ts
    after = entries[entries.index(earning[-1]) + 1 :]
    decisive = [one for one in after if one.kind in ("cancellation", "cancellation_reverted")]
    if decisive and decisive[-1].kind == "cancellation":
        return "cancelled", _dated(decisive[-1], entries)
    if total is not None and max((one.pay_number or 0) for one in earning) >= total:
        return "completed", due if due is not None else _dated(earning[-1], entries)
    return _running(entries, earning, due, as_of), None


def _undone(entries: Sequence[Transaction]) -> tuple[Status, int | None] | None:
    """Whether all that was paid has been given back, and by what."""
    balance = 0
    for one in entries:
        balance += one.revenue_cents
    backs = [one for one in entries if one.kind in RETURNING]
    if not backs or balance > 0:
        return None
    return ("charged back" if any(one.kind == "chargeback" for one in backs) else "refunded"), _dated(
        backs[-1], entries
    )


def _dated(end: Transaction, entries: Iterable[Transaction]) -> int | None:
    """When it ended: an end without a date came after all that is dated, and is over all the same."""
    return (
        end.ts if end.ts is not None else max((one.ts for one in entries if one.ts is not None), default=None)
    )


def _without_payment(entries: Iterable[Transaction]) -> Status:
    kinds = {one.kind for one in entries}
    if kinds & UNDOING:
        return "sale not here"
    return "never paid" if kinds & set(KINDS) else "not understood"


def _running(
    entries: Sequence[Transaction], earning: Sequence[Transaction], due: int | None, as_of: int
) -> Status:
    after = entries[entries.index(earning[-1]) + 1 :]
    if any(one.kind == "failed" for one in after):
        return "past due"
    if due is not None and as_of > due + GRACE_DAYS * DAY:
        return "overdue"
    return "trial" if len(earning) == 1 and earning[0].trial else "active"
