"""`python -m konnektive walk`: output, exit codes, and what keeps it from reaching the real CRM."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

import store
from konnektive.__main__ import main
from konnektive.sandbox import Sandbox
from tests.konnektive.serving import served

Output = pytest.CaptureFixture[str]


def test_the_full_funnel_is_walked_to_a_confirmed_order(capsys: Output) -> None:
    assert main(["walk"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert lines[-1].startswith("Sold as order ")


def test_the_walk_is_kept_for_the_charts() -> None:
    main(["walk"])
    with store.connect().reading() as connection:
        rows = connection.execute(text("select outcome, source, calls, upsells from visit")).all()
    assert rows == [("sold", "walk", 11, 2)]


def test_json_tells_every_call_without_secrets(capsys: Output) -> None:
    assert main(["walk", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ended"] == "sold"
    assert told["summary"] == {"steps": 11, "calls": 11, "accepted": 11, "refused": 0, "left": 0}
    assert {call["params"]["password"] for call in told["calls"]} == {"REDACTED"}


def test_a_funnel_file_is_walked(capsys: Output, tmp_path: Path) -> None:
    path = tmp_path / "tiny.json"
    path.write_text(
        '{"name": "Tiny", "pages": [{"pageType": "leadPage", "calls": [{"path": "landers/clicks/import"}]}]}'
    )
    assert main(["walk", "--funnel", str(path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_refused_call_ends_the_walk_with_1(capsys: Output, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    page = {"pageType": "leadPage", "calls": [{"path": "leads/import"}]}
    path.write_text(json.dumps({"name": "F", "campaignId": "9", "pages": [page]}))
    assert main(["walk", "--funnel", str(path)]) == 1
    assert "Campaign not found" in capsys.readouterr().out


def test_it_walks_over_http(capsys: Output) -> None:
    sandbox = Sandbox()
    with served(sandbox) as url:
        assert main(["walk", "--base-url", url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["orderId"] in sandbox.account.orders


def test_a_scenario_is_played_over_http(capsys: Output) -> None:
    with served(Sandbox()) as url:
        assert main(["walk", "--base-url", url, "--scenario", "declined-card", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True


def test_a_scenario_that_is_as_it_should_be_ends_with_0(capsys: Output) -> None:
    assert main(["walk", "--scenario", "declined-then-another-card"]) == 0
    assert "as it should be" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--funnel", "nowhere.json"], "nowhere.json: No such file or directory; shipped funnels are full"),
        (["--scenario", "nothing"], "There is no scenario 'nothing'"),
        (["--scenario", "server-error", "--base-url", "http://127.0.0.1:9"], "played without --base-url"),
        (["--report", "/nowhere/at/all.html"], "/nowhere/at/all.html: No such file or directory."),
        (["--base-url", "https://api.konnektive.com"], "needs KONNEKTIVE_LOGIN_ID and KONNEKTIVE_PASSWORD"),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments: list[str], said: str, capsys: Output, monkeypatch) -> None:
    monkeypatch.delenv("KONNEKTIVE_LOGIN_ID", raising=False)
    assert main(["walk", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_credentials_alone_do_not_reach_the_real_crm(capsys: Output, monkeypatch) -> None:
    monkeypatch.setenv("KONNEKTIVE_LOGIN_ID", "a")
    monkeypatch.setenv("KONNEKTIVE_PASSWORD", "b")
    assert main(["walk", "--base-url", "https://api.konnektive.com"]) == 2
    assert 'confirm with --live "campaign 1"' in capsys.readouterr().err
    assert main(["walk", "--base-url", "https://api.konnektive.com", "--live", "campaign 2"]) == 2


def test_a_funnel_file_that_is_none_says_where(capsys: Output, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"name": "F", "pages": [{"pageType": 7}]}')
    assert main(["walk", "--funnel", str(path)]) == 2
    assert "Expected `str`, got `int` - at `$.pages[0].pageType`" in capsys.readouterr().err


def test_the_report_is_written_beside_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert main(["walk", "--scenario", "double-click-on-buy", "--report", str(path)]) == 0
    assert "No-go" in path.read_text()


def test_a_scenario_in_a_funnel_without_calls_is_wrong_usage(capsys: Output, tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text('{"name": "Empty", "pages": [{"pageType": "leadPage"}]}')
    assert main(["walk", "--funnel", str(path), "--scenario", "happy-path"]) == 2
    assert capsys.readouterr().err == "The funnel 'Empty' makes no call: there is nothing to play.\n"


def test_a_page_that_the_funnel_does_not_have_is_not_gone_back_to(capsys: Output, tmp_path: Path) -> None:
    path = tmp_path / "short.json"
    calls = '"calls": [{"path": "landers/clicks/import"}]'
    path.write_text(f'{{"name": "Short", "pages": [{{"pageType": "thankyouPage", {calls}}}]}}')
    assert main(["walk", "--funnel", str(path), "--scenario", "back-button"]) == 0
    assert "Back button: as it should be." in capsys.readouterr().out
