"""How long a writer waits for somebody else's lock before it gives way."""

from __future__ import annotations

import sqlite3

import pytest

from store import Refusal, connect
from store.commits import Commits
from store.engine import BUSY_MS, writing_engine
from store.turn import Turn


def test_a_writer_waits_as_long_as_it_was_told_for_a_locked_database() -> None:
    kept = connect()
    for wanted in (7, BUSY_MS):
        with writing_engine(kept.url, wanted).connect() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == wanted


def test_a_writer_that_shall_not_wait_gives_way_at_once() -> None:
    kept = connect()
    assert kept.file
    commits = Commits(writing_engine(kept.url, 0), busy_ms=0)
    with sqlite3.connect(kept.file) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal, match="locked"):
            commits.together(())
    with Turn(kept.file).taken(), pytest.raises(Refusal, match="Another process"):
        commits.together(())
    commits.together(())
    commits.close()
