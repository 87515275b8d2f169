"""A mail saved as a file: every part of it that is text or data."""

from __future__ import annotations

import re
from email import message_from_string, policy
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text

_HEAD: Final = re.compile(
    r"\A\s*(?:[A-Za-z-]{2,40}: [^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    r"(?:MIME-Version|Received|Message-ID|Delivered-To): ",
    re.IGNORECASE,
)
_LONGEST: Final = 4 << 20


def parts(text: Text) -> list[Document] | None:
    """Read each part, decoded."""
    if not _HEAD.match(text.content[:20_000]):
        return None
    message = message_from_string(text.content[:_LONGEST].lstrip(), policy=policy.compat32)
    bodies = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    return [Document(body, text) for body in bodies if isinstance(body, bytes) and body.strip()] or None
