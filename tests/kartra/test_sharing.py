"""One lead in every wrapping: whatever the body looks like, nobody can be told from what is shared."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus, urlencode
from xml.sax.saxutils import escape

import pytest
from msgspec.structs import replace

from kartra.exporting import FORMATS, Sharing, export
from kartra.rows import rows_of
from store.inbox import EventLine, Line, Whole

LEAD = {
    "id": "10", "first_name": "Maria", "last_name": "Santos", "phone": "+1 415 555 0199",
    "address": "12 Elm Street", "city": "Springfield", "zip": "94107", "ip": "2001:db8::77",
    "email": "maria.santos@corp-secret.com", "username": "msantos77", "company": "Köhler & Söhne",
}  # fmt: skip
EVENT = {"lead": LEAD, "action": "assign_tag", "action_details": {"tag": {"tag_id": 5, "tag_name": "VIP"}}}
SALE = {
    "lead": {"id": "10"}, "action": "buy_product", "action_details": {"transaction_details": {
        "transaction_id": "7", "transaction_type": "sale", "product_name": "Course A", "product_id": 3,
        "transaction_full_amount": "49.00", "transaction_affiliate": "msantos77", "transaction_jv": "",
        "buyer_first_name": "Maria", "buyer_last_name": "Santos", "buyer_billing_zip": "94107",
        "buyer_email": "maria.santos@corp-secret.com", "buyer_billing_phone_number": "4155550199",
        "buyer_billing_address": "12 Elm Street", "shipping_address": "12 Elm Street",
        "shipping_city": "Springfield"}},
}  # fmt: skip
IPN = {
    "lead_id": "10", "lead_first_name": "Maria", "lead_last_name": "Santos", "lead_city": "Springfield",
    "lead_email": "maria.santos@corp-secret.com", "lead_phone_number": "(415) 555-0199",
    "lead_address": "12 Elm Street", "lead_zip": "94107", "transaction_id": "7", "transaction_type": "sale",
    "product_id": "3", "product_name": "Course A", "transaction_full_amount": "49.00",
}  # fmt: skip
PLAIN = json.dumps(EVENT)
LOUD = {**EVENT, "memo": "MARIA SANTOS of 12 elm street, SPRINGFIELD (415.555.0199), o'brien@corp-secret.com"}


def _flat(value: Any, name: str = "") -> dict[str, str]:
    if not isinstance(value, dict):
        return {name: str(value)}
    inner = (_flat(item, f"{name}[{key}]" if name else key) for key, item in value.items())
    return {key: item for one in inner for key, item in one.items()}


def _parts(fields: dict[str, str]) -> str:
    head = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    return "".join(head.format(*pair) for pair in fields.items()) + "--x--\r\n"


def _xml(fields: dict[str, str]) -> str:
    return "<event>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in fields.items()) + "</event>"


WRAPPED = {
    "json": PLAIN,
    "sale": json.dumps(SALE),
    "pretty": json.dumps(EVENT, indent=2, ensure_ascii=False),
    "truncated": PLAIN[:-3],
    "truncated sale": json.dumps(SALE)[:-3],
    "trailing comma": PLAIN[:-2] + ",}}",
    "python": repr(EVENT),
    "json in json": json.dumps({"payload": PLAIN}),
    "json in json in json": json.dumps({"a": json.dumps({"payload": PLAIN})}),
    "json in a list": json.dumps([EVENT, {"deep": [SALE]}]),
    "form": urlencode(IPN),
    "form in json": json.dumps({"body": urlencode(IPN)}),
    "json in a form": urlencode({"data": PLAIN}),
    "brackets": urlencode(_flat(EVENT)),
    "brackets in clear": "&".join(f"{k}={quote_plus(v)}" for k, v in _flat(EVENT).items()),
    "xml": _xml(LEAD),
    "xml in data": f"<e><first_name><![CDATA[Maria]]></first_name><a by='Maria'/><lead city='Springfield'>"
    f"<name>Maria Santos</name></lead><address><line>12 Elm Street</line></address>{_xml(LEAD)}</e>",
    "xml with entities": '<!DOCTYPE a [<!ENTITY m "Maria Santos">]><a><x>&m; 4155550199</x></a>',
    "multipart": _parts(_flat(EVENT)),
    "multipart of the lead": _parts(_flat({"lead": LEAD})),
    "multipart with json": _parts({"event": PLAIN}),
    "base64": base64.b64encode(PLAIN.encode()).decode(),
    "base64 in json": json.dumps({"data": base64.b64encode(PLAIN.encode()).decode()}),
    "base64 beside": json.dumps({**EVENT, "raw": base64.b64encode(PLAIN.encode()).decode()}),
    "percent": quote(PLAIN),
    "twice percent": quote(quote(PLAIN)),
    "twice percent in a form": "x=" + quote(quote(quote(PLAIN[5:]))),
    "base64 of a piece": base64.b64encode(quote(quote(PLAIN[:101])).encode()).decode(),
    "piece": PLAIN[90:],
    "two notations": repr(EVENT) + _xml(LEAD),
    "escaped": "".join(f"\\u{ord(char):04x}" for char in PLAIN),
    "quoted": json.dumps(PLAIN),
    "key": json.dumps({"action": "x", "people": {LEAD["email"]: 1, "Maria Santos": 2, "+1 415 555 0199": 3},
                       **LEAD}),
    "pairs": json.dumps({"params": [{"name": f"lead[{k}]", "value": v} for k, v in LEAD.items()]}),
    "loud": json.dumps(LOUD),
    "loud and cut": json.dumps(LOUD)[:-2],
    "numbers": json.dumps({**EVENT, "other": 94107, "call": 4155550199, "calls": [14155550199]}),
    "lines": "\n".join([PLAIN, json.dumps(SALE)]),
    "log": f"2026-11-01 10:11:12 INFO Maria Santos sent {PLAIN}",
    "curl": f"curl -H 'x-user: Maria Santos' https://x.example/?phone=4155550199 -d '{PLAIN}'",
    "prose": "Maria Santos, 12 Elm Street, Springfield 94107",
    "empty": "",
}  # fmt: skip
BYTES = {
    **{name: text.encode() for name, text in WRAPPED.items()},
    "gzip": gzip.compress(PLAIN.encode()),
    "gzip of prose": gzip.compress(b"Maria Santos"),
    "utf-16": PLAIN.encode("utf-16"),
    "utf-16 without a mark": PLAIN.encode("utf-16-le"),
    "latin-1": json.dumps(EVENT, ensure_ascii=False).encode("latin-1"),
    "binary": b"\xff\xfeMaria\x00\xff Santos",
}
PERSONAL = re.compile(
    r"maria|santos|elm.street|springfield|94107|corp-secret|k(?:ö|\\u00f6)hler|o'brien|2001:db8|"
    r"555.{0,2}0199|5550199",
    re.IGNORECASE,
)
HEADERS = (
    ("host", "hooks.example.com"),
    ("x-user-name", "Maria Santos"),
    ("x-user-email", LEAD["email"]),
    ("referer", "https://a.example/?phone=4155550199&n=Maria+Santos&first_name=Maria"),
    ("x-client-ip", "2001:db8::77"),
    ("user-agent", "Kartra (for MARIA SANTOS; jose.santos@corp-secret.com)"),
)


def whole(body: bytes, lead: bool = True, **changed: Any) -> Whole:
    """A delivery of the lead that tells her name wherever one can."""
    events = tuple(
        EventLine(n, 1, n, 0, row.surface, row.action, row.lead_id, row.lead_email, row.lead_name,
                  row.subject, row.amount_cents, row.findings)
        for n, row in enumerate(rows_of(body).events)
    )  # fmt: skip
    query = (
        "lead_email=maria.santos%40corp-secret.com&first_name=Maria&last_name=Santos&q=Maria+Santos"
        "&phone=4155550199"
    )
    line = Line(
        1, "kartra", 0, "POST", "/in/kartra/x/maria.santos@corp-secret.com", query, "2001:db8::77",
        "text/plain", len(body), None, True, "order-maria.santos@corp-secret.com", events, False,
        "Maria Santos called from +1 415 555 0199", ("maria-santos", "415-555-0199", "vip"),
    )  # fmt: skip
    return Whole(replace(line, **changed), HEADERS if lead else (), body)


def told(data: bytes) -> set[str]:
    """What tells of the lead in a file, in clear, percent-encoded, escaped or in base64."""
    text = data.decode()
    forms = [text, unquote_plus(text), unquote_plus(unquote_plus(text))]
    forms += [re.sub(r"\\+u([0-9a-fA-F]{4})", lambda u: chr(int(u[1], 16)), one) for one in forms]
    for run in re.findall(r"[A-Za-z0-9+/]{8,}", text):
        whole_run = run if len(run) % 4 != 1 else run[:-1]
        forms.append(base64.b64decode(whole_run + "=" * (-len(whole_run) % 4)).decode(errors="replace"))
    return {found for form in forms for found in PERSONAL.findall(form)}


@pytest.mark.parametrize("name", BYTES)
def test_nobody_can_be_told_from_any_wrapping(name: str) -> None:
    for kind in FORMATS:
        assert not told(export(kind, [whole(BYTES[name])], Sharing(b"key")).data), kind


@pytest.mark.parametrize(
    "name", sorted(BYTES.keys() - {"prose", "gzip of prose", "binary", "xml with entities"})
)
def test_the_body_alone_tells_enough_to_hide_the_person(name: str) -> None:
    bare = whole(BYTES[name], lead=False, path="/in/kartra", query="", note="", tags=(), idempotency_key=None)
    assert not told(export("JSON lines", [bare], Sharing(b"key")).data)


def test_what_kartra_calls_its_fields_stays_whatever_somebody_is_called() -> None:
    lead = {**LEAD, "first_name": "lead", "last_name": "Tag", "username": "assign_tag"}
    for cut in (None, -3):
        body = json.dumps({**EVENT, "lead": lead})[:cut].encode()
        made = export("JSON lines", [whole(body, lead=False)], Sharing(b"key"))
        shown = json.dumps(json.loads(made.data)["body"])
        assert "assign_tag" in shown
        assert "tag_name" in shown
        assert "first_name" in shown


def test_the_same_person_is_the_same_token_in_every_wrapping() -> None:
    found = [
        export("JSON lines", [whole(BYTES[name])], Sharing(b"key")).data for name in ("json", "xml", "gzip")
    ]
    tokens = [set(re.findall(rb"name-[0-9a-f]{8}|5559?\d{7}|city-[0-9a-f]{8}", one)) for one in found]
    assert tokens[0] == tokens[1] == tokens[2]
    assert len(tokens[0]) > 4


def test_nothing_but_people_changes() -> None:
    plain = {
        **EVENT,
        "lead": {"id": "94107", "score": "5", "date_joined": "2018-04-26 00:00:00"},
        "n": 1700000000000,
    }
    made = export("JSON lines", [whole(json.dumps(plain).encode(), lead=False)], Sharing(b"key"))
    assert json.loads(made.data)["body"] == plain


def test_the_report_says_which_bodies_are_not_shown_as_they_came() -> None:
    wholes = [whole(BYTES[name]) for name in ("prose", "binary", "gzip")]
    made = export("Page", wholes, Sharing(b"key"))
    kinds = ("body not understood", "body that is no text", "body shown by its events")
    assert [made.hidden[kind] for kind in kinds] == [1, 1, 1]
    assert "Not shown as it came: 1 × body" in made.report
    assert "body not understood" not in export("CSV", wholes, Sharing(b"key")).report
