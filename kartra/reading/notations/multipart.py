"""multipart/form-data: a form whose fields stand between boundaries."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.notations.forms import assembled
from kartra.reading.place import Text

_BOUNDARY: Final = re.compile(r"^[ \t]*(--[\w'()+,./:=?-]{4,70})[ \t]*\r?\n(?=[ \t]*Content-)", re.MULTILINE)
_PART: Final = re.compile(
    r"Content-Disposition:[^\n]*?\bname=\"?(?P<name>[^\"\r\n;]+)\"?[^\n]*\r?\n"
    r"(?:[A-Za-z-]+:[^\n]*\r?\n)*[ \t]*\r?\n(?P<value>.*)",
    re.DOTALL | re.IGNORECASE,
)


def fields(text: Text) -> list[Document] | None:
    """Read the fields as a form's."""
    boundary = _BOUNDARY.search(text.content)
    if boundary is None:
        return None
    pieces = re.split(rf"\r?\n?[ \t]*{re.escape(boundary[1])}(?:--)?[ \t]*(?:\r?\n|\Z)", text.content)
    found = [part for piece in pieces if (part := _PART.search(piece))]
    if not found:
        return None
    pairs = [(part["name"], part["value"].removesuffix("\n").removesuffix("\r")) for part in found]
    return [Document(assembled(pairs), text, boundary.start())]
