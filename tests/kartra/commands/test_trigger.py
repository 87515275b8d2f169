"""`python -m kartra trigger`: what it sends, prints and returns."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kartra import read
from kartra.__main__ import main
from kartra.generation import KINDS
from kartra.lifecycles import lifecycles
from store import Arrival, connect
from store.attempts import attempts
from tests.kartra.sending.servers import shop


def test_an_action_is_sent_and_0_is_returned(capsys: pytest.CaptureFixture[str]) -> None:
    with shop() as there:
        code = main(["trigger", "buy_product", "--to", there.url, "--seed", "3"])
    assert code == 0
    [event] = read(there.bodies[0]).events
    assert event.action == "buy_product"
    assert capsys.readouterr().out.startswith("buy_product: 200 in ")


def test_the_same_seed_and_time_send_the_same_bytes() -> None:
    arguments = ["trigger", "--lifecycle", "subscription", "--seed", "5", "--at", "2026-11-01T12:00:00Z"]
    with shop() as there:
        assert main([*arguments, "--to", there.url]) == main([*arguments, "--to", there.url]) == 0
    half = len(there.bodies) // 2
    assert there.bodies[:half] == there.bodies[half:]


def test_fields_are_set_and_removed_and_events_repeated() -> None:
    with shop() as there:
        code = main(
            ["trigger", "assign_tag", "--to", there.url, "--set", "lead.email=x@y.z", "--set", "n:=5",
             "--remove", "lead.company", "--repeat", "3", "--edition", "2020"]
        )  # fmt: skip
    assert code == 0
    bodies = [json.loads(body) for body in there.bodies]
    assert [body["lead"]["email"] for body in bodies] == ["x@y.z"] * 3
    assert all(body["n"] == 5 and "company" not in body["lead"] for body in bodies)
    assert len({body["lead"]["id"] for body in bodies}) == 3


def test_what_is_not_accepted_returns_1(capsys: pytest.CaptureFixture[str]) -> None:
    with shop(lambda received: (500, {}, b"")) as there:
        assert main(["trigger", "buy_product", "--to", there.url]) == 1
    assert "buy_product: 500 in" in capsys.readouterr().out


def test_an_address_out_of_reach_returns_1_and_says_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["trigger", "buy_product", "--to", "http://10.0.0.1/"]) == 1
    assert "10.0.0.1 is a private address; add it to FUNNELSCOPE_ALLOW" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["buys", "--to", "http://x.example"], "there is no such event"),
        (["subscription_cancelled", "--to", "http://x.example"], "did you mean cancel_subscription?"),
        (["--to", "http://x.example"], "give one of"),
        (["buy_product"], "--to URL is needed"),
        (["buy_product", "--to", "ftp://x.example"], "http://"),
        (["buy_product", "--to", "http://0x7f.1/"], "unusual notation"),
        (["buy_product", "--to", "http://x.example", "--set", "nonsense"], "path=value"),
        (["buy_product", "--to", "http://x.example", "--header", "Host: y"], "Host is set from"),
        (["buy_product", "--to", "http://x.example", "--header", "Foo"], "expected Name: value"),
        (["--lifecycle", "forever", "--to", "http://x.example"], "no such lifecycle"),
        (["--scenario", "nowhere.yaml", "--to", "http://x.example"], "No such file"),
        (["buy_product", "--to", "http://x.example", "--mutate", "lost"], "no such mutation"),
        (["--delivery", "9", "--to", "http://x.example"], "9: there is no such delivery"),
        (["--search", "zzz", "--to", "http://x.example"], "nothing that was received fits"),
        (["buy_product", "--to", "http://127.0.0.1/\udcff"], "no character"),
        (["buy_product", "--dry-run", "--set", f"a[{'9' * 5_000}]=x"], "too long"),
        (["buy_product", "--dry-run", "--remove", "9" * 5_000], "too long"),
        (["buy_product", "--dry-run", "--set", f"a{'.a' * 5_000}=x"], "levels deep"),
        (["buy_product", "--dry-run", "--set", f"a:={'[' * 40_000}"], "levels deep"),
        (["buy_product", "--dry-run", "--set", "non\nsense"], "path=value"),
        (["buy_product", "--delivery", "9", "--to", "http://x.example"], "give either"),
    ],
)
def test_wrong_usage_is_one_line_and_2(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trigger", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and reason in error


@pytest.mark.parametrize(
    "arguments",
    [["--repeat", "0"], ["--repeat", "x"], ["--speed", "0"], ["--speed", "nan"], ["--at", "soon"],
     ["--edition", "1999"], ["--what"], ["--seed", "\udcff"], ["--at", "0001-01-01T00:00:00Z"],
     ["--at", "0001-01-10"], ["--at", "1999-12-30"], ["--at", "9999-12-31T23:59:59Z"]],
)  # fmt: skip
def test_arguments_that_can_not_be_are_one_line_and_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["trigger", "buy_product", "--to", "http://x.example", *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_dry_run_prints_the_bodies_and_sends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trigger", "--lifecycle", "chargeback", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    events = [event for line in lines for event in read(line.encode()).events]
    assert len(events) == len(lines) == 6


@pytest.mark.parametrize("at", ["2000-01-02", "2999-12-30"])
def test_every_event_can_happen_at_either_end_of_the_time_there_is(at: str) -> None:
    assert all(main(["trigger", kind, "--at", at, "--dry-run"]) == 0 for kind in KINDS)
    assert all(main(["trigger", "--lifecycle", name, "--at", at, "--dry-run"]) == 0 for name in lifecycles())


def test_an_interruption_ends_it_without_a_trace(tmp_path: Path) -> None:
    with shop() as there:
        told = ["--lifecycle", "subscription", "--speed", "0.001", "--to", there.url]
        command = [sys.executable, "-m", "kartra", "trigger", *told]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[3]
        )
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
    assert (process.returncode, error) == (130, b"")


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    with shop() as there:
        main(["trigger", "buy_product", "--to", there.url, "--repeat", "2", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["summary"] == {"sent": 2, "accepted": 2}
    assert [one["status"] for one in told["requests"]] == [200, 200]


def test_a_scenario_file_is_told(tmp_path: Path) -> None:
    story = tmp_path / "mine.yaml"
    story.write_text("title: Mine\nsteps: [{event: assign_tag}, {event: unassign_tag, after: 1 day}]")
    with shop() as there:
        assert main(["trigger", "--scenario", str(story), "--to", there.url]) == 0
    assert [json.loads(body)["action"] for body in there.bodies] == ["assign_tag", "unassign_tag"]
    with connect().reading() as connection:
        assert attempts(connection)[0].trigger == "lifecycle mine: unassign_tag"


def test_deliveries_are_sent_again_by_number_and_by_search(capsys: pytest.CaptureFixture[str]) -> None:
    for body in (b'{"a": 1}', b"plain"):
        connect().write(Arrival("kartra", 1, body)).result()
    with shop() as there:
        again = ["trigger", "--delivery", "1", "--set", "b=2", "--repeat", "2", "--to", there.url]
        assert main(again) == main(["trigger", "--search", "bin:kartra", "--to", there.url]) == 0
    assert there.bodies == [b'{"a": 1,"b":"2"}', b'{"a": 1,"b":"2"}', b'{"a": 1}', b"plain"]
    assert "replay edited: 200 in" in capsys.readouterr().out
    with connect().reading() as connection:
        assert [line.delivery_id for line in attempts(connection)] == [2, 1, 1, 1]


def test_headers_go_along() -> None:
    with shop() as there:
        main(["trigger", "buy_product", "--to", there.url, "--header", "X-Kartra-Secret: a:b"])
    assert there.received[0].header("x-kartra-secret") == "a:b"


def test_the_list_names_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trigger", "--list"]) == 0
    said = capsys.readouterr().out
    assert all(kind in said for kind in KINDS) and "trial-refund" in said and "duplicates" in said


def test_no_store_is_made_just_to_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.chdir(tmp_path)
    with shop() as there:
        assert main(["trigger", "buy_product", "--to", there.url]) == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////proc/nowhere/f.db"])
def test_a_store_that_can_not_be_reached_is_one_line_and_2(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["trigger", "--delivery", "1", "--to", "http://x.example"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_it_runs_as_a_command() -> None:
    command = [
        sys.executable,
        "-m",
        "kartra",
        "trigger",
        "assign_tag",
        "--dry-run",
        "--set",
        "lead.city=Évora",
    ]
    here = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[3], env=here)
    assert read(done.stdout).events[0].action == "assign_tag" and "Évora".encode() in done.stdout


def test_how_it_is_paid_can_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trigger", "buy_product", "--billing", "trial", "--seed", "3", "--dry-run"]) == 0
    [event] = read(capsys.readouterr().out.encode()).events
    assert event.details["trial_payment"] == "1"
