"""Files that were uploaded, and what was unpacked of them: on disk beside the store, each for a day.

A file that is looked at stays for a day more. No file is ever held in memory.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote, unquote

from store.engine import database_file, database_url
from store.keeping import DEFAULT_URL

LARGEST: Final = 8 << 30
"""Bytes of one file."""
LASTS: Final = 24 * 3600
"""Seconds for which a file stays that nobody looks at."""
_SPARE: Final = 1 << 30
"""Bytes of the disk that are left to others."""
_LONGEST: Final = 150
"""Characters of a name in the folder."""
_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was received whole."""

    id: str
    name: str
    """As the sender called it."""
    size: int
    received_at: int
    """UTC ms; later, when it was last looked at."""
    path: Path


def folder() -> Path:
    """Where uploads lie: beside the SQLite file, or in data/ where the database is a server's.

    OSError when there is no such folder and it can not be made.
    """
    file = database_file(database_url(os.environ.get("DATABASE_URL") or DEFAULT_URL))
    found = (file.parent if file else Path("data")) / "uploads"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def _lying() -> list[Path]:
    """All that lies in the folder; nothing where there can be none."""
    try:
        return list(folder().iterdir())
    except OSError:
        return []


def uploads() -> list[Upload]:
    """Every file that was received whole, the newest first; what nobody looked at for a day is removed."""
    _forget()
    found = [one for path in _lying() if (one := _upload(path))]
    return sorted(found, key=lambda one: one.received_at, reverse=True)


def upload(id: str) -> Upload | None:
    """The upload of that id, which stays for another day."""
    for one in _of(id):
        # Another page may remove it meanwhile.
        with suppress(FileNotFoundError):
            os.utime(one.path)
            return one
    return None


def remove(id: str) -> bool:
    """Remove the upload; False when there is none."""
    found = _of(id)
    for one in found:
        one.path.unlink(missing_ok=True)
    return bool(found)


def room() -> int:
    """How many bytes one more file may have; OSError where none can be written."""
    return max(0, min(LARGEST, shutil.disk_usage(folder()).free - _SPARE))


def beside() -> Path:
    """A place in the folder for what is made of a file: no upload itself, and forgotten alike."""
    return folder() / f"made-{secrets.token_hex(16)}"


class Incoming:
    """A file that is being written; it is an upload once it is kept, and leaves nothing otherwise."""

    def __init__(self, name: str) -> None:
        _forget()
        self.id = secrets.token_hex(16)
        self.name = name
        self.size = 0
        self._path = folder() / f"{self.id}_{_cut(name)}"
        self._part = folder() / f"incoming-{self.id}"
        self._file: BinaryIO = self._part.open("xb")

    def write(self, data: bytes) -> None:
        """Add what has come; an OSError when the disk is full."""
        self._file.write(data)
        self.size += len(data)

    def keep(self) -> Upload:
        """The file is whole."""
        self._file.close()
        self._part.rename(self._path)
        kept = _upload(self._path)
        assert kept is not None
        return kept

    def drop(self) -> None:
        """The file is not wanted."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def _upload(path: Path) -> Upload | None:
    id, _, name = path.name.partition("_")
    if not _ID.fullmatch(id):
        return None
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    return Upload(id, unquote(name), facts.st_size, int(facts.st_mtime * 1000), path)


def _of(id: str) -> list[Upload]:
    known = _ID.fullmatch(id) is not None
    begun = [path for path in _lying() if path.name.startswith(f"{id}_")] if known else []
    return [one for path in begun if (one := _upload(path))]


def _cut(name: str) -> str:
    """A file's name for it: short enough for every file system, and never a way out of the folder."""
    end = name[-40:]
    while len(quote(end, safe=" ")) > _LONGEST:
        end = end[1:]
    return quote(end, safe=" ") or "file"


def _forget() -> None:
    """Remove what nobody has looked at for a day."""
    for path in _lying():
        try:
            if path.is_file() and path.stat().st_mtime < time.time() - LASTS:
                path.unlink()
        except OSError:
            continue
