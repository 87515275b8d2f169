"""Container logs, where a value printed on several lines is one entry a line."""

from __future__ import annotations

from kartra.reading.document import Document
from kartra.reading.notations.strict import value_a_line
from kartra.reading.place import Text

_KEYS = ("log", "message", "msg", "textPayload", "line", "MESSAGE")


def joined_log(text: Text) -> list[Document] | None:
    """Put the entries' texts together and read them as one text."""
    documents = value_a_line(text)
    if documents is None:
        return None
    values = [document.value for document in documents if isinstance(document.value, dict)]
    key = next(
        (key for key in _KEYS if values and all(isinstance(value.get(key), str) for value in values)), None
    )
    if key is None or len(values) < len(documents):
        return None
    entries = [value[key] if value[key].endswith("\n") else value[key] + "\n" for value in values]
    return [Document(text.inner("".join(entries)), text)]
