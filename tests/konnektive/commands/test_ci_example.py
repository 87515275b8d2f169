"""The GitHub Actions example of docs/ci.md does what it promises: its audit steps run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parents[3]
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs" / "ci.md").read_text(), re.DOTALL | re.MULTILINE)


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(BLOCKS[0])["jobs"]["audit"]["steps"]
    return found


def checked_out(workspace: Path, recording: str) -> None:
    """What the example's steps before the audit leave behind: the recording, and this project beside it."""
    for package in ("konnektive", "privacy"):
        shutil.copytree(
            ROOT / package, workspace / "funnelscope" / package, ignore=shutil.ignore_patterns("__py*")
        )
    shutil.copy(ROOT / "sample_payloads" / "konnektive" / recording, workspace / "funnel.har")


def ran(step: dict[str, Any], workspace: Path) -> int:
    """The exit code of a step, run as GitHub does."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=workspace / step.get("working-directory", "."),
        env={"PATH": path, "GITHUB_STEP_SUMMARY": str(workspace / "summary.md")},
        timeout=60,
    ).returncode


@pytest.mark.parametrize(("recording", "code"), [("clean-visit.har", 0), ("ten-faults.har", 1)])
def test_the_audit_step_fails_where_an_error_was_found(recording: str, code: int, tmp_path: Path) -> None:
    checked_out(tmp_path, recording)
    named = {step["name"]: step for step in steps() if "name" in step}
    assert ran(named["Audit the funnel"], tmp_path) == code
    assert ran(named["Report"], tmp_path) == 0
    suite = ElementTree.parse(tmp_path / "audit.xml").getroot()
    assert bool(int(suite.get("failures", "0"))) == bool(code)
    assert (tmp_path / "audit.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "summary.md").read_text().strip()


def test_what_is_kept_of_a_run_is_what_the_steps_write() -> None:
    written = set(re.findall(r"> \.\./(\S+)", " ".join(step.get("run", "") for step in steps())))
    kept = next(step["with"]["path"] for step in steps() if "upload-artifact" in step.get("uses", ""))
    assert set(kept.split()) == written


def test_every_part_of_the_example_is_yaml() -> None:
    assert all(isinstance(step, dict) for block in BLOCKS[1:] for step in yaml.safe_load(block))
