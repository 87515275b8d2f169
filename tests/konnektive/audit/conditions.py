"""What must be so in a recording for a fault to be there at all, stated without the audit's own code.

A second fault may end what the first one broke: it drops the parameter, or makes the call a JSON body, of
which nothing else is said. Such a pair can not be found twice and is no test of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from konnektive.endpoints import PAGE_TYPES
from tests.konnektive.audit.recorded import CLICK, CONFIRM, ORDER, PAYPAL, UPSALE, Record

Records = Sequence[Record]
Params = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule speaks of, in words and as a question about the records and the faulty one's index."""

    words: str
    holds: Callable[[Records, int], bool]


def is_json(record: Record) -> bool:
    """A JSON body with something in it."""
    return bool(record.get("json") and record["params"])


def params(record: Record) -> Params:
    """What the server reads: nothing of a JSON body."""
    return {} if record.get("json") else record.get("query", {}) | record.get("params", {})


def sent(record: Record, name: str) -> str:
    return params(record).get(name, "")


def calls(records: Records, endpoint: str) -> list[Record]:
    """The calls to an endpoint, those that misspell its path among them."""
    return [one for one in records if one.get("meant", one.get("endpoint")) == endpoint]


def answered(click: Record) -> str:
    session: str = click["response"]["message"]["sessionId"]
    return session


def in_form(words: str, holds: Callable[[Params], bool] = lambda _: True) -> Condition:
    """A condition on what a call carries or lacks, which a JSON body can not meet."""
    return Condition(
        f"{words}, in a call that is no JSON body",
        lambda records, index: not is_json(records[index]) and holds(params(records[index])),
    )


def is_by_server(records: Records, index: int) -> bool:
    return not is_json(records[index]) and not {"Origin", "Referer"} & records[index]["headers"].keys()


def lacks_session(records: Records, index: int) -> bool:
    """Not so before the first click, nor for a click that starts a new session (SES-002)."""
    record, known = records[index], {answered(one) for one in calls(records[:index], CLICK)}
    if not known or is_json(record) or sent(record, "sessionId"):
        return False
    return not calls([record], CLICK) or answered(record) in known


def starts_session(records: Records, index: int) -> bool:
    """A new one, and somebody known by orderId or e-mail address goes on without the old one."""
    session, known = answered(records[index]), {answered(one) for one in calls(records[:index], CLICK)}
    later = [one["params"] for one in records[index:] if sent(one, "sessionId") not in known | {""}]
    goes_on = any({"orderId", "emailAddress"} & params.keys() for params in later)
    return not sent(records[index], "sessionId") and session not in known and goes_on


def is_unknown_session(records: Records, index: int) -> bool:
    """No click returned it, apart from one that sent it; and there is a first click."""
    clicks = calls(records, CLICK)
    returned = {answered(one) for one in clicks if answered(one) != sent(one, "sessionId")}
    return bool(clicks) and sent(records[index], "sessionId") not in returned | {""}


def is_shared(records: Records, index: int) -> bool:
    """Ids and addresses of a JSON body tell people apart too."""
    own = records[index]["params"]
    earlier = [one.get("params", {}) for one in records[:index]]
    others = {one.get("emailAddress") for one in earlier if one.get("sessionId") == own.get("sessionId")}
    return "sessionId" in own and "emailAddress" in own and bool(others - {own["emailAddress"], None})


def is_foreign_order(records: Records, index: int) -> bool:
    messages = [(one.get("response") or {}).get("message") for one in records]
    given = {message["orderId"] for message in messages if isinstance(message, dict) and "orderId" in message}
    return sent(records[index], "orderId") not in given | {""}


def was_accepted(records: Records) -> bool:
    answers = [one["response"] for endpoint in (ORDER, PAYPAL) for one in calls(records, endpoint)]
    return any(one["result"] == "SUCCESS" and one["message"]["orderStatus"] == "COMPLETE" for one in answers)


def before(records: Records, index: int, endpoint: str, name: str) -> list[str]:
    """The results of earlier calls to an endpoint that send the same value."""
    wanted = sent(records[index], name)
    same = [one for one in calls(records[:index], endpoint) if wanted and sent(one, name) == wanted]
    return [one["response"]["result"] for one in same]


def has_clicks(records: Records, index: int) -> bool:
    return bool(calls(records, CLICK))


def lacks_upsell_click(records: Records, index: int) -> bool:
    since = max(
        (at for at, one in enumerate(records[:index]) if calls([one], UPSALE) or calls([one], ORDER)),
        default=0,
    )
    clicks = calls(records[since:index], CLICK)
    return has_clicks(records, index) and not any(
        "upsell" in one["params"].get("pageType", "") for one in clicks
    )


DOCUMENTED = {
    "email": "emailAddress",
    "cvv": "cardSecurityCode",
    "shipZip": "shipPostalCode",
    "previousOrderId": "orderId",
}
"""The invented names that the faults use."""

