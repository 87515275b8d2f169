"""Texts that hold no event, told by how they look."""

from __future__ import annotations

import re
from typing import Final

from kartra.reading.stranger import BODY

TYPE_TABLE: Final = (
    "documentation-table",
    re.compile(r'"(?:[a-z_]+_)?(?:id|name|status|date|email)"\s*:\s*(?:i?integern?t?|string|float|date)\b'),
    f"This is the table of types from Kartra's documentation, not an event. {BODY}",
)

TEXTS: Final[tuple[tuple[str, re.Pattern[str], str], ...]] = (
    (
        "html-page",
        re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE),
        f"This is an HTML page, probably an error page or a login, not an event. {BODY}",
    ),
    (
        "xml",
        re.compile(r"\A\s*<(?:\?xml|soap|rss|feed)", re.IGNORECASE),
        f"This is XML, which Kartra does not send. {BODY}",
    ),
    (
        "php-code",
        re.compile(r"file_get_contents\(\s*[\"']php://input|json_decode\(\s*\$"),
        f"This is PHP code that receives events, not an event. {BODY}",
    ),
    (
        "stack-trace",
        re.compile(
            r"Traceback \(most recent call last\)|^\s+at \S+ \(.+:\d+:\d+\)|PHP (?:Fatal|Warning)",
            re.MULTILINE,
        ),
        f"This is an error message of a program, not an event. {BODY}",
    ),
    (
        "image-or-document",
        re.compile(r"\A(?:%PDF-|.?PNG\r?\n|GIF8|ÿØÿ|RIFF|\x00\x00\x00.ftyp)", re.DOTALL),
        f"This is an image or a document, not a text. {BODY}",
    ),
    (
        "object-object",
        re.compile(r"\A[^{}]{0,300}\[object Object\]"),
        "This is [object Object]: a program printed an object's name and not what is in it, which is lost. "
        "Print JSON.stringify(body), and send that again.",
    ),
    (
        "array-as-text",
        re.compile(r"\A\s*(?:[\w .:\[\]-]{0,80}[=:>]\s*)?Array\s*\Z"),
        "This is the word Array: PHP printed it in place of what is in the array, which is lost. Print "
        "json_encode($body), and send that again.",
    ),
    (
        "url",
        re.compile(r"\A\s*https?://\S+\s*\Z"),
        f"This is an address, not what was posted to it. {BODY}",
    ),
)
"""Texts that are told by how they look: code, pattern, sentence."""
