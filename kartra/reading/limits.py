"""How far reading goes before it stops and says so: a hostile body costs bounded time and memory."""

from __future__ import annotations

from typing import Final

DEPTH: Final = 100
"""Brackets inside one another; an event has 5, an envelope adds fewer than 10, a stack bears a thousand."""

LAYERS: Final = 12
"""Wrappings inside one another (an archive in a string in a form ...); the worst seen in practice has 4."""

UNPACKED: Final = 32 << 20
"""Bytes that compressed input may grow to when it is read as a whole; a zip bomb grows to petabytes."""

FIELDS: Final = 100_000
"""Fields of one form; a webhook has a hundred."""

MEMBERS: Final = 1_000
"""Files of one archive that are read."""

MENDED: Final = 4 << 20
"""Characters of one text that are mended: this is the slow path, at some 2 MB a second."""

WORK: Final = 24 << 20
"""Characters the slow path looks at over all layers of one input, so that layers do not multiply the cost."""

DIGITS: Final = 300
"""Digits of one number; Python's own limit for turning text into an integer is 4,300."""

NAMED: Final = 100
"""Mends of one kind that are listed with their place; further ones are counted."""

VALUES: Final = 2_000_000
"""Values of one document that are searched for events."""

LOCATED: Final = 1 << 20
"""Characters of a strict document that is read once more to tell on which line each of its events begins."""

STEPS: Final = 200
"""Steps that are named; an archive of a thousand files has more."""
