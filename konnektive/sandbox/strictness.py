"""What the documentation forbids and the CRM may let pass: strict mode refuses it."""

from __future__ import annotations

import re
from functools import lru_cache

from konnektive.endpoints import ENDPOINTS, Endpoint, Parameter
from konnektive.sandbox.call import Call

CLICK = "landers/clicks/import"


def violations(call: Call) -> dict[str, str]:
    """Parameter to what is wrong with it, by the endpoint's description and the recommended flow."""
    endpoint = ENDPOINTS[call.path]
    found = {one.name: "is a required field" for one in endpoint.required if not _is_sent(call, one)}
    for name, value in call.params.items():
        if value.strip():
            problem = _wrong(endpoint, name, value.strip())
            if problem:
                found[name] = problem
    return found | _flow(call)


def _is_sent(call: Call, one: Parameter) -> bool:
    stands_for = {"productId": "product1_id"}.get(one.name, one.name)
    return bool(call.given(one.name) or call.given(stands_for))


def _wrong(endpoint: Endpoint, name: str, value: str) -> str:
    one = endpoint.parameter(name)
    if one is None:
        return "is not a parameter of this call"
    if one.allowed and value not in one.allowed:
        return "Not a valid input. Must be in: " + ", ".join(f"'{word}'" for word in one.allowed)
    if one.max_length and len(value) > one.max_length:
        return f"is longer than {one.max_length} characters"
    return (
        f"is not {one.format or 'in the documented format'}"
        if one.pattern and not _fits(one.pattern, value)
        else ""
    )


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _fits(pattern: str, value: str) -> bool:
    return _compiled(pattern).fullmatch(value) is not None


def _flow(call: Call) -> dict[str, str]:
    """What the recommended flow asks for beyond single parameters."""
    sent = call.given("sessionId")
    if sent and call.session() is None:
        return {"sessionId": "is not a session of this account"}
    if call.path == CLICK:
        first = ("requestUri", "userAgent")
        return (
            {} if sent else {name: "is required on the first click" for name in first if not call.given(name)}
        )
    if call.path in ("leads/import", "order/import", "upsale/import") and not sent:
        return {"sessionId": "is required after the first click"}
    if (
        call.path == "order/import"
        and (order := call.order())
        and order.orderStatus not in ("PARTIAL", "DECLINED")
    ):
        return {"orderId": f"is {order.orderStatus} already"}
    return {}
