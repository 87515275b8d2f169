"""The notations an event is found in: each turns a text into documents, or says it is not its kind."""

from __future__ import annotations

from typing import Final

from kartra.reading.document import Notation
from kartra.reading.notations.forms import pairs
from kartra.reading.notations.several import values
from kartra.reading.notations.strict import one_value, value_a_line

NOTATIONS: Final = (
    Notation("json", one_value, costly=False, final=True),
    Notation("ndjson", value_a_line, costly=False),
    Notation("form", pairs),
    Notation("", values),
)
"""In the order in which they are tried: those that are told surely come first."""
