"""The floor: Starlette and uvicorn answering one form POST with an id, and nothing else."""

from __future__ import annotations

from itertools import count
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

LEADS: dict[str, dict[str, str]] = {}
_numbers = count(1)
_ECHOED = ("sessionId", "firstName", "lastName", "emailAddress")


async def lead(request: Request) -> Response:
    """Check, keep in a dict, answer."""
    fields = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    if not all(fields.get(name) for name in ("loginId", "password", "campaignId")):
        return Response(b'{"result":"ERROR","message":"missing"}', media_type="application/json")
    number = next(_numbers)
    order = f"{number:010X}"
    LEADS[order] = fields
    message = {"orderId": order, "customerId": number, "orderStatus": "PARTIAL"}
    message |= {name: fields.get(name) for name in _ECHOED}
    body = msgspec.json.encode({"result": "SUCCESS", "message": message})
    return Response(body, media_type="application/json")


app = Starlette(routes=[Route("/leads/import/", lead, methods=["POST"])])
