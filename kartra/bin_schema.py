"""How a bin is written and shown over the control API and on the page: the same limits for both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from faces.server import BODILESS
from store.bins import LONGEST_DELAY_MS, Bin

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PRINTABLE = "^[\\x20-\\x7e]*$"
_COUNT = {"type": ["integer", "null"], "minimum": 1, "maximum": 1 << 40}
BIN: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "secret": {"type": "string", "maxLength": 128, "pattern": "^[A-Za-z0-9_-]*$",
                   "description": "A path segment that must follow the name. Never shown again."},
        "status": {"type": "integer", "minimum": 200, "maximum": 599},
        "headers": {"type": "object", "maxProperties": 50,
                    "propertyNames": {"pattern": f"^{_HEADER_NAME.pattern}$"},
                    "additionalProperties": {"type": "string", "maxLength": 4096, "pattern": _PRINTABLE}},
        "body": {"type": "string", "maxLength": 65_536},
        "delay_ms": {"type": "integer", "minimum": 0, "maximum": LONGEST_DELAY_MS},
        "cors": {"type": "boolean"},
        "paused": {"type": "boolean"},
        "keep_count": {**_COUNT, "description": "How many deliveries stay; null keeps all."},
        "keep_days": {**_COUNT, "maximum": 36_500, "description": "How long they stay; null keeps them."},
        "dup_window_ms": {"type": "integer", "minimum": 0, "maximum": 7 * 86_400_000,
                          "description": "How long the same content counts as sent again; 0: never."},
    },
}  # fmt: skip
BIN_SHOWN: dict[str, Any] = {
    "type": "object",
    "required": ["name", "url_path", "has_secret", "status", "evicted", "refused"],
    "properties": {"name": {"type": "string"}, "has_secret": {"type": "boolean"}},
}
_NOT_ANSWERED = {"content-length", "transfer-encoding", "connection", "date", "server"}
"""Headers that belong to the server: a wrong one would break the connection, or stand there twice."""


def bin_from(name: str, values: Mapping[str, Any] | None) -> Bin | str:
    """A bin set up so, or why it can not be."""
    wanted = Bin(name, **(values or {}))
    for header, value in wanted.headers.items():
        if header.lower() in _NOT_ANSWERED:
            return f"The server itself answers the header {header}; a bin can not."
        if not _HEADER_NAME.fullmatch(header):
            return f"{header!r} can not be answered as a header."
        if any(ord(one) < 32 or ord(one) > 255 or ord(one) == 127 for one in value):
            return f"The header {header} has a character that no header may have."
    if wanted.status in BODILESS and wanted.body:
        return f"An answer with status {wanted.status} has no body."
    return wanted


def shown_bin(one: Bin) -> dict[str, Any]:
    """The bin without its secret."""
    shown: dict[str, Any] = msgspec.to_builtins(one)
    secret = shown.pop("secret")
    return shown | {
        "has_secret": bool(secret),
        "url_path": f"/in/{one.name}" + ("/<secret>" if secret else ""),
    }
