"""What a command can not use it tells in one line on standard error, and ends with 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from konnektive.__main__ import main

Output = pytest.CaptureFixture[str]

WRONG = [
    ["walk", "--base-url", "http://[::1"],
    ["walk", "--base-url", "http://127.0.0.1:99999"],
    ["walk", "--base-url", "127.0.0.1:8501"],
    ["walk", "--seed", "9" * 47],
    ["walk", "--scenario", "happy-path", "--seed", "-1"],
    ["simulate", "--sessions", "2", "--seed", "9" * 47, "--dry-run"],
    ["simulate", "--sessions", "2", "--days", "99999999999", "--dry-run"],
    ["simulate", "--sessions", "9" * 5000, "--dry-run"],
    ["sandbox", "--seed", "9" * 44, "--port", "0"],
    ["sandbox", "--seed", str(2**53), "--port", "0"],
]
KEEPING = [
    ["simulate", "--sessions", "1"],
    ["walk"],
    ["walk", "--funnel", "full", "--scenario", "happy-path"],
    ["sandbox", "--port", "0"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=lambda one: " ".join(one)[:60])
def test_wrong_usage_is_one_line_and_2(arguments: list[str], capsys: Output) -> None:
    try:
        code: object = main(arguments)
    except SystemExit as ended:
        code = ended.code
    told = capsys.readouterr()
    assert (code, told.out, told.err.count("\n")) == (2, "", 1)
    assert len(told.err) < 250


@pytest.mark.parametrize("arguments", KEEPING, ids=" ".join)
@pytest.mark.parametrize("url", ["bogus://x", "nonsense", "postgresql://127.0.0.1:1/x", "sqlite:///{file}"])
def test_a_database_that_can_not_be_used_is_one_line_and_2(
    arguments: list[str], url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    file = tmp_path / "passwd"
    file.write_text("root:x:0:0:root:/root:/bin/bash\n" * 40)
    monkeypatch.setenv("DATABASE_URL", url.format(file=file))
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.err.startswith("DATABASE_URL") and told.err.count("\n") == 1
    assert file.read_text().startswith("root:x")


def test_what_keeps_nothing_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "bogus://x")
    assert main(["simulate", "--sessions", "1", "--dry-run"]) == 0


def test_the_greatest_seed_is_taken_everywhere(capsys: Output) -> None:
    assert main(["simulate", "--sessions", "1", "--dry-run", "--seed", str(2**53 - 1)]) == 0
    assert main(["walk", "--seed", str(2**53 - 1)]) == 0
