"""Uploads lie on the disk for a day after they were last looked at, under names that lead nowhere else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from store.uploads import LASTS, Incoming, Upload, beside, folder, remove, room, upload, uploads


def kept(name: str, data: bytes = b"{}") -> Upload:
    incoming = Incoming(name)
    incoming.write(data)
    return incoming.keep()


def aged(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


@pytest.mark.parametrize(
    "name", ["a.ndjson", "../../etc/passwd", "..", "ä ö/ü.json", "x" * 400, "", "a\0b.part"]
)
def test_a_file_of_any_name_lies_in_the_folder_and_nowhere_else(name: str) -> None:
    one = kept(name, b"12345")
    assert one.path.parent == folder()
    assert one.path.read_bytes() == b"12345"
    assert uploads() == [one]
    assert one.size == 5


def test_a_long_name_is_cut_between_two_letters() -> None:
    assert set(kept("名" * 40).name) == {"名"}


def test_a_file_that_is_gone_when_it_is_looked_at_is_none() -> None:
    gone = folder() / f"{'0' * 32}_gone"
    gone.symlink_to("nowhere")
    assert uploads() == []
    assert upload("0" * 32) is None
    assert not (folder() / "nowhere").exists()


def test_where_no_folder_can_be_there_are_no_uploads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nothing/kept.db")
    assert uploads() == []
    assert upload("0" * 32) is None
    with pytest.raises(OSError, match="nothing"):
        room()


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "")
    assert folder().resolve() == tmp_path / "data" / "uploads"


def test_the_newest_is_first() -> None:
    first, second = kept("first"), kept("second")
    aged(first.path, 60)
    assert [one.name for one in uploads()] == ["second", "first"]
    assert second in uploads()


def test_what_nobody_looked_at_for_a_day_is_removed() -> None:
    old, looked_at, made = kept("old"), kept("looked at"), beside()
    made.write_bytes(b"unpacked")
    for path in (old.path, looked_at.path, made):
        aged(path, LASTS + 5)
    assert upload(looked_at.id) is not None
    assert [one.name for one in uploads()] == ["looked at"]
    assert list(folder().iterdir()) == [looked_at.path]


def test_a_file_that_was_not_kept_leaves_nothing() -> None:
    incoming = Incoming("half")
    incoming.write(b"1")
    assert uploads() == []
    incoming.drop()
    assert list(folder().iterdir()) == []


@pytest.mark.parametrize("id", ["", "*", "../x", "0" * 32, "f" * 31])
def test_an_id_that_is_none_finds_nothing(id: str) -> None:
    kept("there")
    assert upload(id) is None
    assert not remove(id)
    assert len(uploads()) == 1


def test_a_removed_file_is_gone() -> None:
    one = kept("there")
    assert remove(one.id)
    assert not remove(one.id)
    assert uploads() == []
    assert room() >= 0
