"""The database of a command: one that can not be used is told in one line before anything is done."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable
from functools import wraps

from sqlalchemy import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from store import Refusal, close_all
from store.engine import database_file, database_url, reading_engine
from store.keeping import DEFAULT_URL

Run = Callable[[argparse.Namespace], int]


def unusable() -> str:
    """Why DATABASE_URL can not be used, as one line; empty where it can, or is yet to be made."""
    try:
        url = database_url(os.environ.get("DATABASE_URL") or DEFAULT_URL)
        file = database_file(url)
        if file is None or file.exists():
            _look(url)
    except ArgumentError as wrong:
        return f"DATABASE_URL: {wrong}"
    except (SQLAlchemyError, sqlite3.Error) as wrong:
        return _unusable(wrong)
    return ""


def _look(url: URL) -> None:
    """Read a little, so that a file of another kind shows itself."""
    engine = reading_engine(url)
    try:
        with engine.connect() as connection:
            sqlite = url.get_backend_name() == "sqlite"
            connection.exec_driver_sql("PRAGMA schema_version" if sqlite else "SELECT 1")
    finally:
        engine.dispose()


def _unusable(wrong: Exception) -> str:
    reason = str(getattr(wrong, "orig", None) or wrong).strip().partition("\n")[0]
    return f"DATABASE_URL can not be used: {reason}"


def keeping(run: Run) -> Run:
    """The command, ended with 2 and one line where the database refuses on the way."""

    @wraps(run)
    def told(args: argparse.Namespace) -> int:
        try:
            return run(args)
        except (SQLAlchemyError, Refusal) as wrong:
            close_all()
            print(_unusable(wrong), file=sys.stderr)
            return 2

    return told
