"""Wrappings of chats, terminals, logs and languages beyond the usual ones: each gives the event, whole."""

from __future__ import annotations

import base64
import html
import json
import quopri
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from kartra.reading import read
from tests.kartra.reading.printers import compact, pretty, var_export
from tests.kartra.reading.wrapped import corpus, made, same

EVENTS = {name: event for name, event in corpus().items() if name != "nasty"}


def chunks(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def word_wrapped(text: str, width: int = 76) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def smart(text: str) -> str:
    marks = iter("“”" * text.count('"'))
    return re.sub('"', lambda _: next(marks), text)


def mailed(text: str) -> str:
    page = f"<html><body><pre>{html.escape(text)}</pre></body></html>"
    parts = [("text/plain", text), ("text/html", page)]
    bodies = "".join(
        f"--b\nContent-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{quopri.encodestring(body.encode()).decode()}\n"
        for kind, body in parts
    )
    head = 'From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"'
    return f"{head}\n\n{bodies}--b--\n"


def go(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "map[string]interface {}{" + ", ".join(f"{json.dumps(k)}:{go(v)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[]interface {}{" + ", ".join(map(go, value)) + "}"
    return "interface {}(nil)" if value is None else json.dumps(value, ensure_ascii=False)


def elixir(value: Any) -> str:
    if isinstance(value, dict):
        return "%{" + ", ".join(f"{json.dumps(k)} => {elixir(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(elixir, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)


def swift(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(k)}: {swift(v)}" for k, v in value.items())
        return f"[{inner or ':'}]"
    if isinstance(value, list):
        return "[" + ", ".join(map(swift, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)


def xdebug(value: Any, indent: int = 0) -> str:
    """var_dump as Xdebug writes it into a page."""
    if isinstance(value, dict | list):
        entries = list(value.items() if isinstance(value, dict) else enumerate(value))
        pad = " " * indent
        inner = "".join(
            f"{pad}  {key!r} <font color='#888a85'>=&gt;</font> {xdebug(item, indent + 4).lstrip(' ')}"
            for key, item in entries
        )
        inner = inner or f"{pad}  <i><font color='#888a85'>empty</font></i>\n"
        return f"\n{pad}<b>array</b> <i>(size={len(entries)})</i>\n{inner}"
    if value is None:
        return "<font color='#3465a4'>null</font>\n"
    if isinstance(value, int):
        return f"<small>int</small> <font color='#4e9a06'>{value}</font>\n"
    if isinstance(value, float):
        return f"<small>float</small> <font color='#f57900'>{value}</font>\n"
    length = len(value.encode())
    text = html.escape(value, quote=False)
    return f"<small>string</small> <font color='#cc0000'>'{text}'</font> <i>(length={length})</i>\n"


def hexdump(data: bytes) -> str:
    rows = [data[at : at + 16] for at in range(0, len(data), 16)]
    shown = [bytes(byte if 32 <= byte < 127 else 46 for byte in row).decode() for row in rows]
    return "\n".join(
        f"{16 * n:08x}  {row[:8].hex(' ')}  {row[8:].hex(' '):<24} |{text}|"
        for n, (row, text) in enumerate(zip(rows, shown, strict=True))
    )


def xxd(data: bytes) -> str:
    rows = [data[at : at + 16] for at in range(0, len(data), 16)]
    shown = [bytes(byte if 32 <= byte < 127 else 46 for byte in row).decode() for row in rows]
    return "\n".join(
        f"{16 * n:08x}: {row.hex(' ', -2):<39}  {text}"
        for n, (row, text) in enumerate(zip(rows, shown, strict=True))
    )


def coloured(text: str) -> str:
    return re.sub(r'("(?:[^"\\]|\\.)*")', "\x1b[0;32m\\1\x1b[0m", text)


def docker(text: str) -> str:
    parts = [*chunks(text, 600)]
    parts[-1] += "\n"
    return "\n".join(
        json.dumps({"log": part, "stream": "stdout", "time": "2024-02-19T16:20:47Z"}) for part in parts
    )


def numbered(text: str, prefix: Callable[[int], str]) -> str:
    return "\n".join(prefix(n) + line for n, line in enumerate(text.split("\n"), 1))


WRAPPINGS: Mapping[str, Callable[[Any], str]] = {
    "chat, smart quotes, wrapped": lambda e: word_wrapped(smart(compact(e))),
    "wrapped at words": lambda e: word_wrapped(compact(e)),
    "wrapped at any letter": lambda e: "\n".join(chunks(compact(e), 72)),
    "mail, both forms": lambda e: mailed(pretty(e)),
    "mail, quoted and wrapped": lambda e: numbered(word_wrapped(compact(e), 70), lambda n: "> "),
    "terminal colours": lambda e: coloured(pretty(e)),
    "terminal colours, as text": lambda e: coloured(pretty(e)).replace("\x1b", "^["),
    "markdown": lambda e: compact(e).replace("_", "\\_"),
    "grep with numbers": lambda e: numbered(pretty(e), lambda n: f"logs/hook.json:{n}:"),
    "a diff": lambda e: "--- a/x\n+++ b/x\n@@ -0,0 +1,9 @@\n" + numbered(pretty(e), lambda n: "+"),
    "journal, bytes": lambda e: json.dumps(
        {"MESSAGE": list(f"kartra {compact(e)}".encode()), "PRIORITY": "6"}
    ),
    "docker, split": lambda e: docker(compact(e)),
    "containerd, split": lambda e: (
        f"2024-02-19T16:20:47.1Z stdout P {compact(e)[:500]}\n"
        f"2024-02-19T16:20:47.2Z stdout F {compact(e)[500:]}"
    ),
    "hexdump": lambda e: hexdump(compact(e).encode()),
    "xxd": lambda e: xxd(compact(e).encode()),
    "curl trace": lambda e: (
        "=> Send data, 9 bytes (0x9)\n"
        + "\n".join(f"{64 * n:04x}: {part}" for n, part in enumerate(chunks(compact(e), 64)))
    ),
    "go": go,
    "elixir": elixir,
    "swift": swift,
    "pydantic": lambda e: (
        f"Payload(action={e['action']!r}, lead={e['lead']!r}, action_details={e['action_details']!r})"
    ),
    "data class as text": lambda e: (
        f"action={e['action']!r} lead={e['lead']!r} action_details={e['action_details']!r}"
    ),
    "xdebug in a page": lambda e: (
        f"<pre class='xdebug-var-dump' dir='ltr'>\n<small>/x.php:3:</small>{xdebug(e)}</pre>"
    ),
    "coloured page": lambda e: re.sub(
        "(&quot;.*?&quot;)", r'<span class="s">\1</span>', html.escape(pretty(e))
    ),
    "ruby yaml": lambda e: (
        "--- !ruby/hash:ActiveSupport::HashWithIndifferentAccess\n" + yaml.safe_dump(e, allow_unicode=True)
    ),
    "ruby yaml, symbols": lambda e: re.sub(
        r"(?m)^( *)(- )?([a-z_0-9]+):", r"\1\2:\3:", yaml.safe_dump(e, allow_unicode=True)
    ),
    "javascript, put together": lambda e: (
        "var s = " + " +\n  ".join(map(json.dumps, chunks(compact(e), 80))) + ";"
    ),
    "python, put together": lambda e: "body = (\n" + "\n".join(map(repr, chunks(compact(e), 80))) + "\n)",
    "web token": lambda e: (
        f"eyJhbGciOiJub25lIn0.{base64.urlsafe_b64encode(compact(e).encode()).decode().rstrip('=')}."
    ),
    "php log": lambda e: f"[19-Feb-2024 16:20:47 UTC] Kartra webhook: {var_export(e)}",
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_wrapping_gives_its_event(wrapping: str) -> None:
    for name, event in EVENTS.items():
        reading = read(WRAPPINGS[wrapping](event).encode())
        assert len(reading.events) == 1, (name, reading.steps)
        assert same(reading.events[0], event), (name, reading.steps)


def test_a_shells_quotes_are_undone() -> None:
    event = made("assign_tag")
    event["lead"]["last_name"] = "O'Brien"
    for text in ("PAYLOAD='{}'", "echo '{}' | http POST https://x", "+ curl -d '{}' https://x"):
        reading = read(text.replace("{}", compact(event).replace("'", "'\\''")).encode())
        assert [one.lead["last_name"] for one in reading.events] == ["O'Brien"]


def test_each_of_several_commands_has_its_own_line() -> None:
    text = "\n".join(f"curl -X POST https://x -d '{compact(made(seed=n))}'" for n in range(4))
    assert [one.line for one in read(text.encode()).events] == [1, 2, 3, 4]


def test_gos_plain_printing_is_read_by_its_keys() -> None:
    text = (
        "2024/02/19 16:20:47 map[action:assign_tag "
        "action_details:map[tag:map[tag_id:7 tag_name:Paid in full]] "
        "lead:map[city:New York custom_fields:[map[field_id:1 field_value:a b]] email:ann@example.com "
        "date_joined:2024-02-19 16:20:47 id:5 website:http://x.y/?a=b]]"
    )
    reading = read(text.encode())
    assert reading.steps == ("utf-8", "go-map")
    [event] = reading.events
    assert event.details == {"tag_id": "7", "tag_name": "Paid in full"}
    assert event.lead["city"] == "New York"
    assert event.lead["date_joined"] == "2024-02-19 16:20:47"
    assert event.lead["website"] == "http://x.y/?a=b"
    assert event.lead["custom_fields"] == [{"field_id": "1", "field_value": "a b"}]


def test_a_line_break_that_was_typed_is_kept() -> None:
    event = made("assign_tag")
    event["lead"]["address"] = "Line 1\nLine 2"
    reading = read(pretty(event).replace("Line 1\\nLine 2", "Line 1\nLine 2").encode())
    assert reading.events[0].lead["address"] == "Line 1\nLine 2"
    assert "mended:raw-newline" in reading.steps


@pytest.mark.parametrize(
    "text", ['\\"', '"{ ', "'{\\n'\n", '["lead": ["a', "map[a:b ", 'map[string]any{\\"', "<b>\x1b["]
)
def test_a_hostile_text_costs_little(text: str) -> None:
    assert read((text * (200_000 // len(text))).encode()).problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[object Object]", "object-object"),
        ("Kartra sent: [object Object]\n", "object-object"),
        ("Array", "array-as-text"),
        ("body = Array\n", "array-as-text"),
        (compact(made()).partition('"lead":{')[2], "no-beginning"),
    ],
)
def test_what_is_lost_is_said_by_name(text: str, code: str) -> None:
    assert read(text.encode()).problems[-1].code == code


@pytest.mark.parametrize(
    "lost", ["          ...\n", "          'tag_name' => string 'abc'... (length=500)\n"]
)
def test_what_xdebug_left_out_is_said(lost: str) -> None:
    text = (
        "array (size=3)\n  'action' => string 'assign_tag' (length=10)\n  'lead' => \n    array (size=2)\n"
        "      'id' => string '5' (length=1)\n      'email' => string 'a@b.c' (length=5)\n"
        f"  'action_details' => \n    array (size=1)\n      'tag' => \n        array (size=2)\n{lost}"
    )
    reading = read(text.encode())
    assert len(reading.events) == 1
    assert [(problem.code, problem.line) for problem in reading.problems] == [("truncated", 11)]


def test_a_trace_that_is_broken_within_text_alone_is_put_together() -> None:
    tag = {"tag": {"tag_id": "4", "tag_name": "y" * 200}}
    lead = {"note": "x" * 380, "email": "a@b.test"}
    event = {"action": "assign_tag", "lead": lead, "action_details": tag}
    [told] = read(WRAPPINGS["curl trace"](event).encode()).events
    assert same(told, event)


def tagged(number: int, indent: int | None = 2) -> str:
    lead = {"id": str(number), "email": f"a{number}@example.com"}
    details = {"tag": {"tag_id": "1", "tag_name": "A"}}
    return json.dumps({"action": "assign_tag", "lead": lead, "action_details": details}, indent=indent)


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
@pytest.mark.parametrize(
    "before", ["", "On Mon, Bob wrote:\n", "Hi,\nsee below\n\n> Hello,\n> here it is:\n>\n"]
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_quoted_mail_is_read_whatever_stands_above_it(mark: str, before: str, indent: int | None) -> None:
    quoted = "".join(f"{mark}{line}\n" for n in (1, 2) for line in tagged(n, indent).splitlines())
    reading = read((before + quoted + "\nRegards\n").encode())
    assert [event.lead["id"] for event in reading.events] == ["1", "2"]
    assert not [one for one in reading.problems if one.severity == "error"]


@pytest.mark.parametrize("lost", range(1, 8))
def test_an_event_that_breaks_off_swallows_none_of_those_after_it(lost: int) -> None:
    broken = "\n".join(tagged(2).splitlines()[:-lost])
    reading = read("\n".join([tagged(1), broken, tagged(3), tagged(4)]).encode())
    assert [event.lead.get("id") for event in reading.events if event.lead.get("id") != "2"] == [
        "1",
        "3",
        "4",
    ]
    assert [one.code for one in reading.problems if one.severity == "error"] == ["truncated"]
