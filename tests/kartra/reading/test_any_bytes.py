"""Whatever is put in, a reading comes out: with events, or with a problem that says why there are none."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartra import read
from kartra.commands.reading.as_json import written
from kartra.event import Reading
from kartra.reading import limits
from kartra.rows import rows
from kartra.sentence import sentence
from tests.kartra.reading.printers import AS_TEXT, NOTATIONS, compact, inspect, var_dump, var_export
from tests.kartra.reading.wrapped import corpus, made, same


def check(data: bytes) -> Reading:
    """What must hold for any input."""
    reading = read(data, "x")
    assert reading.events or reading.problems
    for event in reading.events:
        json.loads(written(event))
    rows(reading)
    for event in reading.events:
        sentence(event).encode()
    return reading


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_reading(data: bytes) -> None:
    check(data)


MARKS = [
    "{", "}", "[", "]", '"', "'", "\\", "\n", ",", ":", "=>", "(", ")", "//", "/*", "`", "“", "lead",
    "action", "action_details", "Array\n(\n", "[a] => ", 'string(3) "', "a:1:{", "curl -d ", "&", "=",
    "%7B", "```", "&quot;", "HTTP/1.1\n", "POST / ", "#1 (2) {", "null", "1e9", "...", "\ufeff", "\x00",
    "-", "<!--",
]  # fmt: skip
"""What notations are made of."""


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_jumble_of_marks_gives_a_reading(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


EVERY = [*NOTATIONS.values(), *AS_TEXT.values()]


@given(
    st.sampled_from(EVERY),
    st.sampled_from(sorted(corpus())),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["", *MARKS]), st.integers(0, 30)), max_size=4),
)
@settings(max_examples=120, deadline=None)
def test_a_damaged_event_gives_a_reading(
    notation: Any, kind: str, damage: list[tuple[float, str, int]]
) -> None:
    text = notation(corpus_events[kind])
    for where, added, taken in damage:
        at = int(where * len(text))
        text = text[:at] + added + text[at + taken :]
    check(text.encode("utf-8", "surrogatepass"))


corpus_events = corpus()

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
names = st.from_regex(r"[a-z][a-z_]{1,9}", fullmatch=True)
values = st.recursive(
    # Thirteen digits may be a card number, which no reading keeps.
    texts | st.integers(-(10**12) + 1, 10**12 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from([compact, repr, var_dump, var_export, inspect]),
    st.dictionaries(names, values, max_size=4),
)
@settings(max_examples=120, deadline=None)
def test_what_is_printed_is_read_back(printing: Any, extra: dict[str, Any]) -> None:
    event = made("assign_tag")
    event["lead"] |= extra
    [found] = read(printing(event).encode()).events
    assert same(found, as_php(event) if printing in (var_dump, var_export) else event)


def as_php(value: Any) -> Any:
    """PHP does not tell an empty object from an empty list."""
    if isinstance(value, dict):
        return {key: as_php(item) for key, item in value.items()} or []
    return [as_php(item) for item in value] if isinstance(value, list) else value


HOSTILE = {
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"lead":' * 50_000,
    "deep and closed": b"[" * 50_000 + b"]" * 50_000,
    "quotes": b'"' * 200_000,
    "backslashes": b"\\" * 200_000,
    "spaces": b'{"a":"x"' + b" " * 200_000,
    "newlines in a string": b'{"a":"' + b"\n" * 200_000,
    "newlines": b"lead:" + b"\n" * 200_000 + b"action",
    "open comments": b"{/*" * 60_000,
    "open fences": b"{code:" * 30_000,
    "tags": b"<p" * 100_000 + b"&quot;" * 10,
    "words": b"{" + b"a " * 100_000,
    "brackets": b"[x] " * 50_000,
    "equals": b"a=b&" * 50_000 + b" x",
    "base64 and a mark": b"QUJD" * 50_000 + b"!",
    "print_r": b"\\a" * 100_000,
    "circular": b"{a:[Circular" * 20_000,
    "names": b"{[:a" * 50_000,
    "headers": b"POST / HTTP/1.1\n" + b" " * 100_000 + b"x",
    "a number": b'{"lead":{"id":' + b"9" * 200_000 + b'},"action":"assign_tag"}',
    "curl": b"curl -d '" + b"$'" * 50_000,
    "yaml": b"action: [" + b"{a: " * 20_000,
    "keys of YAML": b"lead:\n  1: a\n  : b\n  true: c\naction: x\n? [a]\n: d\n",
    "numbers as keys": b"action: x\nlead:\n  id: 1\n1: a\nnull: b\n2.5: c\n",
    "commas": b"{" + b"," * 200_000,
    "entities": b"&amp;" * 40_000,
    "percent": b"%25" * 60_000 + b"22%22%22%22",
    "json in json": None,
    "var_dump": b'array(1) {["a"]=>' * 10_000,
    "serialized": b"a:1:{i:0;" * 20_000,
    "mail": b"A: b\n" * 40_000 + b"MIME-Version: 1\n\n" + b"{" * 1000,
    "leads": b'"lead":1 ' * 20_000,
    "bytes": b"b'{" * 50_000 + b"\\xc3",
    "values of spaces": b"lead.id = x" + b" " * 200_000 + b"y\nlead.email = z",
    "xdebug": b"array (size=1)\n" * 20_000,
    "typed": b'{"action":{"S":"x"},"lead":' + b'{"M":' * 450 + b"1" + b"}" * 451,
    "wide": "，".encode() * 50_000 + '"：'.encode() * 100,
    "csv": b'a,b\n"' + b'""' * 100_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_read_to_an_end(kind: str) -> None:
    data = HOSTILE[kind]
    if data is None:
        text = '{"action":"x"}'
        for _ in range(14):
            text = json.dumps({"lead": text})
        data = text.encode()
    assert check(data).problems


MEMORY = """
import resource, sys
from kartra.reading import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read(sys.argv[1].encode() * int(sys.argv[2]))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("part", ["a", "ab ", "k=v&", "["])
def test_a_long_text_takes_memory_by_its_length_alone(part: str) -> None:
    """Ten copies of it and not a hundred, which a regular expression may take to remember where it was."""
    command = [sys.executable, "-c", MEMORY, part, str((2 << 20) // len(part))]
    taken = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert int(taken) < 2 * 40


def test_a_bomb_is_unpacked_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED", 1 << 20)
    monkeypatch.setattr(
        "kartra.reading.trail.Budget.__init__.__defaults__", (limits.WORK, limits.VALUES, 1 << 20)
    )
    bomb = gzip.compress(b" " * (8 << 20))
    reading = check(bomb)
    assert "too-large" in {problem.code for problem in reading.problems}


def test_a_zip_bomb_is_unpacked_only_so_far() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(limits.MEMBERS + 5):
            archive.writestr(f"{number}.json", b"{}")
    codes = {problem.code for problem in check(out.getvalue()).problems}
    assert "too-many-files" in codes


def test_what_is_nested_too_deep_inside_an_event_is_left_out() -> None:
    event = made("assign_tag")
    deep: Any = "x"
    for _ in range(limits.DEPTH + 50):
        deep = [deep]
    event["lead"]["company"] = deep
    reading = check(compact(event).encode())
    assert reading.events[0].lead["email"] == event["lead"]["email"]
    assert "too-deep" in {problem.code for problem in reading.problems}


PHP = (b"a:1:{i:0;", b'O:1:"A":1:{s:1:"a";', b'array(1) { ["a"]=> ', b"class A#1 (1) { [0]=> ")
OPENINGS = (
    b"a:1:{", b"array(1) { ", b"Array\n(\n [a] => ", b"map[a:", b"&{", b"[]interface {}{", b'["a": ',
    b"Optional(", b"- ", b"a:\n ", b"array ( 0 => ", b"A(a=", b"OrderedDict([(", b"Some(", b"new Map([[",
    b"<a>",
)  # fmt: skip


@pytest.mark.parametrize("opening", PHP)
def test_php_values_nested_without_end_are_called_too_deep(opening: bytes) -> None:
    assert [problem.code for problem in check(opening * 2_000).problems] == ["too-deep"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_nothing_nested_without_end_ends_the_reader(opening: bytes) -> None:
    check(opening * 10_000)
