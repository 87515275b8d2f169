"""The parameters of an HTTP request, as the CRM reads them: query, form and multipart; never JSON."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from konnektive.multipart import form_fields


class ParametersRead(NamedTuple):
    """What a request carries."""

    params: dict[str, str]
    json_body: bool
    """There was a body that looks like JSON, and it was not read."""


def read_parameters(query: str, body: bytes, content_type: str) -> ParametersRead:
    """The parameters; a body's count before the query's, and of one name sent twice the last."""
    params = _decoded(query) if query else {}
    if not body:
        return ParametersRead(params, False)
    if "multipart/form-data" in content_type:
        params.update(form_fields(body.decode("utf-8", "replace")))
    elif "json" in content_type or body.lstrip()[:1] in (b"{", b"["):
        return ParametersRead(params, True)
    else:
        params.update(_decoded(body.decode("utf-8", "replace")))
    return ParametersRead(params, False)


def _decoded(form: str) -> dict[str, str]:
    """A form's pairs. Faster than `parse_qsl`: few pairs carry more than an e-mail's %40."""
    params = {}
    for pair in form.replace("+", " ").replace("%40", "@").split("&"):
        name, _, value = pair.partition("=")
        if "%" in pair:
            name, value = unquote(name), unquote(value)
        if pair:
            params[name] = value
    return params
