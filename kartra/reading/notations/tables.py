"""CSV and its relatives: exports of what a tool has received, or events laid out in columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from kartra.ipn_fields import IPN_KEYS
from kartra.reading.document import Document
from kartra.reading.fields import joined
from kartra.reading.place import Text
from kartra.reading.promising import packed, promising
from kartra.reading.strangers import is_export

if TYPE_CHECKING:
    from _csv import Reader

csv.field_size_limit(64 << 20)

_NAME: Final = re.compile(r"[\w .()/\[\]#:@-]{0,120}")
_DELIMITERS: Final = ",\t;|"
_LOOKED_AT: Final = 20
"""Rows that are looked at before a text is taken for a table."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """How a table's cells are kept apart."""

    delimiter: str
    escaped: bool
    """Whether a quote in a cell has a backslash before it, instead of being doubled."""

    def records(self, lines: Iterable[str]) -> Reader:
        """Read records from lines with their ends."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            doublequote=not self.escaped,
            escapechar="\\" if self.escaped else None,
            strict=False,
        )


def rows(text: Text) -> list[Document] | None:
    """Read each row as an object by the names of the first row."""
    content = text.content
    if content[:5].lower() == "sep=" + content[4:5]:
        content = "\n" + content.partition("\n")[2]
    written = quoting(content)
    return list(_documents(text, content, written)) if written else None


def quoting(content: str) -> Quoting | None:
    """How the table that the text is keeps its cells apart; None when it is no table."""
    delimiter = _delimiter(content)
    if delimiter is None:
        return None
    written = Quoting(delimiter, f'{delimiter}"{{\\"' in content)
    records = list(islice(_records(content, written), _LOOKED_AT))
    is_one = len(records) > 1 and _is_table([record for _, record in records])
    return written if is_one else None


def _delimiter(content: str) -> str | None:
    first = content.lstrip("\r\n").partition("\n")[0]
    if first.lstrip("\x1e\ufeff \t")[:1] in "{[" or len(first) > 100_000:
        return None
    plain = re.sub(r'"[^"]*"', "", first)
    counts = Counter({mark: plain.count(mark) for mark in _DELIMITERS})
    mark, count = counts.most_common(1)[0]
    return mark if count else None


def _records(content: str, written: Quoting) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = written.records(line + "\n" for line in content.split("\n"))
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error:
        return


def _is_table(records: list[list[str]]) -> bool:
    head, *body = records
    width = len(head)
    if width < 2 or sum(len(record) == width for record in body) * 2 < len(body):
        return False
    if not all(_NAME.fullmatch(cell.strip()) for cell in head):
        return any(_holds_value(cell) and cell.rstrip()[-1:] in "}]\"'=" for cell in head)
    names = dict.fromkeys(cell.strip() for cell in head)
    if (
        joined(names)
        or {"action", "email"} <= _last_words(names)
        or len(IPN_KEYS & names.keys()) > 3
        or is_export(names)
    ):
        return True
    return any(_holds_value(cell) for record in body for cell in record)


def _last_words(names: Iterable[str]) -> set[str]:
    """What columns like `Lead Email` and `lead_email` end in."""
    return {re.split(r"[\W_]+", name.casefold())[-1] for name in names}


def _holds_value(cell: str) -> bool:
    return promising(cell) and (cell.lstrip()[:1] in ("{", "[", '"', "'") or "=" in cell or packed(cell))


def _documents(text: Text, content: str, written: Quoting) -> Iterator[Document]:
    starts = list(accumulate((len(line) + 1 for line in content.split("\n")), initial=0))
    records = _records(content, written)
    first_line, head = next(records)
    names = [cell.strip() for cell in head]
    if any(_holds_value(cell) for cell in head):  # a table without names
        names = [str(number) for number in range(len(head))]
        yield Document(dict(zip(names, head, strict=True)), text, starts[first_line - 1])
    for at, record in records:
        yield Document(dict(zip(names, record, strict=False)), text, starts[at - 1])
