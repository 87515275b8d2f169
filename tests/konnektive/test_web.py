"""The sandbox over real HTTP: addresses, notations, faults on the wire, the buyer's pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
import requests

from konnektive.sandbox import Sandbox
from konnektive.sandbox.faults import Fault
from tests.konnektive.sandbox.selling import CARD, LOGIN, PERSON, SHIP, sandbox
from tests.konnektive.sandbox.serving import served, session

LEAD = LOGIN | PERSON | {"campaignId": "1"}


@pytest.fixture(scope="module")
def crm() -> Sandbox:
    return sandbox(set_at=None)


@pytest.fixture(scope="module")
def origin(crm: Sandbox) -> Iterator[str]:
    with served(crm) as address:
        yield address


@pytest.mark.parametrize("prefix", ["/konnektive", ""])
@pytest.mark.parametrize("slash", ["/", ""])
def test_the_crm_answers_below_its_prefix_and_at_the_root(origin: str, prefix: str, slash: str) -> None:
    answer = session().post(f"{origin}{prefix}/leads/import{slash}", data=LEAD)
    assert (answer.status_code, answer.json()["result"]) == (200, "SUCCESS")
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path", ["/konnektive//leads//import//", "//konnektive/leads/import", "//leads//import/"]
)
def test_repeated_slashes_are_one(origin: str, path: str) -> None:
    answer = session().post(f"{origin}{path}", data=LEAD)
    assert (answer.status_code, answer.json()["result"]) == (200, "SUCCESS")


def test_query_form_and_multipart_are_read_alike(origin: str) -> None:
    url, client = f"{origin}/konnektive/leads/import/", session()
    answers = [
        client.get(url, params=LEAD),
        client.post(url, params=LEAD),
        client.post(url, data=LEAD),
        client.post(url, params={"loginId": "nobody"}, data=LEAD),
        client.post(url, files={name: (None, value) for name, value in LEAD.items()}),
    ]
    assert [answer.json()["result"] for answer in answers] == ["SUCCESS"] * 5
    assert len({answer.json()["message"]["lastName"] for answer in answers}) == 1


def test_names_in_any_alphabet_come_back_as_they_were_sent(origin: str) -> None:
    sent = LEAD | {"firstName": "Zoë & Ñandú + 日本", "lastName": "100%"}
    answer = session().post(f"{origin}/konnektive/leads/import/", data=sent).json()["message"]
    assert (answer["firstName"], answer["lastName"]) == (sent["firstName"], sent["lastName"])


def test_a_json_body_is_refused_in_the_vendors_words_and_the_reason_is_told(origin: str) -> None:
    answer = session().post(f"{origin}/konnektive/leads/import/", json=LEAD)
    assert answer.json()["message"].startswith("Could not authenticate credentials")
    assert "JSON body is not read" in answer.headers["x-funnelscope-note"]


def test_a_note_that_quotes_what_was_sent_stays_one_header(origin: str) -> None:
    sent = LOGIN | {"pageType": "leadPage", "sessionId": "a\r\nx-injected: 1\u00e9"}
    answer = session().post(f"{origin}/konnektive/landers/clicks/import/", data=sent)
    assert "x-injected" not in answer.headers and answer.json()["result"] == "SUCCESS"
    assert "a??x-injected: 1?" in answer.headers["x-funnelscope-note"]


def test_wrong_paths_are_named_at_the_root_too(origin: str) -> None:
    for address in ("/konnektive/lead/import/", "/lead/import"):
        message = session().post(origin + address, data=LEAD).json()["message"]
        assert message == "No endpoint lead/import; did you mean leads/import?"
    assert session().get(f"{origin}/walk").status_code == 404, "a page of the dashboard is not the sandbox's"


def test_alone_the_sandbox_answers_every_path() -> None:
    with served(sandbox(), alone=True) as address:
        assert session().get(f"{address}/anything").json()["result"] == "ERROR"


def test_a_browser_on_another_origin_may_call(origin: str) -> None:
    url, client = f"{origin}/konnektive/leads/import/", session()
    asked = client.options(url, headers={"origin": "http://shop.example.com"})
    answered = client.post(url, data=LEAD, headers={"origin": "http://shop.example.com"})
    assert asked.headers["access-control-allow-origin"] == "*"
    assert answered.headers["access-control-allow-origin"] == "*"


def order(origin: str, **params: str) -> requests.Response:
    client = session()
    partial = client.post(f"{origin}/konnektive/leads/import/", data=LEAD).json()["message"]["orderId"]
    wanted = LOGIN | SHIP | CARD | {"campaignId": "1", "orderId": partial, "product1_id": "101"} | params
    return client.post(f"{origin}/konnektive/order/import/", data=wanted)


@pytest.mark.parametrize(
    ("choice", "way_back"), [("approve", "paypalAccept=1"), ("cancel", "paypalCancel=1")]
)
def test_the_paypal_page_sends_the_buyer_back_to_the_shop(origin: str, choice: str, way_back: str) -> None:
    url = order(origin, paySource="PAYPAL", salesUrl="https://shop.example.com/checkout").json()["message"][
        "paypalUrl"
    ]
    assert url.startswith(f"{origin}/konnektive/checkout/paypal?token=")
    page = session().get(url)
    assert page.status_code == 200 and "Approve" in page.text
    token = url.rpartition("=")[2]
    sent = session().post(url, data={"token": token, "choice": choice}, allow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith(f"https://shop.example.com/checkout?{way_back}&token={token}")


def test_an_address_with_anything_in_it_still_leads_back(origin: str) -> None:
    sales = "https://shop.example.com/kasse?a=\u00e9\r\nx-injected: 1"
    url = order(origin, paySource="PAYPAL", salesUrl=sales).json()["message"]["paypalUrl"]
    form = {"token": url.rpartition("=")[2], "choice": "cancel"}
    sent = session().post(url, data=form, allow_redirects=False)
    assert sent.status_code == 303 and "x-injected" not in sent.headers
    assert sent.headers["location"].startswith("https://shop.example.com/kasse?a=%C3%A9%0D%0A")


def test_the_bank_page_posts_the_order_to_the_shop(origin: str, crm: Sandbox) -> None:
    answer = order(origin, redirectsTo="https://shop.example.com/upsell").json()
    assert answer["result"] == "MERC_REDIRECT"
    url = answer["message"]["url"]
    page = session().post(url, data={"token": url.rpartition("=")[2], "choice": "approve"})
    assert 'action="https://shop.example.com/upsell"' in page.text and "orderData" in page.text


def test_an_unknown_token_is_told_to_the_buyer(origin: str) -> None:
    assert session().get(f"{origin}/konnektive/checkout/paypal?token=EC-NONE").status_code == 404


@pytest.fixture()
def faulty() -> Iterator[tuple[Sandbox, str]]:
    crm = sandbox()
    with served(crm) as address:
        yield crm, f"{address}/konnektive/leads/import/"


def test_a_fault_can_answer_500_or_html(faulty: tuple[Sandbox, str]) -> None:
    crm, url = faulty
    crm.set(faults=(Fault("500"),))
    assert session().post(url, data=LEAD).status_code == 500
    crm.set(faults=(Fault("html"),))
    answer = session().post(url, data=LEAD)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html")
    assert not crm.account.orders, "neither acts on the call"


def test_a_fault_can_cut_the_json_or_the_connection(faulty: tuple[Sandbox, str]) -> None:
    crm, url = faulty
    crm.set(faults=(Fault("truncated", nth=1), Fault("dropped", nth=2)))
    with pytest.raises(requests.exceptions.JSONDecodeError):
        session().post(url, data=LEAD).json()
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        session().post(url, data=LEAD)
    assert session().post(url, data=LEAD).json()["result"] == "SUCCESS"
    assert len(crm.account.orders) == 3, "all were acted on"


def test_a_fault_can_delay_and_time_out(faulty: tuple[Sandbox, str]) -> None:
    crm, url = faulty
    crm.set(faults=(Fault("delay", seconds=0.2),))
    assert session().post(url, data=LEAD).elapsed.total_seconds() >= 0.2
    crm.set(faults=(Fault("timeout"),))
    with pytest.raises(requests.exceptions.ReadTimeout):
        session().post(url, data=LEAD, timeout=0.2)


def test_a_fault_can_act_twice(faulty: tuple[Sandbox, str]) -> None:
    crm, url = faulty
    crm.set(faults=(Fault("duplicate"),))
    session().post(url, data=LEAD)
    assert len(crm.account.orders) == 2


FORM = urlencode(LEAD).encode()
ASKED = b"POST /leads/import/ HTTP/%s\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SIZED = b"Content-Length: %d\r\n" % len(FORM)
LAST = b"Connection: close\r\n"
ON_THE_WIRE = {
    "HTTP/1.0": [ASKED % b"1.0" + SIZED + b"\r\n" + FORM],
    "one after another without waiting": [
        ASKED % b"1.1" + SIZED + b"\r\n" + FORM + ASKED % b"1.1" + SIZED + LAST + b"\r\n" + FORM
    ],
    "chunks": [
        ASKED % b"1.1" + LAST + b"Transfer-Encoding: chunked\r\n\r\n",
        b"5\r\n" + FORM[:5] + b"\r\n",
        b"%x\r\n" % len(FORM[5:]) + FORM[5:] + b"\r\n0\r\n\r\n",
    ],
    "Expect": [ASKED % b"1.1" + SIZED + LAST + b"Expect: 100-continue\r\n\r\n", FORM],
}


@pytest.mark.parametrize("way", ON_THE_WIRE)
def test_a_call_may_come_in_any_way_that_http_knows(origin: str, way: str) -> None:
    heard = b""
    with socket.create_connection(("127.0.0.1", urlsplit(origin).port or 0), timeout=5) as peer:
        for part in ON_THE_WIRE[way]:
            peer.sendall(part)
        while some := peer.recv(65536):
            heard += some
    assert heard.count(b'"result":"SUCCESS"') == sum(part.count(b"POST ") for part in ON_THE_WIRE[way])
