"""Processes of ours beside this one, with the same store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import URL

_ROOT = Path(__file__).parent.parent


def beside(module: str, url: URL, stdin: int, stdout: int | None = None) -> subprocess.Popen[bytes]:
    """Start `python -m module` with DATABASE_URL naming that store; OSError when it can not be started."""
    return subprocess.Popen(  # noqa: S603  (the module is one of ours)
        [sys.executable, "-m", module],
        cwd=_ROOT,
        # In the environment, not in the arguments: the URL may hold a password.
        env={**os.environ, "DATABASE_URL": _reachable(url)},
        stdin=stdin,
        stdout=stdout,
    )


def _reachable(url: URL) -> str:
    """The URL for a process that starts in another folder."""
    if url.get_backend_name() == "sqlite":
        url = url.set(database=str(Path(url.database or "").absolute()))
    return url.render_as_string(hide_password=False)
