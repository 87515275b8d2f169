"""Container logs, where a value printed on several lines is one entry a line."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.notations.strict import value_a_line
from kartra.reading.place import Text

_CRI: Final = re.compile(r"\S+Z? (?:stdout|stderr) ([FP]) ([^\n]*)")
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


def partial_log(text: Text) -> list[Document] | None:
    """Put together what Docker has split into entries of 16 KB: only a line's last part has its end."""
    content = text.content
    if not content.startswith('{"log":') or content.count('{"log":') <= content.count('\\n"'):
        return None
    values = [document.value for document in value_a_line(text) or ()]
    entries = [value.get("log") if isinstance(value, dict) else None for value in values]
    whole = [entry for entry in entries if isinstance(entry, str)]
    if len(whole) < len(entries) or all(entry.endswith("\n") for entry in whole[:-1]):
        return None
    return [Document(text.inner("".join(whole)), text)]


def cri_log(text: Text) -> list[Document] | None:
    """The same for containerd, which marks a line's parts P and its last one F."""
    lines = [_CRI.fullmatch(line) for line in text.content.split("\n") if line.strip()]
    found = [line for line in lines if line]
    if len(found) < len(lines) or all(line[1] == "F" for line in found):
        return None
    return [Document(text.inner("".join(line[2] + "\n" * (line[1] == "F") for line in found)), text)]
