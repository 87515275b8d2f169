"""`python -m konnektive audit`: faces, thresholds, exit codes, and one line for what is wrong."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from konnektive.__main__ import main
from tests.konnektive.audit.faults import FAULTS
from tests.konnektive.audit.recorded import clean, copied, har, json_lines

Output = pytest.CaptureFixture[str]


def recording(folder: Path, rule: str = "", name: str = "rec.har") -> str:
    records = copied(clean("everything"))
    if rule:
        FAULTS[rule][0](records)
    (folder / name).write_bytes(har(records))
    return str(folder / name)


@pytest.mark.parametrize(
    ("rule", "threshold", "code"),
    [
        ("", "info", 0),
        ("CLK-004", "error", 0),
        ("CLK-004", "warn", 1),
        ("CLK-002", "error", 1),
        ("CLK-002", "info", 1),
    ],
)
def test_the_exit_code_follows_the_threshold(rule: str, threshold: str, code: int, tmp_path: Path) -> None:
    assert main(["audit", recording(tmp_path, rule), "--fail-on", threshold]) == code


def test_several_files_make_one_object(tmp_path: Path, capsys: Output) -> None:
    one = recording(tmp_path, "LEA-002")
    two = tmp_path / "two.jsonl.gz"
    two.write_bytes(gzip.compress(json_lines(clean("no presell"))))
    assert main(["audit", one, str(two), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [visit["file"] for visit in told["visits"]] == [one, str(two)]
    assert told["summary"]["verdict"] == "hold"


@pytest.mark.parametrize("face", ["--json", "--junit", "--html", "--markdown"])
def test_every_face_goes_to_standard_output(face: str, tmp_path: Path, capsys: Output) -> None:
    assert main(["audit", recording(tmp_path, "ORD-005"), face]) == 1
    told = capsys.readouterr()
    assert "ORD-005" in told.out
    assert not told.err


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x00\xff", b"{}", b"[1, 2"])
def test_nothing_readable_is_a_1(data: bytes, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "x").write_bytes(data)
    assert main(["audit", str(tmp_path / "x"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["summary"]["visits"] == 0
    assert told["files"][0]["problems"]


def test_a_recording_without_calls_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_text('{"url": "https://shop.example/a.png", "method": "GET"}')
    assert main(["audit", str(tmp_path / "x")]) == 0


@pytest.mark.parametrize(
    "arguments", [["nowhere.har"], ["."], ["--json"], ["a", "--json", "--html"], ["a", "--fail-on", "x"]]
)
def test_wrong_usage_is_a_2_and_one_line(arguments: list[str], capsys: Output) -> None:
    try:
        code = main(["audit", *arguments])
    except SystemExit as ended:
        code = ended.code  # type: ignore[assignment]
    told = capsys.readouterr()
    assert code == 2
    assert not told.out
    assert len(told.err.strip().splitlines()) == 1


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    standing = io.TextIOWrapper(io.BytesIO(json_lines(clean("no presell"))))
    monkeypatch.setattr("sys.stdin", standing)
    assert main(["audit", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["calls"] == 6


def test_the_audit_alone_is_loaded() -> None:
    """A quarter of a second of every run in CI would go into what the audit has no use for."""
    program = (
        "import sys; from konnektive.__main__ import main; "
        "main(['audit', 'sample_payloads/konnektive/clean-visit.har']); "
        "sys.exit('sqlalchemy' in sys.modules or 'konnektive.commands.walk' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True).returncode == 0
