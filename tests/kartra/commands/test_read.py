"""`python -m kartra read`: its output and its exit codes are a contract."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from kartra.__main__ import main

SAMPLES = Path(__file__).parents[3] / "sample_payloads" / "kartra"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code and what was printed."""
    try:
        code = main(["read", *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_json_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, str(SAMPLES / "purchase.json"), str(SAMPLES / "documentation-sample.txt"), "--json"
    )
    printed: dict[str, Any] = json.loads(out)
    assert code == 0
    assert printed["summary"] == {"files": 2, "events": 2, "problems": 4}
    file = printed["files"][0]
    assert set(file) == {"file", "steps", "events", "problems"}
    [event] = file["events"]
    assert event["action"] == "buy_product"
    assert event["surface"] == "outbound"
    assert event["documented"] is True
    assert event["line"] == 1
    assert event["lead"]["id"] == 4174
    assert event["details_key"] == "transaction_details"
    assert event["details"]["transaction_type"] == "sale"
    assert {"code", "path", "severity", "message"} == set(event["findings"][0])
    problem = printed["files"][1]["problems"][0]
    assert problem["code"] == "trailing-comma"
    assert (problem["line"], problem["column"]) == (46, 31)


def test_an_ipn_post_is_an_event_without_an_action(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(SAMPLES / "ipn-sale.txt"), "--json")
    [event] = json.loads(out)["files"][0]["events"]
    assert code == 0
    assert (event["action"], event["surface"]) == (None, "ipn")
    assert event["details"]["transaction_type"] == "sale"
    assert event["details"]["transaction_tax"] == ""
    assert event["lead"]["email"] == "maria.santos@example.com"


@pytest.mark.parametrize(
    ("name", "code"),
    [("purchase.json", 0), ("smart-quotes.txt", 0), ("cut-off.txt", 1), ("api-answer.json", 1),
     ("tag-without-a-lead.json", 1), ("undocumented-event.json", 0)],
)  # fmt: skip
def test_the_exit_code_tells_whether_something_is_wrong(
    capsys: pytest.CaptureFixture[str], name: str, code: int
) -> None:
    assert run(capsys, str(SAMPLES / name))[0] == code


@pytest.mark.parametrize(
    "arguments", [["no-such-file.json"], [str(SAMPLES)], [], ["x", "--json", "--csv", "leads"]]
)
def test_wrong_usage_is_one_line_and_a_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1


@pytest.mark.parametrize(("table", "rows"), [("leads", 1), ("transactions", 3), ("events", 19)])
def test_a_table_is_printed_as_csv(capsys: pytest.CaptureFixture[str], table: str, rows: int) -> None:
    code, out, _ = run(capsys, str(SAMPLES / "journey-of-one-lead.ndjson"), "--csv", table)
    assert code == 0
    assert len(list(csv.DictReader(io.StringIO(out)))) == rows


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv", "leads"], ["--csv", "events"]])
def test_a_large_file_is_printed_as_a_small_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: list[str]
) -> None:
    files = [str(SAMPLES / name) for name in ("journey-of-one-lead.ndjson", "purchase.json")]
    small = run(capsys, *files, *form)
    monkeypatch.setattr("kartra.paging.readings.LARGE", 10_000)
    monkeypatch.setattr("kartra.commands.reading.as_csv._ROWS", 4)
    assert run(capsys, *files, *form) == small


def test_json_is_written_as_pythons_own_writer_does(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("journey-of-one-lead.ndjson", "api-answer.json", "cut-off.txt", "smart-quotes.txt")
    _, out, _ = run(capsys, *(str(SAMPLES / name) for name in names), "--json")
    assert out == json.dumps(json.loads(out), indent=2) + "\n"


def test_a_pipe_is_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    body = (SAMPLES / "purchase.json").read_bytes()
    writer = threading.Thread(target=pipe.write_bytes, args=(body,))
    writer.start()
    code, out, _ = run(capsys, str(pipe))
    writer.join()
    assert code == 0
    assert "1 event" in out


def test_secrets_are_masked_wherever_they_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = "correct-horse-battery"
    pasted = tmp_path / "pasted.txt"
    body = (SAMPLES / "ipn-sale.txt").read_text().replace("secret_key=REDACTED", f"secret_key={hidden}")
    pasted.write_text(f"POST /hook?api_password={hidden} HTTP/1.1\nHost: x\n\n{body}")
    for form in (["--json"], [], ["--csv", "events"], ["--csv", "transactions"]):
        code, out, err = run(capsys, str(pasted), *form)
        assert code == 0
        assert hidden not in out + err


def test_standard_input_is_read_and_a_closed_pipe_is_no_trouble() -> None:
    command = [sys.executable, "-m", "kartra", "read", "-", "--json"]
    root = SAMPLES.parents[1]
    body = (SAMPLES / "journey-of-one-lead.ndjson").read_bytes()
    done = subprocess.run(command, input=body, capture_output=True, cwd=root, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["files"][0]["file"] == "-"
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root
    ) as one:
        assert one.stdin and one.stdout and one.stderr
        one.stdout.close()
        one.stdin.write(body * 20)
        one.stdin.close()
        assert one.stderr.read() == b""
