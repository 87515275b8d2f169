"""`python -m kartra import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartra.__main__ import main
from kartra.lifecycles.sample import sample_events


def events(folder: Path) -> Path:
    path = folder / "events.ndjson"
    path.write_bytes(b"".join(callback.body + b"\n" for callback in sample_events(20, seed=2)))
    return path


def test_it_says_what_came_in_and_then_that_nothing_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(events(tmp_path))
    assert main(["import", path]) == 0
    assert "20 events" in capsys.readouterr().out
    assert main(["import", path]) == 0
    assert "nothing new" in capsys.readouterr().out


def test_a_file_without_events_is_1_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text("<html><body>Error</body></html>")
    assert main(["import", str(tmp_path / "page.html")]) == 1
    assert "error" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["/no/such/file"], ["--bin", "a b", "/no/such/file"]])
def test_wrong_usage_is_2_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
