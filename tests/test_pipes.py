"""Command lines whose reader has read enough: they end quietly, as any tool in a pipe does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TALKATIVE = (
    ("kartra", "trigger", "assign_tag", "--repeat", "300", "--dry-run"),
    ("kartra", "ledger", "sample_payloads/kartra/journey-of-one-lead.ndjson"),
    ("konnektive", "walk"),
    ("store", "info"),
)


@pytest.mark.parametrize("arguments", TALKATIVE, ids=" ".join)
def test_a_closed_pipe_is_no_error(arguments: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
