"""Clients that know nothing of this project run a whole funnel here, each in its own habits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.konnektive.commands.test_sandbox import started
from tests.konnektive.sandbox.selling import sandbox
from tests.konnektive.sandbox.serving import served, session

CLIENTS = Path(__file__).parent / "clients"


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_a_node_client_that_takes_only_a_host_over_https(tmp_path: Path) -> None:
    with started(tmp_path, "--tls") as port:
        trust = {"NODE_EXTRA_CA_CERTS": str(tmp_path / "data" / "sandbox-certificate.pem")}
        done = subprocess.run(
            ["node", str(CLIENTS / "host_only.mjs"), "localhost", str(port)],
            env=os.environ | trust,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "declined": "Transaction Declined: Card Declined",
        "sold": "COMPLETE",
        "items": 2,
        "again": "This upsale was already taken.",
        "read": "COMPLETE",
        "same": True,
        "affId": "AF54B33412",
    }


def test_the_vendors_form_code() -> None:
    """konnektiveSDK.php: multipart bodies, the old click path, orderItems as JSON, PayPal's legacy return."""
    with served(sandbox()) as origin:

        def curl(path: str, **params: str) -> dict[str, Any]:
            fields = {"loginId": "demo", "password": "demo", "campaignId": "1"} | params
            parts = {name: (None, value) for name, value in fields.items()}
            answer = session().post(f"{origin}/konnektive/{path}", files=parts)
            return answer.json()  # type: ignore[no-any-return]

        page = {"requestUri": "https://lp.example.com/?affId=AF54B33412", "userAgent": "Mozilla/5.0"}
        click = curl("landingpages/clicks/import/2/", pageType="checkoutPage", **page)["message"]
        buyer = {"firstName": "Probe", "lastName": "Buyer", "emailAddress": "buyer@example.com"}
        lead = curl("leads/import/", sessionId=click["sessionId"], **buyer)["message"]
        address = {"address1": "1 Main St", "city": "Austin", "postalCode": "78701", "country": "US"}
        cart = {"orderId": lead["orderId"], "sessionId": click["sessionId"], "orderItems": '{"101":1}'}
        paypal = {"paySource": "PAYPAL", "paypalBillerId": "1", "salesUrl": "https://lp.example.com/checkout"}
        waiting = curl("order/import/", billShipSame="1", **cart, **paypal, **address)["message"]
        page_url = waiting["paypalUrl"]
        token = page_url.rpartition("token=")[2]
        sent_back = session().post(
            page_url, data={"token": token, "choice": "approve"}, allow_redirects=False
        )
        back = dict(pair.split("=") for pair in sent_back.headers["location"].partition("?")[2].split("&"))
        confirmed = curl("transactions/confirmPaypal", token=back["token"], payerId=back["PayerID"], **cart)[
            "message"
        ]
        assert (confirmed["orderId"], confirmed["orderStatus"]) == (lead["orderId"], "COMPLETE")
        upsold = curl("upsale/import/", orderId=lead["orderId"], product1_id="102", product1_qty="1")[
            "message"
        ]
        assert [item["productId"] for item in upsold["items"]] == ["101", "102"]
        assert curl("order/confirm/", orderId=lead["orderId"])["result"] == "SUCCESS"
