"""What can be mended in a text, and the sentence that says so."""

from __future__ import annotations

from typing import Final

from kartra.event import Severity

MENDS: Final[dict[str, str]] = {
    "trailing-comma": "a comma stands before the closing bracket",
    "missing-comma": "a comma is missing between two values",
    "doubled-comma": "a comma too many",
    "comment": "a comment was skipped",
    "single-quotes": "text stands in single quotes",
    "smart-quotes": "text stands in typographic quotes",
    "backquotes": "text stands in backquotes",
    "unescaped-quote": "a quote inside the text is not escaped",
    "unclosed-string": "the closing quote is missing; the text was ended at the line's end",
    "raw-newline": "a line break inside the text is not escaped",
    "raw-control": "a control character inside the text is not escaped",
    "bad-escape": "an escape that JSON does not know was taken as written",
    "no-break-space": "a no-break or other unusual space stands between the values",
    "invisible-character": "an invisible character stands between the values",
    "unquoted-key": "a key has no quotes",
    "unquoted-text": "a value has no quotes",
    "arrow": "=> stands where JSON has a colon",
    "equals": "= stands where JSON has a colon",
    "semicolon": "a semicolon stands where JSON has a comma",
    "missing-colon": "the colon after a key is missing",
    "parentheses": "round brackets stand where JSON has square ones",
    "named-container": "the container's type is written before it",
    "call": "a value stands inside a function's or type's name; its text was kept",
    "word": "a word of another language stands for null, true or false",
    "not-a-number": "NaN or Infinity, which JSON does not have, was kept as text",
    "number-spelling": "a number is spelled as JSON does not allow",
    "joined-text": "text is put together with a plus sign",
    "prefixed-text": "a letter stands before the opening quote",
    "mismatched-bracket": "a closing bracket does not fit its opening one",
    "elided": "a value was left out when this was printed, and is lost",
    "line-prefix": "something stands before each line, as logs and terminals put it",
}

LOSSES: Final = frozenset({"elided"})
"""Mends after which something is missing."""


def severity_of(mend: str) -> Severity:
    """How much a mend matters: a strict receiver would have refused the text."""
    return "error" if mend in LOSSES else "warn"
