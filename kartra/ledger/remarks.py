"""What is odd about a purchase, said in one sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from kartra.event import Finding
from kartra.money import money_text
from kartra.transaction import Transaction
from kartra.transaction_kind import EARNING, ENDING, KINDS, RETURNING, UNDOING


def remarks(
    entries: Sequence[Transaction], earning: Sequence[Transaction], paid: int, returned: int
) -> tuple[Finding, ...]:
    """What is remarkable about these entries, of which `earning` brought money; amounts in cents."""
    said = [finding for one in entries for finding in one.findings if finding.code == "told-differently"]

    def remark(code: str, path: str, message: str) -> None:
        said.append(Finding(code, path, "warn", message))

    if not earning:
        remark(*_without_payment(entries))
    elif any(one.ts is None and one.kind in RETURNING | ENDING for one in entries):
        message = "A return or an end of it has no date; it is taken to have come after all that is dated."
        remark("end-without-date", "transaction_date", message)
    unknown = sum(one.amount_cents is None and one.kind in EARNING | RETURNING for one in entries)
    if unknown:
        message = f"{unknown} without an amount; the balance leaves them out."
        remark("amount-not-told", "transaction_full_amount", message)
    if earning and returned > paid:
        back, taken = money_text(returned), money_text(paid)
        remark("more-returned-than-paid", "transaction_full_amount", f"{back} came back of {taken} paid.")
    if earning and any(one.kind == "cancellation" and _before(one, earning[-1]) for one in entries):
        remark("paid-after-cancellation", "transaction_date", "A payment is dated after a cancellation.")
    return tuple(said)


def _without_payment(entries: Sequence[Transaction]) -> tuple[str, str, str]:
    kinds = {one.kind for one in entries}
    if kinds & UNDOING:
        message = "What is here reverses or ends a sale that never arrived."
        return "sale-not-here", "transaction_id", message
    if kinds & set(KINDS):
        return "never-paid", "transaction_id", "A charge failed, and no payment of this purchase is here."
    message = "Its transaction_type is none that Kartra documents, so its amount counts nowhere."
    return "type-not-understood", "transaction_type", message


def _before(one: Transaction, other: Transaction) -> bool:
    return one.ts is not None and other.ts is not None and one.ts < other.ts
