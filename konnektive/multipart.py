"""multipart/form-data: a form's fields as they stand between boundaries, read in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern

_NAME = re.compile(r'\bname="([^"]*)"|\bname=([^;\s]+)')


def form_fields(body: str) -> Iterator[tuple[str, str]]:
    """Name and value of each field, files left out; the body's first line is the boundary."""
    boundary = body.lstrip().split("\n", 1)[0].rstrip("\r")
    if not boundary.startswith("--"):
        return
    for part in body.split(boundary)[1:]:
        head, blank, value = part.replace("\r\n", "\n").partition("\n\n")
        name = _NAME.search(head)
        if blank and name and "filename=" not in head:
            yield intern(name[1] if name[1] is not None else name[2]), value.removesuffix("\n")
