"""A request as a script: Python and PHP with what they bring along, which change nothing of it."""

from __future__ import annotations

import base64
import re
from urllib.parse import urlsplit

from kartra.inspecting.as_request import AsRequest

_KEYS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\udc80-\udcff]")
_ESCAPED = re.compile(rf"""{_KEYS.pattern}|[\\"$]""")
_COUNTED = frozenset({"POST", "PUT", "PATCH"})
"""Methods whose requests name their length even without a body."""


def python(one: AsRequest) -> str:
    """The request with http.client, which takes an address and repeated headers as they are."""
    address = urlsplit(one.origin)
    kind = "HTTPSConnection" if address.scheme == "https" else "HTTPConnection"
    headers = "".join(
        f"connection.putheader({name!r}, {_python_text(value)})\n" for name, value in one.headers
    )
    counted = "connection.putheader('content-length', str(len(body)))\n"
    return (
        "import http.client\n\n"
        + "".join(f"# {remark}\n" for remark in one.remarks)
        + f"body = {one.body!r}\n"
        f"connection = http.client.{kind}({address.netloc!r}, timeout=30)\n"
        f"connection.putrequest({one.method!r}, {address.path + one.target!r}, skip_accept_encoding=True)\n"
        + headers
        + (counted if one.body or one.method in _COUNTED else "")
        + "connection.endheaders(body)\n"
        "response = connection.getresponse()\n"
        "print(response.status, response.read().decode(errors='replace'))\n"
    )


def php(one: AsRequest) -> str:
    """The request with PHP's cURL."""
    lines = [f"{name}: ".encode() + value if value else f"{name};".encode() for name, value in one.headers]
    if one.body and not one.is_typed:
        lines.append(b"content-type:")
    headers = "".join(f"        {_php_text(line)},\n" for line in lines)
    options = f"    CURLOPT_CUSTOMREQUEST => {_php_text(one.method.encode())},\n"
    options += f"    CURLOPT_HTTPHEADER => [\n{headers}    ],\n"
    if one.body:
        options += f"    CURLOPT_POSTFIELDS => {_php_body(one)},\n"
    elif one.method == "HEAD":
        options += "    CURLOPT_NOBODY => true,\n"
    options += "    CURLOPT_PATH_AS_IS => true,\n" if one.has_dots else ""
    return (
        "<?php\n" + "".join(f"// {remark}\n" for remark in one.remarks)
        + f"$request = curl_init({_php_text(one.url.encode())});\n"
        f"curl_setopt_array($request, [\n{options}    CURLOPT_RETURNTRANSFER => true,\n]);\n"
        'echo curl_exec($request), "\\n", curl_getinfo($request, CURLINFO_RESPONSE_CODE), "\\n";\n'
    )  # fmt: skip


def _python_text(value: bytes) -> str:
    """http.client sends a character as the byte of its number."""
    return repr(value.decode("latin-1"))


def _php_body(one: AsRequest) -> str:
    return (
        _php_text(one.body)
        if one.text is not None
        else f"base64_decode('{base64.b64encode(one.body).decode()}')"
    )


def _php_text(data: bytes) -> str:
    text = data.decode(errors="surrogateescape")
    if _KEYS.search(text):
        return f'"{_ESCAPED.sub(_escaped, text)}"'
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode(errors="surrogateescape"))
