"""An edit of a body that arrived changes what it names and nothing else, or is refused with the reason."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartra.generation import Unfit
from kartra.generation.arrived import edited_body, readable

EVENT = {
    "lead": {"id": "1", "email": "a@b.c", "website": "http://x/?a=b&c=d"},
    "action": "assign_tag",
    "action_details": {"tag": {"tag_id": "1", "tag_name": "t"}},
}
WRITTEN = json.dumps(EVENT).encode()
JSON, FORM = "application/json", "application/x-www-form-urlencoded; charset=utf-8"


def after(body: bytes, *edits: str, content_type: str = JSON) -> bytes:
    changed = edited_body(body, content_type, edits)
    assert isinstance(changed, bytes), str(changed)
    return changed


def reason(body: bytes, edit: str = "lead.email=me@x.y", content_type: str = JSON) -> str:
    changed = edited_body(body, content_type, [edit])
    assert isinstance(changed, Unfit), changed
    return changed.reason


@pytest.mark.parametrize(
    ("body", "edit", "changed"),
    [
        (b'{"a": 1.10, "b" : 1e2 }', "b=2.50", b'{"a": 1.10, "b" : 2.50 }'),
        (b'{"a": 1.10, "b" : 1e2 }', "c=x", b'{"a": 1.10, "b" : 1e2,"c":"x" }'),
        (b'{"a": 1.10, "b" : 1e2 }', "c:=1.10", b'{"a": 1.10, "b" : 1e2,"c":1.10 }'),
        (b'{"a": 5}', "a=many", b'{"a": "many"}'),
        (b'{"a": "5"}', "a=6", b'{"a": "6"}'),
        (b'{ "a": 1, "b": 2, "c": 3 }', "-a", b'{ "b": 2, "c": 3 }'),
        (b'{ "a": 1, "b": 2, "c": 3 }', "-b", b'{ "a": 1, "c": 3 }'),
        (b'{ "a": 1 }', "-a", b"{  }"),
        (b"{ }", "a.b=x", b'{"a":{"b":"x"} }'),
        (b'{"\\u0061": "\\u00e9\\/", "b": []}', "b[0]=1", b'{"\\u0061": "\\u00e9\\/", "b": ["1"]}'),
        (b'{"\\u0061": "\\u00e9\\/", "b": []}', "a=é",
         '{"\\u0061": "é", "b": []}'.encode()),
        (b'\xef\xbb\xbf {"a": 1}\r\n', "a=2", b'\xef\xbb\xbf {"a": 2}\r\n'),
        (b'[{"a": "1"}, {"a": "2"}]', "[1].a=3", b'[{"a": "1"}, {"a": "3"}]'),
        (b'{"a": 123456789012345678901234567890, "b": -0.0, "c": "x"}', "-c",
         b'{"a": 123456789012345678901234567890, "b": -0.0}'),
    ],
)  # fmt: skip
def test_json_keeps_every_byte_that_is_not_named(body: bytes, edit: str, changed: bytes) -> None:
    assert after(body, edit) == changed


def test_a_bare_name_is_found_where_it_is_in_a_made_event_too() -> None:
    changed = after(WRITTEN, "tag_name=new", "email=me@x.y", "-website")
    expected = WRITTEN.replace(b'"t"', b'"new"').replace(b"a@b.c", b"me@x.y")
    assert changed == expected.replace(b', "website": "http://x/?a=b&c=d"', b"")


@pytest.mark.parametrize(
    ("body", "edit", "changed"),
    [
        (b"opt[]=1&opt[]=2&a=3", "a=4", b"opt[]=1&opt[]=2&a=4"),
        (b"name=Jos%E9&a=%20x+y&b", "b=5", b"name=Jos%E9&a=%20x+y&b=5"),
        (b"name=Jos\xe9&a=1", "a=2", b"name=Jos\xe9&a=2"),
        (b"a=1&b=2&c=3", "-b", b"a=1&c=3"),
        (b"a=1&b=2", "c=x y&z", b"a=1&b=2&c=x+y%26z"),
        (b"lead%5Bemail%5D=a&x=1", "lead.email=b", b"lead%5Bemail%5D=b&x=1"),
        (b"a=1&b=2\r\n", "b=3", b"a=1&b=3\r\n"),
        (b"opt[]=1&a=3", "opt[]=2", b"opt[]=2&a=3"),
        (b"a=1", "a:=[1.10]", b"a=%5B1.10%5D"),
    ],
)
def test_a_form_keeps_order_repeats_and_notation(body: bytes, edit: str, changed: bytes) -> None:
    assert after(body, edit, content_type=FORM) == changed


def test_a_form_that_does_not_say_so_is_one_only_to_the_letter() -> None:
    assert after(b"a=1&b=%7B", "a=2", content_type="text/plain") == b"a=2&b=%7B"
    assert "neither" in reason(b"a = 1 and b = 2", "a=2", "text/plain")


@pytest.mark.parametrize("content_type", [JSON, FORM, ""])
def test_json_with_a_slip_is_refused_and_never_taken_for_a_form(content_type: str) -> None:
    assert "not JSON to the letter" in reason(WRITTEN[:-1] + b",}", content_type=content_type)


@pytest.mark.parametrize(
    ("body", "edit", "said"),
    [
        (b'{"lead": {"email": "a", "email": "b"}}', "lead.email=c", "'email' twice"),
        (gzip.compress(WRITTEN), "lead.email=c", "packed (gzip)"),
        (b"[" + WRITTEN + b"]", "lead.email=c", "name the field whole"),
        (b"payload=" + quote(WRITTEN).encode(), "lead.email=c", "name the field whole"),
        (b"payload=" + quote(WRITTEN).encode(), "extra=c", "name the field whole"),
        (json.dumps({"body": WRITTEN.decode()}).encode(), "lead.email=c", "name the field whole"),
        (json.dumps({"data": EVENT}).encode(), "lead.email=c", "name the field whole"),
        (b'{"a": NaN}', "a=1", "not JSON to the letter"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "a=1", "nested too deeply"),
        (b'{"a": "\xe9"}', "a=1", "not UTF-8"),
        (b"", "a=1", "no body"),
        (b"plain", "a=1", "neither"),
        (b"a=1&b=2\na=3&b=4", "b=1", "neither"),
        (b'"a"', "a=1", "neither"),
        (b'{"a": "x"}', "a.b=1", "nothing below 'b'"),
        (b'{"a": []}', "a[1]=1", "no place in a list of 0"),
        (b'{"a": 1}', "-b.c", "no 'c' to remove"),
        (b"[1]", "a=1", "no place in a list of 1"),
    ],
)
def test_what_can_not_be_changed_alone_is_refused(body: bytes, edit: str, said: str) -> None:
    assert said in reason(body, edit, "")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("opt[]=3", "there 2 times"),
        ("-opt[]", "there 2 times"),
        ("-b", "no 'b' to remove"),
        ("b.c=1", "form has"),
    ],
)
def test_what_a_form_can_not_have_changed_is_explained(edit: str, said: str) -> None:
    assert said in reason(b"opt[]=1&opt[]=2&a=3", edit, FORM)


def test_an_event_inside_another_document_is_changed_by_its_whole_path() -> None:
    body = json.dumps({"data": EVENT, "n": 1}).encode()
    assert after(body, "data.lead.email=me@x.y") == body.replace(b"a@b.c", b"me@x.y")


def test_for_the_eye_json_is_indented_and_a_form_is_one_field_a_line() -> None:
    assert readable(b'{"a":1.10,"a":1e2}') == '{\n  "a": 1.10,\n  "a": 1e2\n}'
    assert readable(b"a=1&a=2&b=", FORM) == "a = 1\na = 2\nb = "
    assert readable(WRITTEN[:-1] + b",}") == (WRITTEN[:-1] + b",}").decode()
    assert readable(b"[" * 50_000) == "[" * 50_000


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3), VALUES, st.sampled_from([None, 1]))
def test_in_place_means_what_it_means_on_the_value(
    before: dict[str, object], new: object, indent: int | None
) -> None:
    body = json.dumps(before, indent=indent).encode()
    assert json.loads(after(body, f"b:={json.dumps(new)}")) == {**before, "b": new}
    if "b" in before:
        assert json.loads(after(body, "-b")) == {name: before[name] for name in before if name != "b"}


@given(st.binary(max_size=60), st.text(max_size=20), st.sampled_from([JSON, FORM, ""]))
def test_no_body_and_no_edit_make_it_raise(body: bytes, edit: str, content_type: str) -> None:
    assert isinstance(edited_body(body, content_type, [edit]), bytes | Unfit)
    assert isinstance(readable(body, content_type), str)
