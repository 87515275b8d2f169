"""A mail saved as a file: every part of it that is text or data."""

from __future__ import annotations

import re
from email import message_from_string, policy
from email.message import Message
from typing import Final

from kartra.reading.document import Document
from kartra.reading.place import Text
from kartra.reading.promising import promising

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
    return [Document(body, text) for body in _bodies(message) if body.strip()] or None


def _bodies(part: Message) -> list[bytes]:
    """The parts' contents; of several that tell the same the first that may hold an event."""
    if not part.is_multipart():
        body = part.get_payload(decode=True)
        return [body] if isinstance(body, bytes) else []
    inner = [_bodies(one) for one in part.get_payload() if isinstance(one, Message)]
    if part.get_content_type() == "multipart/alternative":
        likely = (one for one in inner if any(promising(body.decode("utf-8", "replace")) for body in one))
        return next(likely, inner[0] if inner else [])
    return [body for one in inner for body in one]
