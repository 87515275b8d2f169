"""Where affId, c1 to c5, utm_ codes and click ids entered a visit and were lost, and what is credited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from konnektive.audit.call import Call
from konnektive.audit.landing import landing_pairs, query_pairs, spilled
from konnektive.audit.visit import Visit
from privacy import redacted_value

_CANONICAL = {"affid": "affId", **{f"c{n}": f"c{n}" for n in range(1, 6)}}
_TRACED = re.compile(r"affid|c[1-5]|utm_\w+|\w*click_?id|gclid|fbclid|ttclid|msclkid", re.IGNORECASE)
_AS_PARAMETER = {"affId": ("affId",), **{f"c{n}": (f"c{n}", f"sourceValue{n}") for n in range(1, 6)}}


@dataclass(frozen=True, slots=True)
class Step:
    """A call that carries a value."""

    call: int
    page: str
    where: str
    """The parameter that carries it."""
    value: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One attribution value on its way through a visit."""

    name: str
    """As the affiliate profile spells it."""
    spelt: str
    """As the landing URL spells it."""
    landed: str
    """The value that the visitor came with."""
    credited: str
    """What the CRM reads and passes on; empty where it is lost."""
    lost_at: int | None = None
    """The call that lost it."""
    why: str = ""


def traces(visit: Visit) -> list[Trace]:
    """Every attribution value that the visit's first click brought, followed through its calls."""
    click = visit.first_click
    if click is None:
        return []
    landed = {
        _CANONICAL.get(name.lower(), name): (name, redacted_value(name, value))
        for name, value in landing_pairs(click)
        if _TRACED.fullmatch(name)
    }
    return [_trace(visit, click, name, spelt, value) for name, (spelt, value) in landed.items()]


def _trace(visit: Visit, click: Call, name: str, spelt: str, value: str) -> Trace:
    lost_at, why = _lost(visit, click, name, spelt)
    return Trace(name, spelt, value, "" if why else value, lost_at, why)


def steps(visit: Visit, trace: Trace) -> Iterator[Step]:
    """The calls that carry a traced value, in the order sent."""
    for call in visit.calls:
        for where, value in _carried(call, trace.name, trace.spelt).items():
            yield Step(call.number, call.page_type, where, redacted_value(trace.name, value))


def _carried(call: Call, name: str, spelt: str) -> Mapping[str, str]:
    """Parameter to the value that it carries under this name."""
    found = {}
    for holder in ("requestUri", "httpReferer", "salesUrl"):
        if not (url := call.given(holder)):
            continue
        inside = dict(query_pairs(url))
        if value := inside.get(spelt) or inside.get(name):
            found[holder] = value
    for parameter in _AS_PARAMETER.get(name, (name,)):
        if value := call.given(parameter):
            found[parameter] = value
    return found


def _lost(visit: Visit, click: Call, name: str, spelt: str) -> tuple[int | None, str]:
    """The call that loses the value, and how; nothing where it arrives."""
    read_from = "httpReferer" if name.lower().startswith("utm_") else "requestUri"
    carried = _carried(click, name, spelt)
    if spelt in spilled(click):
        return click.number, "requestUri was not URL-encoded: it ends before this parameter"
    if spelt != name:
        return click.number, f"spelt {spelt}: passed values are case sensitive"
    if read_from not in carried and name not in carried:
        reason = (
            "requestUri is encoded twice" if read_from == "requestUri" else "httpReferer does not carry it"
        )
        return click.number, reason
    return _broken_off(visit, click)


def _broken_off(visit: Visit, click: Call) -> tuple[int | None, str]:
    """Where the sale is not tied to the session that the value belongs to."""
    session = click.answer.session_id
    for order in visit.orders:
        if session and not order.is_unread and order.session_id != session:
            how = "sends another sessionId" if order.session_id else "sends no sessionId"
            return order.number, f"Import Order {how}: the sale is not tied to this click"
    return None, ""
