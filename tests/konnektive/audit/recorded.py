"""Recorded visits to test the audit with: clean ones of every shape, and the kinds of file they come in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any
from urllib.parse import urlencode

HOST = "https://api.checkoutchamp.com"
CLICK, LEAD, ORDER = "landers/clicks/import", "leads/import", "order/import"
PAYPAL, UPSALE, CONFIRM = "transactions/confirmPaypal", "upsale/import", "order/confirm"
START = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)
LANDING = (
    "https://mylander.example/nutra/?affId=AF54B33412&c1=fb&c2=5000234"
    "&utm_source=facebook&utm_campaign=spring%26summer&back=https%3A%2F%2Fx.example%2F%3Fa%3D1%26c1%3D2"
)

Record = dict[str, Any]
"""A line of JSON lines, but with `params` and `endpoint` instead of body and url until it is written."""


class Visitor:
    """Makes the calls of one clean visit, one after the other."""

    def __init__(self, seed: int = 1, *, browser: bool = False, start: datetime = START) -> None:
        self.session = md5(f"session {seed}".encode()).hexdigest()
        self.order_id = md5(f"order {seed}".encode()).hexdigest()[:10].upper()
        self.email = f"buyer{seed}@example.com"
        self.browser = browser
        self.time = start + timedelta(seconds=seed)
        self.records: list[Record] = []
        self.has_order_id = False

    def call(self, endpoint: str, params: Mapping[str, str], answer: Any) -> Record:
        self.time += timedelta(seconds=20)
        headers = {"content-type": "application/x-www-form-urlencoded"}
        if self.browser:
            headers["Origin"] = "https://mylander.example"
        record = {
            "time": self.time.isoformat(),
            "elapsed_ms": 321.5,
            "method": "POST",
            "endpoint": endpoint,
            "host": HOST,
            "headers": headers,
            "params": {} if self.browser else {"loginId": "demo", "password": "demo"},
            "status": 200,
            "response": answer,
        }
        record["params"] |= params
        self.records.append(record)
        return record

    def click(self, page: str) -> None:
        first = not self.records
        params = {"pageType": page, "campaignId": "1"}
        if first:
            params |= {
                "requestUri": LANDING,
                "userAgent": "Mozilla/5.0 (Macintosh)",
                "ipAddress": "203.0.113.9",
                "httpReferer": LANDING,
            }
        else:
            params["sessionId"] = self.session
        self.call(CLICK, params, success({"sessionId": self.session}))

    def ids(self) -> dict[str, str]:
        return {"sessionId": self.session} | ({"orderId": self.order_id} if self.has_order_id else {})

    def person(self) -> dict[str, str]:
        return {
            "firstName": "Ann",
            "lastName": "Lee",
            "emailAddress": self.email,
            "phoneNumber": "5551234567",
        }

    def lead(self) -> None:
        params = {**self.person(), "campaignId": "1", **self.ids()}
        self.has_order_id = True
        self.call(LEAD, params, success({"orderId": self.order_id, "orderStatus": "PARTIAL"}))

    def order(self, answer: Any = None, **changed: str) -> None:
        params = {
            **self.ids(),
            **self.person(),
            "campaignId": "1",
            "product1_id": "101",
            "product1_qty": "1",
            "shipAddress1": "1 Main St",
            "shipCity": "Springfield",
            "shipState": "IL",
            "shipPostalCode": "62701",
            "shipCountry": "US",
            "paySource": "CREDITCARD",
            "cardNumber": "4111111111111111",
            "cardMonth": "04",
            "cardYear": "2031",
            "cardSecurityCode": "100",
        } | changed
        if changed.get("paySource") == "PAYPAL":
            for name in ("cardNumber", "cardMonth", "cardYear", "cardSecurityCode"):
                del params[name]
        complete = success(
            {"orderId": self.order_id, "orderStatus": "COMPLETE", "paypalUrl": None, "items": []}
        )
        self.call(ORDER, params, answer or complete)
        self.has_order_id = True

    def declined(self) -> None:
        self.order({"result": "ERROR", "message": "Transaction Declined: Card Declined"})

    def paypal(self) -> None:
        waiting = {
            "orderId": self.order_id,
            "orderStatus": "PARTIAL",
            "paypalUrl": "https://www.paypal.com/x",
        }
        self.order(success(waiting), paySource="PAYPAL", paypalBillerId="7", salesUrl="https://s.example/c")

    def confirm_paypal(self) -> None:
        params = {**self.ids(), "token": "EC-1", "payerId": "P1", "campaignId": "1", "product1_id": "101"}
        self.call(PAYPAL, params, success({"orderId": self.order_id, "orderStatus": "COMPLETE"}))

    def redirected(self) -> None:
        answer = {"result": "MERC_REDIRECT", "message": {"url": "https://bank.example/3ds?x=1"}}
        self.order(answer, redirectsTo="https://s.example/u", errorRedirectsTo="https://s.example/c")
        if self.browser:
            self.time += timedelta(seconds=1)
            visit = {"time": self.time.isoformat(), "method": "GET", "url": "https://bank.example/3ds?x=1"}
            self.records.append({**visit, "headers": {}, "body": "", "status": 200, "response": None})

    def upsale(self, product: str, answer: Any = None) -> None:
        params = {**self.ids(), "productId": product, "productQty": "1"}
        self.call(UPSALE, params, answer or success({"orderId": self.order_id, "orderStatus": "COMPLETE"}))

    def confirm(self) -> None:
        self.call(CONFIRM, {"orderId": self.order_id}, success("Order confirmed"))


def success(message: Any) -> dict[str, Any]:
    return {"result": "SUCCESS", "message": message}


SHAPES: dict[str, str] = {
    "everything": "C:presellPage C:leadPage L C:checkoutPage L O C:upsellPage1 U:102 C:upsellPage2 U:103 "
    "C:thankyouPage F",
    "no presell": "C:leadPage L C:checkoutPage O C:thankyouPage F",
    "one page checkout": "C:checkoutPage O C:thankyouPage F",
    "checkout with lead": "C:checkoutPage L L O C:upsellPage1 U:102 C:thankyouPage F",
    "no confirm": "C:presellPage C:checkoutPage O C:upsellPage1 C:thankyouPage",
    "upsells refused": "C:leadPage L C:checkoutPage O C:upsellPage1 C:upsellPage2 C:thankyouPage F",
    "four upsells": "C:checkoutPage O C:upsellPage1 U:1 C:upsellPage2 U:2 C:upsellPage3 U:3 C:upsellPage4 "
    "U:4 C:thankyouPage F",
    "repeated leads": "C:leadPage L L L C:checkoutPage L O C:thankyouPage F",
    "declined then paid": "C:leadPage L C:checkoutPage D D O C:upsellPage1 U:102 C:thankyouPage F",
    "declined and left": "C:leadPage L C:checkoutPage D",
    "left at presell": "C:presellPage",
    "left at lead": "C:presellPage C:leadPage",
    "left after lead": "C:leadPage L",
    "left at checkout": "C:leadPage L C:checkoutPage",
    "left at upsell": "C:checkoutPage O C:upsellPage1",
    "paypal legacy": "C:leadPage L C:checkoutPage P Q C:upsellPage1 U:102 C:thankyouPage F",
    "paypal abandoned": "C:leadPage L C:checkoutPage P",
    "paypal then card": "C:leadPage L C:checkoutPage P O C:upsellPage1 U:102 C:thankyouPage F",
    "card then paypal": "C:leadPage L C:checkoutPage D P Q C:thankyouPage F",
    "three d secure": "C:leadPage L C:checkoutPage R C:upsellPage1 U:102 C:thankyouPage F",
    "three d secure, retried": "C:leadPage L C:checkoutPage R O C:upsellPage1 U:102 C:thankyouPage F",
    "page seen again": "C:presellPage C:leadPage C:leadPage L C:checkoutPage C:checkoutPage O C:thankyouPage",
}
"""Clean visits: nothing at warn or error may be found in them."""


def clean(
    shape: str = "everything", seed: int = 1, *, browser: bool = False, start: datetime = START
) -> list[Record]:
    """The records of one clean visit."""
    visitor = Visitor(seed, browser=browser, start=start)
    makes = {
        "C": visitor.click, "L": visitor.lead, "O": visitor.order, "D": visitor.declined, "P": visitor.paypal,
        "Q": visitor.confirm_paypal, "R": visitor.redirected, "U": visitor.upsale, "F": visitor.confirm,
    }  # fmt: skip
    for step in SHAPES[shape].split():
        name, _, value = step.partition(":")
        makes[name](*([value] if value else []))
    return visitor.records


def line(record: Record) -> dict[str, Any]:
    """The record as a line of JSON lines."""
    if "endpoint" not in record:
        return {"time": None, "elapsed_ms": None, **record}
    written = {
        name: value
        for name, value in record.items()
        if name not in ("endpoint", "meant", "host", "params", "query", "json")
    }
    url = f"{record['host']}/{record['endpoint']}/"
    if record.get("query"):
        url += "?" + urlencode(record["query"])
    body = json.dumps(record["params"]) if record.get("json") else urlencode(record["params"])
    return {**written, "url": url, "body": body}


def json_lines(records: Iterable[Record]) -> bytes:
    return "\n".join(json.dumps(line(record)) for record in records).encode()


def har(records: Iterable[Record]) -> bytes:
    entries = [entry(line(record)) for record in records]
    return json.dumps({"log": {"version": "1.2", "creator": {}, "pages": [], "entries": entries}}).encode()


def entry(written: Mapping[str, Any]) -> dict[str, Any]:
    """A line as an entry of an archive."""
    headers = [{"name": name, "value": value} for name, value in written["headers"].items()]
    content_type = written["headers"].get("content-type", "")
    request = {"method": written["method"], "url": written["url"], "headers": headers, "queryString": []}
    if written["body"]:
        request["postData"] = {"mimeType": content_type, "text": written["body"]}
    answer = written["response"]
    text = answer if isinstance(answer, str) else json.dumps(answer) if answer is not None else ""
    return {
        "startedDateTime": written["time"],
        "time": written["elapsed_ms"] or 1,
        "request": request,
        "response": {"status": written["status"], "content": {"mimeType": "text/html", "text": text}},
        "timings": {},
    }


def curl(records: Iterable[Record]) -> bytes:
    """The records as cURL commands."""
    commands = []
    for record in records:
        written = line(record)
        headers = "".join(f" \\\n  -H '{name}: {value}'" for name, value in written["headers"].items())
        commands.append(f"curl '{written['url']}'{headers} \\\n  --data-raw '{written['body']}'")
    return "\n\n".join(commands).encode()


def numbers(records: Sequence[Record]) -> dict[int, int]:
    """Index of each record that is a call to its number."""
    calls = [index for index, record in enumerate(records) if "endpoint" in record]
    return {index: number for number, index in enumerate(calls, 1)}


def copied(records: Sequence[Record]) -> list[Record]:
    return deepcopy(list(records))
