"""A DATABASE_URL that can not be used is one line on stderr, whichever command meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = (
    ("kartra", "ledger"),
    ("kartra", "drift"),
    ("kartra", "import", "sample_payloads/kartra/journey-of-one-lead.ndjson"),
    ("store", "info"),
)


@pytest.mark.parametrize(
    ("url", "command"),
    [
        *(("postgresql://127.0.0.1:1/x", command) for command in COMMANDS),
        *(("bogus://x", command) for command in COMMANDS[2:]),
        *(("sqlite:///{folder}/no-database.txt", command) for command in COMMANDS[2:]),
    ],
)
def test_it_is_one_line(url: str, command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "no-database.txt").write_text("root:x:0:0:\n" * 200)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url.format(folder=tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == (1 if command[0] == "store" and not url.startswith("bogus") else 2)
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
