"""A walk as a Hurl file: requests, asserts and captures in plain text."""

from __future__ import annotations

from konnektive.export.replay import CAPTURED, DEFAULTS, Replay, ReplayCall, Value, Var

QUERIES = {
    "sessionId": 'jsonpath "$.message.sessionId"',
    "orderId": 'jsonpath "$.message.orderId"',
    "token": 'jsonpath "$.message.paypalUrl" regex "token=([^&]*)"',
}


def hurl_file(replay: Replay) -> str:
    """The whole file; the first lines say how to run it."""
    given = {"BASE_URL": replay.base_url} | {name: DEFAULTS.get(name, "") for name in replay.variables}
    variables = " ".join(f"--variable {name}={value}" for name, value in given.items())
    head = f"# {replay.name}: {len(replay.calls)} calls.\n# hurl --test {variables} THIS_FILE\n"
    return head + "".join(_entry(number, call) for number, call in enumerate(replay.calls, 1))


def _entry(number: int, call: ReplayCall) -> str:
    lines = ["", f"# {number}. {call.title}", "POST {{BASE_URL}}/" + call.path, "[FormParams]"]
    lines += [f"{_key(name)}: {_value(value)}" for name, value in call.params]
    lines.append("HTTP *")
    if call.captures:
        lines += ["[Captures]", *(f"{CAPTURED[name]}: {QUERIES[name]}" for name in call.captures)]
    if call.result:
        lines += ["[Asserts]", f'jsonpath "$.result" == "{call.result}"']
    return "\n".join(lines) + "\n"


def _value(value: Value) -> str:
    return "{{" + value.name + "}}" if isinstance(value, Var) else escaped(value)


def escaped(text: str) -> str:
    """A value as Hurl's grammar takes it: what would end, fill in or be trimmed is written by number."""
    inner = "".join(_sign(sign) for sign in text)
    trimmed = len(inner) - len(inner.lstrip(" ")), len(inner) - len(inner.rstrip(" "))
    return SPACE * trimmed[0] + inner.strip(" ") + (SPACE * trimmed[1] if inner.strip(" ") else "")


SPACE = r"\u{20}"


def _sign(sign: str) -> str:
    if sign in "\\#":
        return "\\" + sign
    return sign if sign.isprintable() and sign not in "{}" else f"\\u{{{ord(sign):x}}}"


def _key(name: str) -> str:
    """A parameter's name; the grammar takes few signs in it unescaped."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.[]@$"
    return "".join(sign if sign in plain else f"\\u{{{ord(sign):x}}}" for sign in name)
