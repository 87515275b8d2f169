"""Files that are taken for recordings: what each is, and what to save instead."""

from __future__ import annotations

import re

_POSTMAN = re.compile(r'"_postman_id"\s*:|"schema"\s*:\s*"[^"]*schema\.getpostman\.com')
_MITMPROXY = re.compile(r"\d+:\d+:\w+[;,]")
POSTMAN = (
    "a Postman collection: it holds requests to be sent, without the answers they got; "
    "send them through a proxy such as mitmproxy or Charles and save what passed as HAR"
)
MITMPROXY = "a mitmproxy dump; turn it into HAR: mitmdump -n -r FILE --set hardump=funnel.har"


def mistaken(text: str) -> str:
    """What a file that begins like this is instead of a recording; empty where nothing is known."""
    if text.startswith("{") and _POSTMAN.search(text):
        return POSTMAN
    return MITMPROXY if _MITMPROXY.match(text) else ""
