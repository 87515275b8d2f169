"""A transport for `requests` that answers from a sandbox in this process: no socket, the same client code."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from konnektive.request_parameters import read_parameters
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.sandbox import Sandbox

SANDBOX_URL = "http://sandbox.invalid/konnektive"
"""A base URL that can never leave the process: mount the adapter there."""
PREFIX = "/konnektive"
_UNFIT = re.compile(r"[^ -~]")


class SandboxAdapter(BaseAdapter):
    """`session.mount(SANDBOX_URL, SandboxAdapter(sandbox))` is all that sandbox and live differ by."""

    def __init__(self, sandbox: Sandbox, *, source: str = "walk") -> None:
        super().__init__()
        self.sandbox = sandbox
        self.source = source

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The sandbox's answer as a response; a fault that breaks the network breaks it here too."""
        address = urlsplit(str(request.url))
        read = read_parameters(address.query, _body(request), str(request.headers.get("content-type", "")))
        answered = self.sandbox.answer(
            str(request.method),
            address.path.removeprefix(PREFIX),
            read.params,
            json_body=read.json_body,
            source=self.source,
            base_url=f"{address.scheme}://{address.netloc}{PREFIX}",
        )
        _wait(answered.delay, timeout)
        return _response(request, answered)

    def close(self) -> None:
        """Nothing is held open."""


def _body(request: requests.PreparedRequest) -> bytes:
    body = request.body or b""
    return body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else b"".join(body)


def _wait(delay: float, timeout: Any) -> None:
    patience = timeout[1] if isinstance(timeout, tuple) else timeout
    if patience is not None and delay > patience:
        time.sleep(patience)
        raise requests.exceptions.ReadTimeout(f"No answer within {patience:g} s.")
    if delay:
        time.sleep(delay)


def _response(request: requests.PreparedRequest, answered: Answered) -> requests.Response:
    if answered.cut_after is not None:
        raise requests.exceptions.ConnectionError("The connection was dropped.")
    response = requests.Response()
    response.status_code = answered.status
    response.headers = CaseInsensitiveDict({"content-type": answered.content_type, **note_headers(answered)})
    response.encoding = "utf-8"
    response.raw = BytesIO(answered.body)
    response.url = str(request.url)
    response.request = request
    return response


def note_headers(answered: Answered) -> dict[str, str]:
    """The notes as a header: the body stays what the CRM would send."""
    if not answered.notes:
        return {}
    # A note may quote what was sent: nothing in it may end the header.
    return {"x-funnelscope-note": _UNFIT.sub("?", " ".join(answered.notes))}
