"""A walk as a shell script: bash, curl and sed are all it needs; it stops at the first unexpected answer."""

from __future__ import annotations

import shlex
from urllib.parse import quote

from konnektive.export.replay import CAPTURED, DEFAULTS, Replay, ReplayCall, Value, Var

HEAD = """#!/usr/bin/env bash
# {name}: {count} calls. Fill in the variables below or set them in the environment.
set -euo pipefail
BASE_URL="${{BASE_URL:-{base_url}}}"
{variables}
# Sends one call; prints its answer and keeps it in ANSWER.
call() {{
  local path="$1"; shift
  ANSWER="$(curl --silent --show-error --connect-timeout 10 --max-time 60 "$BASE_URL/$path" "$@")"
  printf '%s\\n%s\\n\\n' "$path" "$ANSWER"
}}
# Ends the script unless the answer's result is the expected word.
expect() {{
  case "$ANSWER" in *'"result":"'"$1"'"'*) ;; *) echo "expected $1" >&2; exit 1 ;; esac
}}
# Prints a field of the answer's message.
field() {{
  printf '%s' "$ANSWER" | sed -n 's/.*"'"$1"'":"\\{{0,1\\}}\\([^",}}]*\\).*/\\1/p'
}}
"""

CAPTURE_PAYPAL = """PAYPAL_TOKEN="$(field paypalUrl | sed -n 's/.*token=\\([^&]*\\).*/\\1/p')\""""


def curl_script(replay: Replay) -> str:
    """The whole script."""
    variables = "\n".join(f'{name}="${{{name}:-{DEFAULTS.get(name, "")}}}"' for name in replay.variables)
    # Within the quotes of the script's default a shell would carry out $ and ` and end at ".
    base_url = quote(replay.base_url, safe="%/:?#[]@!&'()*+,;=-._~")
    head = HEAD.format(name=replay.name, count=len(replay.calls), base_url=base_url, variables=variables)
    return head + "\n" + "\n".join(_call(number, call) for number, call in enumerate(replay.calls, 1))


def _call(number: int, call: ReplayCall) -> str:
    lines = [f"# {number}. {call.title}", f"call {shlex.quote(call.path)} \\"]
    lines += [f"  --data-urlencode {pair(name, value)} \\" for name, value in call.params]
    lines[-1] = lines[-1].removesuffix(" \\")
    if call.result:
        lines.append(f"expect {call.result}")
    lines += [
        CAPTURE_PAYPAL if name == "token" else f'{CAPTURED[name]}="$(field {name})"' for name in call.captures
    ]
    return "\n".join(lines) + "\n"


def pair(name: str, value: Value) -> str:
    """A parameter as a word of the shell; a variable is filled in when it runs."""
    return (
        f'{shlex.quote(name)}="${value.name}"' if isinstance(value, Var) else shlex.quote(f"{name}={value}")
    )
