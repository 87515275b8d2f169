"""Each export is opened by its own tool or schema: shell, pytest, Postman, Hurl, and our readers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from konnektive.export.formats import FORMATS
from konnektive.export.replayed import read_run
from konnektive.funnel import Call, Funnel, Page
from konnektive.run import Run, started
from konnektive.sandbox import Sandbox
from tests.konnektive.serving import served
from tests.konnektive.walking import fresh_client, fresh_run, walked

WRITE = {one.name: one.write for one in FORMATS}
FUNNELS = ("full", "paypal-legacy", "3ds")
POSTMAN = json.loads((Path(__file__).parent / "postman-2.1.schema.json").read_text())


@pytest.fixture(scope="module")
def sandbox_url() -> Iterator[str]:
    with served(Sandbox(seed=9)) as url:
        yield url


def awkward() -> Run:
    """A walk with quotes, newlines, template marks and other alphabets in what it sends."""
    run = fresh_run("lead-only")
    strange = {"firstName": 'O\'Brien "x"', "lastName": "Ż {{y}} # \\ $(z) `w`", "address1": "a\nb"}
    *_, run = run.to_end(fresh_client(), edits=lambda index: strange if index == 2 else {})
    return run


def foreign() -> Run:
    """A walk through a funnel from a link, whose names would be lines of their own in a script."""
    lines = 'x"""\nexit 3\nraise SystemExit(3)\nGET http://elsewhere.example\n# \\N{oops} \\'
    call = Call(f"leads/import\n{lines}", {"password`exit 3`": "a", "2nd card": "4111111111111111"})
    funnel = Funnel(lines, pages=(Page(lines, calls=(Call("landers/clicks/import"), call)),))
    *_, run = started(funnel).to_end(fresh_client(), stop_on_refusal=False)
    return run


def runs() -> list[Run]:
    return [*(walked(name) for name in FUNNELS), awkward(), foreign()]


RUNS = (*FUNNELS, "awkward", "foreign")


@pytest.mark.parametrize("name", WRITE)
def test_no_export_holds_a_secret(name: str) -> None:
    paid = walked("paypal-legacy")
    refused = fresh_run().at(4).fire(replace(fresh_client(), password="hunter2"))
    text = WRITE[name](paid) + WRITE[name](refused)
    assert paid.carried["token"] not in text
    assert "hunter2" not in text


@pytest.mark.parametrize("run", runs(), ids=RUNS)
def test_the_curl_script_runs_in_a_shell_against_the_sandbox(
    run: Run, sandbox_url: str, tmp_path: Path
) -> None:
    script = tmp_path / "walk.sh"
    script.write_text(WRITE["cURL script"](run))
    done = subprocess.run(
        ["bash", str(script)],
        env={**os.environ, "BASE_URL": sandbox_url},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count('"result":') >= len(run.attempts)


def test_the_pytest_files_pass_in_pytest(sandbox_url: str, tmp_path: Path) -> None:
    made = runs()
    for number, run in enumerate(made):
        (tmp_path / f"test_walk_{number}.py").write_text(WRITE["pytest"](run))
    environment = {**os.environ, "BASE_URL": sandbox_url, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert f"{sum(len(run.attempts) for run in made)} passed" in done.stdout, done.stdout


@pytest.mark.parametrize("run", runs(), ids=RUNS)
def test_the_postman_collection_is_of_format_2_1(run: Run) -> None:
    collection = json.loads(WRITE["Postman"](run))
    jsonschema.validate(collection, POSTMAN)
    names = {one["key"] for one in collection["variable"]}
    sent = {one["value"] for item in collection["item"] for one in item["request"]["body"]["urlencoded"]}
    used = {name for value in sent for name in re.findall(r"^\{\{([A-Z_]+)\}\}$", value)}
    captured = {"SESSION_ID", "ORDER_ID", "PAYPAL_TOKEN"}
    assert used <= names | captured


ENTRY = re.compile(
    r"""
    (\#[^\n]*\n)+ POST\ \{\{BASE_URL\}\}/[^\s{}]+\n
    \[FormParams\]\n ((\w|\\u\{[0-9a-f]+\})+:\ ([^\n\\\#{}]|\\[\#\\]|\\u\{[0-9a-f]+\}|\{\{[A-Z0-9_]+\}\})*\n)+
    HTTP\ \*\n
    (\[Captures\]\n ([A-Z_]+:\ jsonpath\ "[^"\n]+"(\ regex\ "[^"\n]+")?\n)+)?
    (\[Asserts\]\n jsonpath\ "\$\.result"\ ==\ "[A-Z_]+"\n)?
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize("run", runs(), ids=RUNS)
def test_the_hurl_file_keeps_to_hurls_grammar(run: Run) -> None:
    head, *entries = WRITE["Hurl"](run).split("\n\n")
    assert head.startswith("# ")
    assert len(entries) == len(run.attempts)
    for entry in entries:
        assert not re.search(r"(?m): [ ]|[ ]$", entry)
        assert ENTRY.fullmatch(entry.rstrip("\n") + "\n"), entry


@pytest.mark.parametrize("name", ["JSON", "HAR"])
@pytest.mark.parametrize("run", runs()[:-1], ids=RUNS[:-1])
def test_an_export_is_read_back_and_walks_the_same_way(name: str, run: Run) -> None:
    read = read_run(WRITE[name](run).encode())
    assert read.funnel is not None, read.problem
    *_, again = started(read.funnel).to_end(fresh_client())
    assert [one.exchange.endpoint.path for one in again.attempts] == [
        one.exchange.endpoint.path for one in run.attempts
    ]
    assert [one.exchange.outcome for one in again.attempts] == [one.exchange.outcome for one in run.attempts]
    assert again.attempts[0].exchange.params == run.attempts[0].exchange.params


def test_a_left_out_id_stays_left_out_in_the_replay() -> None:
    broken = walked("lead-only").breaking("sessionId", "leave out")
    broken = broken.at(1).fire(fresh_client())
    read = read_run(WRITE["JSON"](broken).encode())
    assert read.funnel is not None
    *_, again = started(read.funnel).to_end(fresh_client())
    assert "sessionId" not in again.attempts[-1].exchange.params


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"log": {}}', '{"calls": [1, {}, {"params": 3}]}', "\ud800"]
)
def test_what_is_no_export_is_explained(text: str) -> None:
    read = read_run(text.encode("utf-8", "surrogatepass"))
    assert read.funnel is None
    assert read.problem.startswith("This is not a recorded walk")


def test_of_a_long_recording_the_first_calls_are_taken() -> None:
    lines = [
        json.dumps({"url": "https://crm.example/leads/import/", "body": f"firstName={n}"}) for n in range(501)
    ]
    read = read_run("\n".join(lines).encode())
    assert read.funnel is not None and len(read.funnel.steps) == 500
    assert read.funnel.about == "Imported: the first 500 of 501 calls, each with its own parameters."
