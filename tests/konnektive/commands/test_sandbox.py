"""`python -m konnektive sandbox`: served alone, with or without TLS, and refused with a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from konnektive.__main__ import main
from konnektive.commands.sandbox import origin
from konnektive.sandbox import shared
from tests.konnektive.sandbox.selling import LOGIN, PERSON, lead, sandbox
from tests.running import ROOT, free_port

LEAD = LOGIN | PERSON | {"campaignId": "1"}


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[int]:
    """The command with a store of its own; gives its port once it says that it listens."""
    port = free_port()
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder / 's.db'}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "konnektive", "sandbox", "--port", str(port), *arguments]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout and "answers at" in process.stdout.readline()
        yield port
    finally:
        process.terminate()
        process.wait(20)


def client() -> requests.Session:
    made = requests.Session()
    made.trust_env = False
    made.headers["connection"] = "close"
    return made


def test_it_answers_below_its_prefix_at_the_root_and_under_api(tmp_path: Path) -> None:
    with started(tmp_path) as port:
        origin = f"http://127.0.0.1:{port}"
        for base in (origin, origin + "/konnektive"):
            assert client().post(f"{base}/leads/import/", data=LEAD).json()["result"] == "SUCCESS"
        assert client().get(f"{origin}/api/sandbox").json()["holds"]["order"] == 2
    with started(tmp_path) as port:
        standing = client().get(f"http://127.0.0.1:{port}/api/sandbox").json()
        assert standing["holds"]["order"] == 2, "what it held survives"


def test_it_speaks_tls_with_a_certificate_made_on_the_spot(tmp_path: Path) -> None:
    with started(tmp_path, "--tls") as port:
        certificate = tmp_path / "data" / "sandbox-certificate.pem"
        answer = client().post(f"https://localhost:{port}/leads/import/", data=LEAD, verify=str(certificate))
        assert answer.json()["result"] == "SUCCESS"
        assert (tmp_path / "data" / "sandbox-key.pem").stat().st_mode & 0o077 == 0


def test_it_starts_from_a_snapshot_strict_and_with_a_catalogue(tmp_path: Path) -> None:
    crm = sandbox(set_at=None)
    lead(crm)
    (tmp_path / "snapshot.json").write_bytes(crm.snapshot())
    (tmp_path / "wares.json").write_text('{"campaigns": [{"campaignId": 7, "campaignName": "Seven"}]}')
    with started(tmp_path, "--restore", "snapshot.json", "--catalogue", "wares.json", "--strict") as port:
        standing = client().get(f"http://127.0.0.1:{port}/api/sandbox").json()
        assert (standing["holds"]["order"], standing["strict"]) == (1, True)
        assert (
            "7"
            in client().post(f"http://127.0.0.1:{port}/campaign/query", data=LOGIN).json()["message"]["data"]
        )


def test_a_snapshot_is_written_and_a_reset_done_without_serving(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = lead(shared())
    file = tmp_path / "kept.json"
    assert main(["sandbox", "--snapshot", str(file)]) == 0
    assert order in file.read_text() and str(file) in capsys.readouterr().out
    assert main(["sandbox", "--reset", "--snapshot", str(file)]) == 0
    assert order not in file.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--restore", "missing.json"), "missing.json: No such file"),
        (("--catalogue", "bad.json"), "bad.json: Not a catalogue"),
        (("--certificate", "bad.json"), "go together"),
        (("--certificate", "bad.json", "--key", "bad.json"), "not a certificate"),
        (("--port", "99999999"), "99999999"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text("{")
    assert main(["sandbox", *arguments]) == 2
    told = capsys.readouterr().err
    assert said in told and len(told.strip().splitlines()) == 1


def test_a_snapshot_that_refers_to_nothing_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crm = sandbox(set_at=None)
    lead(crm)
    snapshot = json.loads(crm.snapshot())
    snapshot["objects"]["customer"] = []
    (tmp_path / "broken.json").write_text(json.dumps(snapshot))
    assert main(["sandbox", "--restore", str(tmp_path / "broken.json"), "--port", "0"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "broken.json: Not a snapshot of this sandbox" in line and "customerId" in line


def test_a_refused_snapshot_leaves_what_is_kept_although_a_reset_was_asked_for(tmp_path: Path) -> None:
    order = lead(shared())
    (tmp_path / "none.json").write_text("{}")
    file = str(tmp_path / "none.json")
    assert main(["sandbox", "--reset", "--seed", "5", "--restore", file, "--port", "0"]) == 2
    assert order in shared().account.orders


@pytest.mark.parametrize(
    ("host", "secure", "at"),
    [("127.0.0.1", False, "http://127.0.0.1:8502"), ("::1", True, "https://[::1]:8502")],
)
def test_it_says_an_address_that_clients_can_call(host: str, secure: bool, at: str) -> None:
    assert origin(host, 8502, secure) == at
