"""Faults put into clean visits on purpose: for each rule, where it applies and which record it breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from tests.konnektive.audit.recorded import (
    CLICK,
    CONFIRM,
    LEAD,
    ORDER,
    PAYPAL,
    UPSALE,
    Record,
    copied,
    success,
)

Fault = Callable[[list[Record]], int | None]
"""Breaks the records in place; the index of the one a finding must point at, None where it does not fit."""


def at(records: Sequence[Record], endpoint: str, page: str = "", nth: int = 0) -> int | None:
    found = [
        index
        for index, record in enumerate(records)
        if record.get("meant", record.get("endpoint")) == endpoint
        and (not page or record["params"].get("pageType") == page)
    ]
    return found[nth] if -len(found) <= nth < len(found) else None


def remove(records: list[Record], *indexes: int) -> None:
    for index in sorted(indexes, reverse=True):
        del records[index]


def dropping(endpoint: str, *names: str, nth: int = 0) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint, nth=nth)
        if index is None or not any(name in records[index]["params"] for name in names):
            return None
        for name in names:
            records[index]["params"].pop(name, None)
        return index

    return fault


def setting(endpoint: str, nth: int = 0, **params: str) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint, nth=nth)
        if index is not None:
            records[index]["params"] |= params
        return index

    return fault


def of_card(**params: str) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, ORDER)
        if index is None or records[index]["params"]["paySource"] != "CREDITCARD":
            return None
        records[index]["params"] |= params
        return index

    return fault


def renaming(endpoint: str, old: str, new: str) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint)
        if index is None or old not in records[index]["params"]:
            return None
        records[index]["params"][new] = records[index]["params"].pop(old)
        return index

    return fault


def inserted(records: list[Record], after: int, **changed: Any) -> int:
    """A copy of a record right after it."""
    copy = copied([records[after]])[0]
    copy["time"] = (datetime.fromisoformat(copy["time"]) + timedelta(seconds=0.5)).isoformat()
    copy.update(changed)
    records.insert(after + 1, copy)
    return after + 1


def no_click(records: list[Record]) -> int | None:
    rest = [record for record in records if record.get("endpoint") != CLICK]
    if not any("endpoint" in record for record in rest):
        return None
    records[:] = rest
    return next(index for index, record in enumerate(rest) if "endpoint" in record)


def spilled(records: list[Record]) -> int | None:
    """What follows the landing URL's first & arrives as the click's own parameters."""
    first = at(records, CLICK)
    params = records[first]["params"] if first is not None else {}
    uri, _, rest = params.get("requestUri", "").partition("&")
    if not rest:
        return None
    params |= dict(parse_qsl(rest)) | {"requestUri": uri}
    return first


def in_uri(change: Callable[[str], str]) -> Fault:
    """Changes the landing URL that the first click reports."""

    def fault(records: list[Record]) -> int | None:
        first = at(records, CLICK)
        uri = records[first]["params"].get("requestUri", "") if first is not None else ""
        if change(uri) == uri:
            return None
        records[first]["params"]["requestUri"] = change(uri)
        return first

    return fault


def encoded(uri: str) -> str:
    return uri.replace("%", "%25").replace("://", "%3A%2F%2F").replace("&", "%26")


def joined_by_encoded(records: list[Record]) -> int | None:
    first = at(records, CLICK)
    if first is None or "requestUri" not in records[first]["params"]:
        return None
    records[first]["params"]["requestUri"] = "https://mylander.example/?affId=AF54B33412%26c1%3Dfb%26c2%3D5"
    return first


def no_session(endpoint: str, nth: int) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint, nth=nth)
        if index is None or "sessionId" not in records[index]["params"]:
            return None
        del records[index]["params"]["sessionId"]
        return index

    return fault


def new_session(records: list[Record]) -> int | None:
    """A click after the lead sends no sessionId; the new one is carried on."""
    lead = at(records, LEAD)
    index = next(
        (i for i, r in enumerate(records) if lead is not None and i > lead and r.get("endpoint") == CLICK),
        None,
    )
    if index is None or not any("orderId" in r.get("params", {}) for r in records[index:]):
        return None
    if "sessionId" not in records[index]["params"]:
        return None
    del records[index]["params"]["sessionId"]
    records[index]["response"] = success({"sessionId": "f" * 32})
    for record in records[index + 1 :]:
        if "sessionId" in record.get("params", {}):
            record["params"]["sessionId"] = "f" * 32
        if record.get("endpoint") == CLICK:
            record["response"] = success({"sessionId": "f" * 32})
    return index


def unknown_session(records: list[Record]) -> int | None:
    indexes = [i for i, r in enumerate(records) if "sessionId" in r.get("params", {})]
    for index in indexes:
        records[index]["params"]["sessionId"] = "e" * 32
        if records[index]["endpoint"] == CLICK:
            records[index]["response"] = success({"sessionId": "e" * 31 + "d"})
    return indexes[0] if indexes else None


def unknown_session_once(records: list[Record]) -> int | None:
    index = at(records, ORDER)
    if index is None or not records[index]["params"].get("orderId"):
        return None
    records[index]["params"]["sessionId"] = "e" * 32
    return index


def unknown_session_in_click(records: list[Record]) -> int | None:
    index = at(records, CLICK, "checkoutPage")
    if not index or index + 1 >= len(records):
        return None
    records[index]["params"]["sessionId"] = "e" * 32
    records[index]["response"] = success({"sessionId": "e" * 32})
    return index


def malformed_session(records: list[Record]) -> int | None:
    for record in records:
        if "sessionId" in record.get("params", {}):
            record["params"]["sessionId"] = record["params"]["sessionId"][:30]
        if record.get("endpoint") == CLICK:
            record["response"] = success({"sessionId": record["response"]["message"]["sessionId"][:30]})
    return next((i for i, r in enumerate(records) if "sessionId" in r.get("params", {})), None)


def shared_session(records: list[Record]) -> int | None:
    index = at(records, LEAD, nth=-1)
    if index is None:
        return None
    again = inserted(records, index, response=success({"orderId": "FFFFFFFFF1", "orderStatus": "PARTIAL"}))
    records[again]["params"]["emailAddress"] = "somebody.else@example.com"
    records[again]["params"].pop("orderId", None)
    return again


def lead_again(records: list[Record]) -> int | None:
    index = at(records, LEAD)
    if index is None:
        return None
    again = inserted(records, index, response=success({"orderId": "FFFFFFFFF0", "orderStatus": "PARTIAL"}))
    records[again]["params"].pop("orderId", None)
    return again


def foreign_order(endpoint: str) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint)
        lead = at(records, LEAD)
        if index is None or "orderId" not in records[index]["params"] or (lead is None and endpoint == ORDER):
            return None
        records[index]["params"]["orderId"] = "0123456789"
        return index

    return fault


def without_click(page: str, endpoint: str) -> Fault:
    def fault(records: list[Record]) -> int | None:
        click = at(records, CLICK, page)
        index = at(records, endpoint)
        if not click or index is None or index < click:
            return None
        remove(records, *[i for i, r in enumerate(records) if r.get("params", {}).get("pageType") == page])
        return at(records, endpoint)

    return fault


def twice(endpoint: str, **changed: Any) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint, nth=-1)
        accepted = index is not None and records[index]["response"]["result"] == "SUCCESS"
        if (
            not accepted
            or records[index]["response"]["message"] == {}
            or (
                "paypalUrl" in str(records[index]["response"])
                and records[index]["response"]["message"]["paypalUrl"]
            )
        ):
            return None
        return inserted(records, index, **changed)

    return fault


def paypal_not_confirmed(records: list[Record]) -> int | None:
    index = at(records, PAYPAL)
    if index is None:
        return None
    remove(records, index)
    return at(records, ORDER, nth=-1)


def confirm_paypal_for_card(records: list[Record]) -> int | None:
    index = at(records, ORDER, nth=-1)
    if (
        index is None
        or records[index]["response"]["result"] == "ERROR"
        or records[index]["params"]["paySource"] == "PAYPAL"
    ):
        return None
    again = inserted(records, index, endpoint=PAYPAL)
    kept = ("loginId", "password", "sessionId", "campaignId", "product1_id")
    params = {name: value for name, value in records[again]["params"].items() if name in kept}
    records[again]["params"] = params | {"token": "EC-1", "payerId": "P"}
    records[again]["response"] = {"result": "ERROR", "message": "No PayPal transaction"}
    return again


def upsale_before_order(records: list[Record]) -> int | None:
    """The upsell page and its upsale come before the order."""
    upsale, order = at(records, UPSALE), at(records, ORDER)
    if upsale is None or order is None or records[upsale - 1].get("endpoint") != CLICK:
        return None
    times = [record["time"] for record in records]
    moved = records[upsale - 1 : upsale + 1]
    remove(records, upsale - 1, upsale)
    records[order:order] = moved
    for record, time in zip(records, times, strict=True):
        record["time"] = time
    return order + 1


def declined_and_gone_on(records: list[Record]) -> int | None:
    index = at(records, ORDER, nth=-1)
    redirected = any("MERC_REDIRECT" in str(record.get("response")) for record in records[:index])
    if (
        index is None
        or redirected
        or at(records, PAYPAL) is not None
        or at(records, CLICK, "thankyouPage") is None
    ):
        return None
    records[index]["response"] = {"result": "ERROR", "message": "Transaction Declined: Card Declined"}
    for record in records[index + 1 :]:
        if record.get("endpoint") in (UPSALE, CONFIRM):
            record["response"] = {"result": "ERROR", "message": "No order"}
    return index


def upsale_declined(records: list[Record]) -> int | None:
    return at(records, UPSALE) if declined_and_gone_on(records) is not None else None


def upsold_twice(records: list[Record]) -> int | None:
    second = at(records, UPSALE, nth=1)
    if second is None:
        return None
    records[second]["params"]["productId"] = records[at(records, UPSALE)]["params"]["productId"]
    return second


def upsale_after_confirm(records: list[Record]) -> int | None:
    upsale, confirm = at(records, UPSALE, nth=-1), at(records, CONFIRM)
    if upsale is None or confirm is None:
        return None
    again = inserted(records, confirm, **{name: records[upsale][name] for name in ("endpoint", "response")})
    records[again]["params"] = records[upsale]["params"] | {"productId": "909"}
    return again


def browser_credentials(records: list[Record]) -> int | None:
    for record in records:
        if "endpoint" in record:
            record["headers"]["Origin"] = "https://mylander.example"
            record["params"] |= {"loginId": "demo", "password": "hunter2"}
    return 0


def browser_credentials_once(records: list[Record]) -> int | None:
    index = len(records) - 1
    records[index]["headers"]["Referer"] = "https://mylander.example/pay"
    records[index]["params"] |= {"loginId": "demo"}
    return index if index else None


def card_in_url(records: list[Record]) -> int | None:
    index = at(records, ORDER)
    if index is None or "cardSecurityCode" not in records[index]["params"]:
        return None
    records[index]["query"] = {"cardSecurityCode": "100"}
    return index


def plain_http(records: list[Record]) -> int | None:
    for record in records:
        if "endpoint" in record:
            record["host"] = "http://api.checkoutchamp.com"
    return 0


def plain_http_once(records: list[Record]) -> int | None:
    calls = [i for i, r in enumerate(records) if "endpoint" in r]
    records[calls[-1]]["host"] = "http://api.checkoutchamp.com"
    return calls[-1]


def as_json(endpoint: str, page: str = "") -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint, page)
        if index is not None:
            records[index]["json"] = True
            records[index]["headers"]["content-type"] = "application/json"
        return index

    return fault


def misspelt_path(endpoint: str, wrong: str) -> Fault:
    def fault(records: list[Record]) -> int | None:
        index = at(records, endpoint)
        if index is not None:
            records[index] |= {"endpoint": wrong, "meant": endpoint}
        return index

    return fault


def slow(records: list[Record]) -> int | None:
    index = len(records) - 1
    records[index]["elapsed_ms"] = 10_001
    return index


def redirect_ignored(records: list[Record]) -> int | None:
    bank = next((i for i, r in enumerate(records) if "bank.example" in r.get("url", "")), None)
    if bank is None:
        return None
    remove(records, bank)
    return at(records[:bank], ORDER, nth=-1)


FAULTS: dict[str, Sequence[Fault]] = {
    "CLK-001": (no_click,),
    "CLK-002": (dropping(CLICK, "requestUri"),),
    "CLK-003": (spilled,),
    "CLK-004": (dropping(CLICK, "userAgent"),),
    "CLK-005": (dropping(CLICK, "httpReferer"), setting(CLICK, httpReferer="https://www.facebook.com/")),
    "CLK-006": (
        in_uri(lambda uri: uri.replace("affId", "affid")),
        in_uri(lambda uri: uri.replace("c1=fb", "c1={{ad.name}}")),
    ),
    "CLK-007": (
        dropping(CLICK, "pageType", nth=-1),
        setting(CLICK, -1, pageType="checkout"),
        setting(CLICK, pageType="presellpage"),
    ),
    "CLK-008": (in_uri(encoded), joined_by_encoded),
    "CLK-010": (dropping(CLICK, "ipAddress"),),
    "SES-001": (
        no_session(CLICK, 1),
        no_session(LEAD, 0),
        no_session(ORDER, 0),
        no_session(UPSALE, 0),
        no_session(CLICK, -1),
    ),
    "SES-002": (new_session,),
    "SES-003": (unknown_session, unknown_session_once, unknown_session_in_click),
    "SES-004": (malformed_session,),
    "SES-005": (shared_session,),
    "LEA-001": (
        dropping(LEAD, "firstName"),
        dropping(LEAD, "campaignId"),
        dropping(LEAD, "emailAddress", "phoneNumber"),
        setting(LEAD, lastName=""),
    ),
    "LEA-002": (lead_again,),
    "LEA-004": (foreign_order(ORDER), foreign_order(UPSALE), foreign_order(CONFIRM)),
    "ORD-002": (dropping(ORDER, "orderId"),),
    "ORD-003": (without_click("checkoutPage", ORDER),),
    "ORD-004": (twice(ORDER),),
    "ORD-005": (
        dropping(ORDER, "product1_id"),
        setting(ORDER, product3_id="103"),
        renaming(ORDER, "product1_id", "product2_id"),
    ),
    "ORD-006": (dropping(ORDER, "shipCity"), setting(ORDER, shipCountry="", billShipSame="0")),
    "ORD-007": (
        of_card(cardMonth="4"),
        of_card(cardYear="31"),
        of_card(cardNumber="4111 1111 1111 1111"),
        dropping(ORDER, "cardSecurityCode"),
    ),
    "PPL-001": (paypal_not_confirmed,),
    "PPL-002": (confirm_paypal_for_card,),
    "PPL-003": (dropping(PAYPAL, "token"), dropping(PAYPAL, "payerId")),
    "UPS-001": (dropping(UPSALE, "orderId"),),
    "UPS-002": (without_click("upsellPage1", UPSALE),),
    "UPS-003": (upsale_before_order, upsale_declined),
    "UPS-005": (setting(UPSALE, cardNumber="4111111111111111"),),
    "UPS-006": (upsold_twice,),
    "CNF-002": (upsale_after_confirm,),
    "CNF-003": (twice(CONFIRM),),
    "CNF-004": (dropping(CONFIRM, "orderId"),),
    "THX-001": (without_click("thankyouPage", CONFIRM),),
    "SEC-001": (browser_credentials, browser_credentials_once),
    "SEC-002": (card_in_url,),
    "SEC-003": (plain_http, plain_http_once),
    "TRN-001": (
        as_json(CLICK),
        as_json(CLICK, "checkoutPage"),
        as_json(LEAD),
        as_json(ORDER),
        as_json(UPSALE),
        as_json(CONFIRM),
    ),
    "TRN-002": (
        renaming(LEAD, "emailAddress", "email"),
        renaming(ORDER, "cardSecurityCode", "cvv"),
        renaming(ORDER, "shipPostalCode", "shipZip"),
        renaming(UPSALE, "orderId", "previousOrderId"),
    ),
    "TRN-003": (
        misspelt_path(LEAD, "lead/import"),
        misspelt_path(CLICK, "click/import"),
        misspelt_path(CLICK, "landers/click/import"),
        misspelt_path(UPSALE, "upsell/import"),
        misspelt_path(ORDER, "orders/import"),
    ),
    "RES-001": (declined_and_gone_on,),
    "RES-002": (slow,),
    "RES-003": (redirect_ignored,),
}
"""Every rule of severity error or warn with ways to break it."""
