"""One call as code for a developer: runs unchanged once the variables at its top are filled in."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping

from konnektive.exchange import Exchange
from konnektive.export.curl_script import pair
from konnektive.export.replay import DEFAULTS, ReplayCall, Value, Var, base_url, single


def request_code(exchange: Exchange) -> dict[str, str]:
    """Language to code. Credentials and card data are variables, never values."""
    call, url = single(exchange), f"{base_url(exchange)}/{exchange.endpoint.url_path}"
    return {language: write(call, url) for language, write in WRITERS.items()}


def curl(call: ReplayCall, url: str) -> str:
    """A shell command."""
    lines = [f'{name}="{DEFAULTS.get(name, "")}"' for name in _variables(call)]
    parts = [f"curl --max-time 60 {shlex.quote(url)}"]
    parts += [f"  --data-urlencode {pair(name, value)}" for name, value in call.params]
    return "\n".join([*lines, "", " \\\n".join(parts)])


def python(call: ReplayCall, url: str) -> str:
    """Python with requests."""
    lines = ["import requests", ""]
    lines += [f"{name} = {DEFAULTS.get(name, '')!r}" for name in _variables(call)]
    lines += ["", "params = {"]
    lines += [
        f"    {name!r}: {value.name if isinstance(value, Var) else repr(value)},"
        for name, value in call.params
    ]
    lines += ["}", f"answer = requests.post({url!r}, data=params, timeout=(10, 60)).json()"]
    return "\n".join([*lines, 'print(answer["result"], answer["message"])'])


def javascript(call: ReplayCall, url: str) -> str:
    """JavaScript for Node 18 and later. Never in a page: it would show the credentials to everybody."""
    lines = [f"const {name} = {json.dumps(DEFAULTS.get(name, ''))};" for name in _variables(call)]
    lines += ["", "const params = new URLSearchParams({"]
    lines += [f"  {json.dumps(name)}: {_script(value)}," for name, value in call.params]
    lines += [
        "});",
        f'fetch({json.dumps(url)}, {{ method: "POST", body: params, signal: AbortSignal.timeout(60000) }})',
    ]
    lines += ["  .then((response) => response.json())"]
    return "\n".join([*lines, "  .then((answer) => console.log(answer.result, answer.message));"])


def php(call: ReplayCall, url: str) -> str:
    """PHP with its cURL extension."""
    lines = ["<?php", *(f"${name} = {_quoted(DEFAULTS.get(name, ''))};" for name in _variables(call)), ""]
    lines.append("$params = [")
    lines += [f"    {_quoted(name)} => {_php(value)}," for name, value in call.params]
    lines += ["];", f"$call = curl_init({_quoted(url)});", "curl_setopt_array($call, ["]
    lines += ["    CURLOPT_POST => true,", "    CURLOPT_POSTFIELDS => http_build_query($params),"]
    lines += [
        "    CURLOPT_RETURNTRANSFER => true,",
        "    CURLOPT_CONNECTTIMEOUT => 10,",
        "    CURLOPT_TIMEOUT => 60,",
        "]);",
    ]
    lines += ["$answer = json_decode(curl_exec($call), true);"]
    return "\n".join([*lines, 'echo $answer["result"], " ", json_encode($answer["message"]), PHP_EOL;'])


WRITERS: Mapping[str, Callable[[ReplayCall, str], str]] = {
    "cURL": curl,
    "Python": python,
    "PHP": php,
    "JavaScript": javascript,
}
HIGHLIGHT: Mapping[str, str] = {"cURL": "bash", "Python": "python", "PHP": "php", "JavaScript": "javascript"}
"""What a code view calls each language."""


def _variables(call: ReplayCall) -> list[str]:
    return list(dict.fromkeys(value.name for _, value in call.params if isinstance(value, Var)))


def _script(value: Value) -> str:
    return value.name if isinstance(value, Var) else json.dumps(value)


def _php(value: Value) -> str:
    return f"${value.name}" if isinstance(value, Var) else _quoted(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
