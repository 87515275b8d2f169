"""A transactions export (CSV), as a back office or a processor writes it; columns are known by name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from kartra import identity
from kartra.event import Problem
from kartra.moment import EST, moment
from kartra.money import amount
from kartra.transaction import Transaction
from kartra.transaction_kind import RETURNING, spelled

_WHOLE: Final = re.compile(r"-?\d{1,18}", re.ASCII)
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "transaction_id": ("transaction_id", "transaction", "order_id", "transaction_number", "id"),
    "kind": ("transaction_type", "type", "kind"),
    "amount": (
        "transaction_full_amount", "full_amount", "total_amount", "transaction_amount", "amount_paid",
        "amount", "total", "price",
    ),
    "cents": ("amount_cents",),
    "date": ("transaction_date", "date", "created_at", "created", "transaction_at"),
    "email": ("lead_email", "buyer_email", "email", "customer_email", "email_address"),
    "product": ("product_name", "product", "item"),
}  # fmt: skip
"""What is wanted, and the column names it is found under: letters and digits count, case and marks do not."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an export lists; rows that tell no transaction are problems, with their line."""

    transactions: tuple[Transaction, ...]
    problems: tuple[Problem, ...]
    columns: Mapping[str, str]
    """What was wanted -> the column it was taken from."""

    @property
    def tells_kinds(self) -> bool:
        """Whether there is a column that tells sales from refunds."""
        return "kind" in self.columns


def listing(data: bytes, within: tzinfo = EST) -> Listing:
    """Read an export. Without a column for the id nothing can be compared, and the problem says so."""
    text = data.decode("utf-8-sig", "replace").replace("\0", "")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = next(rows, [])
        columns = _columns(header)
        if "transaction_id" not in columns:
            return Listing((), (_no_id(header),), {})
        found = list(_transactions(rows, columns, within))
    except csv.Error as wrong:
        return Listing((), (Problem("not-csv", None, None, "error", f"This is not CSV: {wrong}."),), {})
    transactions = tuple(one for one in found if isinstance(one, Transaction))
    problems = tuple(one for one in found if isinstance(one, Problem))
    return Listing(transactions, problems, {name: header[at] for name, at in columns.items()})


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t|", key=first.count)


def _columns(header: Iterable[str]) -> dict[str, int]:
    plain = ["".join(filter(str.isalnum, name.casefold())) for name in header]
    found = {}
    for wanted, names in _NAMES.items():
        for name in names:
            if name.replace("_", "") in plain:
                found[wanted] = plain.index(name.replace("_", ""))
                break
    return found


def _no_id(header: Iterable[str]) -> Problem:
    names = ", ".join(header)[:200] or "nothing"
    message = f"No column is a transaction id (transaction_id, Order ID); the first line names {names}."
    return Problem("no-id-column", 1, None, "error", message)


def _transactions(
    rows: Iterable[list[str]], columns: Mapping[str, int], within: tzinfo
) -> Iterator[Transaction | Problem]:
    for line, row in enumerate(rows, 2):
        told = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        number = identity.identifier(told["transaction_id"])
        if number:
            yield _transaction(number, told, within)
        elif any(cell.strip() for cell in row):
            yield Problem("row-without-id", line, None, "warn", "This row names no transaction.")


def _transaction(number: str, told: Mapping[str, str], within: tzinfo) -> Transaction:
    kind = spelled(told.get("kind", "")) or "sale"
    cents = _cents(told)
    when = moment(told.get("date"), within)
    return Transaction(
        transaction_id=number,
        kind=kind,
        ts=when.ms,
        date=told.get("date", ""),
        zone=when.zone,
        amount_cents=abs(cents) if cents is not None and kind in RETURNING else cents,
        lead_email=identity.text(told.get("email")),
        product_name=identity.text(told.get("product")),
    )


def _cents(told: Mapping[str, str]) -> int | None:
    whole = told.get("cents", "").strip()
    return int(whole) if _WHOLE.fullmatch(whole) else amount(told.get("amount")).cents
