"""One form a line, alone or between lines of JSON: as a log of posts has them, or a printed lifecycle."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.notations.strict import TOLERATED, each_line
from kartra.reading.place import Text
from kartra.reading.strict_json import decoded

_FORM: Final = re.compile(
    r"\s*\??(?=[\w.\[\]%+-]{1,200}=)(?:[^\s\"'<>{}&]*&)*"
    r"(?:transaction_type|action|payload|data|body|json|event|content|request|webhook)="
    r"[^\s\"<>]*\s*"
)
"""A line that is a form and names what happened: one form folded over several lines does so once."""


def form_a_line(text: Text) -> list[Document] | None:
    """Read a text of which every line is an event by itself, and at least one of them a form."""
    lines = list(each_line(text.content)) if "=" in text.content else []
    forms = {start for start, line in lines if _FORM.fullmatch(line)}
    if len(lines) < 2 or not forms:
        return None
    documents = [_line(text, start, line, start in forms) for start, line in lines]
    neither = sum(type(one.value) is Text and one.offset not in forms for one in documents)
    # One form and nothing else may go on in the next line.
    if len(documents) - neither < 2 or neither > len(documents) * TOLERATED:
        return None
    return documents


def _line(text: Text, start: int, line: str, is_form: bool) -> Document:
    found, value = (False, None) if is_form else decoded(line)
    return Document(value if found else text.part(start, start + len(line)), text, start)
