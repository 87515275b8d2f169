"""Blocks marked as code: Markdown, ticket systems, HTML."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text
from kartra.reading.promising import promising

_FENCE: Final = re.compile(
    r"(?P<mark>```|~~~)[ \t]*[\w+-]*[ \t]*\r?\n(?P<a>.*?)(?:\n[ \t]*(?P=mark)|\Z)"
    r"|```(?P<b>[^`\n]{20,}?)```"
    r"|\{(?P<jira>code|noformat)(?::[^}\n]{0,200})?\}(?P<c>.*?)\{(?P=jira)\}"
    r"|\[(?P<bb>code|quote)[^\]\n]{0,200}\](?P<d>.*?)\[/(?P=bb)\]",
    re.DOTALL | re.IGNORECASE,
)


def blocks(text: Text) -> list[Document] | None:
    """Read each block as a text of its own; what stands around it is talk."""
    found = []
    for block in _FENCE.finditer(text.content):
        name = next(name for name in "abcd" if block[name] is not None)
        if promising(block[name]):
            found.append(Document(text.part(block.start(name), block.end(name)), text, block.start(name)))
    return found or None
