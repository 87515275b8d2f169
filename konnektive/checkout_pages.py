"""The small pages that stand for PayPal's and the bank's, where a buyer approves or cancels."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import msgspec

from faces import Answer, Request
from konnektive.request_parameters import read_parameters
from konnektive.sandbox.account import Account
from konnektive.sandbox.clock import stamp
from konnektive.sandbox.money import decimal
from konnektive.sandbox.returning import Return
from konnektive.sandbox.sandbox import Sandbox
from konnektive.sandbox.state import Approval

PATHS = ("checkout/paypal", "checkout/3ds")
IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=-._~"
"""What an address may hold as it stands; all else is encoded, so that none ends the header."""
HEADERS = {"content-type": "text/html; charset=utf-8", "cache-control": "no-store"}

PAGE = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto; padding: 0 1.25rem; }}
h1 {{ font-size: 1.35rem; margin: 0 0 .25rem; }}
p {{ margin: .25rem 0 1.25rem; opacity: .8; }}
dl {{ display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.5rem; }}
dt {{ opacity: .65; }} dd {{ margin: 0; font-variant-numeric: tabular-nums; }}
button {{ font: inherit; padding: .6rem 1.1rem; border-radius: .5rem; border: 1px solid currentColor;
  background: none; color: inherit; cursor: pointer; }}
button[value=approve] {{ background: #1f5fd0; border-color: #1f5fd0; color: #fff; }}
</style>
<h1>{title}</h1>
{body}
</html>"""


async def checkout(sandbox: Sandbox, request: Request) -> Answer:
    """Show the page, or carry out what the buyer chose."""
    read = read_parameters(request.query, request.body, request.header("content-type"))
    token = read.params.get("token", "")
    # A reset puts another account in this one's place at any moment.
    account = sandbox.account
    approval = account.approvals.get(token)
    if approval is None:
        return _nobody()
    if request.method == "POST" and read.params.get("choice") in ("approve", "cancel"):
        back = sandbox.come_back(token, approved=read.params["choice"] == "approve")
        return _sent_back(back) if back else _nobody()
    return _choice(account, approval)


def _nobody() -> Answer:
    told = "<p>This token is unknown. The sandbox may have been reset.</p>"
    return _page("Nobody is waiting here", told, 404)


def _choice(account: Account, approval: Approval) -> Answer:
    bank = approval.kind == "3ds"
    title = "Your bank asks (sandbox)" if bank else "Pay with PayPal (sandbox)"
    order = account.orders[approval.orderId]
    about = "Confirm that it is you." if bank else "No money moves; this page stands for PayPal's."
    rows = {
        "Order": order.orderId,
        "Buyer": order.fields.get("emailAddress", ""),
        "Placed": stamp(order.created),
    }
    if order.items:
        rows["Amount"] = f"{decimal(order.total)} {order.currency}"
    details = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows.items() if value
    )
    if approval.state != "open":
        return _page(title, f"<p>This was {escape(approval.state)} already.</p><dl>{details}</dl>")
    form = (
        f'<form method="post"><input type="hidden" name="token" value="{escape(approval.token)}">'
        '<button name="choice" value="approve" autofocus>Approve</button> '
        '<button name="choice" value="cancel">Cancel</button></form>'
    )
    return _page(title, f"<p>{about}</p><dl>{details}</dl>{form}")


def _sent_back(back: Return) -> Answer:
    """Legacy and refusals go by address; the direct workflow posts orderData to redirectsTo (vendor)."""
    if not back.url.startswith(("http://", "https://")):
        return _page("Done", "<p>The call named no page to come back to (salesUrl or redirectsTo).</p>")
    if back.order is None:
        return Answer(303, b"", {"location": quote(back.url, safe=IN_ADDRESSES)})
    data = escape(msgspec.json.encode(back.order).decode())
    return _page(
        "Back to the shop",
        f'<form method="post" action="{escape(back.url)}">'
        f'<input type="hidden" name="orderData" value="{data}">'
        "<p>If nothing happens, go on yourself.</p><button>Continue</button></form>"
        "<script>document.forms[0].submit()</script>",
    )


def _page(title: str, body: str, status: int = 200) -> Answer:
    return Answer(status, PAGE.format(title=escape(title), body=body).encode(), HEADERS)
