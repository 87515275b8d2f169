"""A walk as a pytest file: one test a call, in order, with what each answer mints carried to the next."""

from __future__ import annotations

import re

from konnektive.export.replay import CAPTURED, DEFAULTS, Replay, ReplayCall, Value, Var

HEAD = '''"""{name}: {count} calls. BASE_URL and the credentials come from the environment."""

import os
from urllib.parse import parse_qs, urlsplit

import requests

BASE_URL = os.environ.get("BASE_URL", {base_url!r})
SESSION = requests.Session()
{variables}
CARRIED = {{}}


def call(path, params):
    answer = SESSION.post(f"{{BASE_URL}}/{{path}}", data=params, timeout=(10, 60))
    return answer.json()
'''


def pytest_file(replay: Replay) -> str:
    """The whole module."""
    variables = "\n".join(
        f'{name} = os.environ.get("{name}", {DEFAULTS.get(name, "")!r})' for name in replay.variables
    )
    head = HEAD.format(
        name=replay.name.replace("\\", "\\\\").replace('"', '\\"'),
        count=len(replay.calls),
        base_url=replay.base_url,
        variables=variables,
    )
    return head + "".join(_test(number, call) for number, call in enumerate(replay.calls, 1))


def _test(number: int, call: ReplayCall) -> str:
    name = re.sub(r"\W+", "_", call.title.lower()).strip("_")
    lines = ["", "", f"def test_{number:02d}_{name}():", "    params = {"]
    lines += [f"        {key!r}: {_value(value)}," for key, value in call.params]
    lines += ["    }", f"    answer = call({call.path!r}, params)"]
    lines.append(
        f"    assert answer['result'] == {call.result!r}, answer" if call.result else "    assert answer"
    )
    lines += [_capture(one) for one in call.captures]
    return "\n".join(lines) + "\n"


def _value(value: Value) -> str:
    if not isinstance(value, Var):
        return repr(value)
    return f'CARRIED["{value.name}"]' if value.name in CAPTURED.values() else value.name


def _capture(name: str) -> str:
    if name == "token":
        query = 'parse_qs(urlsplit(answer["message"]["paypalUrl"]).query)'
        return f'    CARRIED["PAYPAL_TOKEN"] = {query}["token"][0]'
    return f'    CARRIED["{CAPTURED[name]}"] = answer["message"]["{name}"]'
