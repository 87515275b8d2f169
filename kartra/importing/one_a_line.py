"""A large file that is packed, or one long list, made into one that has an event on each line."""

from __future__ import annotations

from pathlib import Path

from kartra.paging import HEAD, Plain, layout
from kartra.paging.brackets import Items, Values
from kartra.paging.plain import is_packed
from kartra.paging.readings import UNPACKED, is_large


def one_a_line(path: Path, folder: Path) -> Path:
    """The file itself where it is small or has lines already; OSError when it can not be read or made."""
    if not is_large(path):
        return path
    return _by_line(_plain(path, folder / "plain"), folder / "lines")


def _plain(path: Path, target: Path) -> Path:
    with path.open("rb") as file:
        if not is_packed(file.read(8)):
            return path
    for _ in Plain(path, target, UNPACKED).build():
        pass
    return target if target.exists() else path


def _by_line(path: Path, target: Path) -> Path:
    with path.open("rb") as file:
        found = layout(file.read(HEAD))
        if not isinstance(found, Items | Values):
            return path
        file.seek(0)
        with target.open("wb") as lines:
            for piece in found.pieces(file):
                if piece.content is not None:
                    # Inside a value only white space breaks a line.
                    lines.write(found.trimmed(piece.content).replace(b"\n", b" ") + b"\n")
    return target