CONDITIONS: Mapping[str, Condition] = {
    "CLK-001": Condition("no click at all", lambda records, index: not calls(records, CLICK)),
    "CLK-002": in_form("no requestUri", lambda params: "requestUri" not in params),
    "CLK-003": in_form(
        "requestUri plain and with one parameter, beside c1",
        lambda params: (
            bool(re.fullmatch(r"\w+://[^?]*\?[^&%]*", params.get("requestUri", ""))) and "c1" in params
        ),
    ),
    "CLK-004": in_form("no userAgent", lambda params: "userAgent" not in params),
    "CLK-005": in_form(
        "utm_ in requestUri and none in httpReferer",
        lambda params: "utm_" in params.get("requestUri", "") and "utm_" not in params.get("httpReferer", ""),
    ),
    "CLK-006": in_form(
        "affid, or a placeholder, in requestUri or what spilled from it",
        lambda params: re.search(r"affid|\{\{", " ".join(params.values())) is not None,
    ),
    "CLK-007": in_form("no documented pageType", lambda params: params.get("pageType") not in PAGE_TYPES),
    "CLK-008": in_form(
        "requestUri with encoded :// at its head, or joined by encoded ampersands alone",
        lambda params: re.match(r"\w+%3A|[^&]*%26", params.get("requestUri", "")) is not None,
    ),
    "CLK-010": Condition(
        "no ipAddress, in a call that no browser makes and that is no JSON body",
        lambda records, index: is_by_server(records, index) and not sent(records[index], "ipAddress"),
    ),
    "SES-001": Condition("no sessionId after the first click, and no new session", lacks_session),
    "SES-002": Condition(
        "a click without sessionId starts a new session, and the same person goes on", starts_session
    ),
    "SES-003": Condition("a sessionId that no click returned, and a first click", is_unknown_session),
    "SES-004": Condition(
        "a sessionId that is not 32 hexadecimal digits",
        lambda records, index: re.fullmatch(r"[0-9a-f]{32}|", sent(records[index], "sessionId")) is None,
    ),
    "SES-005": Condition("the sessionId was sent with another e-mail address before", is_shared),
    "LEA-001": in_form("something required is missing"),
    "LEA-002": in_form("no orderId", lambda params: "orderId" not in params),
    "LEA-004": Condition("an orderId that no answer gave", is_foreign_order),
    "ORD-002": in_form("no orderId", lambda params: "orderId" not in params),
    "ORD-003": Condition("a click at all (else CLK-001)", has_clicks),
    "ORD-005": in_form("no product, or a gap"),
    "ORD-006": in_form("no delivery address"),
    "ORD-007": in_form(
        "a card field missing or malformed",
        lambda params: (
            not re.fullmatch(
                r"\d{2} \d{4} \d{13,19} \d{3}",
                " ".join(
                    params.get(f"card{name}", "") for name in ("Month", "Year", "Number", "SecurityCode")
                ),
            )
        ),
    ),
    "PPL-001": Condition(
        "an answer with a paypalUrl",
        lambda records, index: "paypalUrl" in records[index]["response"]["message"],
    ),
    "PPL-002": Condition(
        "an order before that says how it is paid, or was answered MERC_REDIRECT",
        lambda records, index: any(
            sent(one, "paySource") or one["response"]["result"] == "MERC_REDIRECT"
            for one in calls(records[:index], ORDER)[-1:]
        ),
    ),
    "PPL-003": in_form("no token or payerId"),
    "UPS-001": in_form("no orderId", lambda params: "orderId" not in params),
    "UPS-002": Condition("clicks, but none of an upsell page since the last sale", lacks_upsell_click),
    "UPS-003": Condition(
        "no order accepted before", lambda records, index: not was_accepted(records[:index])
    ),
    "UPS-005": in_form("card data"),
    "UPS-006": Condition(
        "the product was upsold before, and not refused",
        lambda records, index: "SUCCESS" in before(records, index, UPSALE, "productId"),
    ),
    "CNF-003": Condition(
        "the same orderId was confirmed before",
        lambda records, index: bool(before(records, index, CONFIRM, "orderId")),
    ),
    "CNF-004": in_form("no orderId", lambda params: "orderId" not in params),
    "THX-001": Condition("a click at all (else CLK-001)", has_clicks),
    "TRN-002": in_form(
        "an invented name, and not the documented one",
        lambda params: any(name in params and right not in params for name, right in DOCUMENTED.items()),
    ),
    "TRN-001": Condition("something in the body", lambda records, index: is_json(records[index])),
    "RES-003": Condition(
        "an answer MERC_REDIRECT",
        lambda records, index: records[index]["response"]["result"] == "MERC_REDIRECT",
    ),
    "RES-001": Condition(
        "an order refused, and none accepted",
        lambda records, index: records[index]["response"]["result"] == "ERROR" and not was_accepted(records),
    ),
}
"""For every rule whose fault another one can end."""
