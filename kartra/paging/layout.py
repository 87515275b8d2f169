"""How a large file is laid out, told by its beginning: what its pieces are."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import islice
from typing import Final

import numpy as np

from kartra.paging.brackets import Items, Values
from kartra.paging.lines import Lines
from kartra.paging.records import Records, table
from kartra.paging.structure import CLOSE, OPEN, Structure
from kartra.reading import read

HEAD: Final = 1 << 20
"""Bytes of the beginning by which the layout is told."""

_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\[{\"])")
_TRIED: Final = 50
"""Lines of a log of which one must hold an event."""

Layout = Lines | Items | Values | Records


def layout(head: bytes) -> Layout | None:
    """The layout of a text in UTF-8 that begins so; None when nothing says where its events end."""
    if _JSON.match(head) is None:
        return table(head) or _log(head)
    if is_lines(head):
        return Lines()
    first = _open_list(head)
    return Items(first) if first is not None else Values()


def is_lines(head: bytes) -> bool:
    """Whether a file that begins so has one JSON object a line."""
    first, ended, rest = head.lstrip(b"\xef\xbb\xbf").partition(b"\n")
    return bool(ended) and first.strip()[:1] == b"{" and first.strip()[-1:] == b"}" and bool(rest.strip())


def _open_list(head: bytes) -> int | None:
    """Where the outermost list begins that is still open where the head ends."""
    at, kind = Structure().marks(head)
    depths = np.cumsum((kind == OPEN).astype(np.int64) - (kind == CLOSE))
    if not depths.all():  # a value has ended, so that others follow
        return None
    for depth in range(1, int(depths[-1]) + 1 if len(depths) else 1):
        place = int(at[np.flatnonzero((depths == depth) & (kind == OPEN))[-1]])
        if head[place : place + 1] == b"[":
            return place + 1
    return None


def _log(head: bytes) -> Layout | None:
    """Text with events in it: by its lines when a line holds an event, else by the objects when one does."""
    lines = [line for line in head.split(b"\n")[:-1] if b"{" in line or b"=" in line]
    if any(read(line).events for line in lines[:_TRIED]):
        return Lines("lines")
    first = (one.content for one in Values().pieces(BytesIO(head)))
    return Values() if any(content and read(content).events for content in islice(first, _TRIED)) else None
