"""Bytes as people read them: sixteen a line, with their offset and what of them can be printed."""

from __future__ import annotations

_ALLOWED = frozenset("\t\n\r\f\x1b\ufeff")


def is_readable(data: bytes) -> bool:
    """Whether the bytes are text: UTF-8 without control characters."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return all(one in _ALLOWED or one.isprintable() or one.isspace() for one in text)


def hexdump(data: bytes, limit: int = 16_384) -> str:
    """The bytes up to the limit; the last line says how many were left out."""
    shown = data[:limit]
    lines = [_line(shown, at) for at in range(0, len(shown), 16)]
    if len(data) > limit:
        lines.append(f"... {len(data) - limit:,} more bytes")
    return "\n".join(lines)


def _line(data: bytes, at: int) -> str:
    part = data[at : at + 16]
    printed = "".join(chr(one) if 32 <= one < 127 else "." for one in part)
    return f"{at:08x}  {part[:8].hex(' '):23}  {part[8:].hex(' '):23}  |{printed}|"
