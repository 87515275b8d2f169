"""A recorded call as the exchange it was."""

from __future__ import annotations

from typing import Any

import msgspec

from konnektive.endpoints import at, unknown
from konnektive.exchange import Exchange
from store.questions.traffic import KeptCall


def exchange_of(kept: KeptCall, base_url: str) -> Exchange:
    """The exchange, as if it had been made to this base URL; its secrets are masked since it was recorded."""
    endpoint = at(kept.endpoint) or unknown(kept.endpoint)
    answer: dict[str, Any] = msgspec.json.decode(kept.response)
    return Exchange(
        endpoint,
        f"{base_url.rstrip('/')}/{endpoint.url_path}",
        msgspec.json.decode(kept.request, type=dict[str, str]),
        kept.ts,
        kept.elapsed_us / 1000,
        status=int(answer.get("status", 200)),
        result=kept.result,
        message=answer.get("message"),
        text=str(answer.get("text", "")),
    )


def notes_of(kept: KeptCall) -> tuple[str, ...]:
    """What the sandbox noted beside its answer."""
    return tuple(msgspec.json.decode(kept.response).get("notes", ()))
