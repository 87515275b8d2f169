"""Findings about an IPN post: what it is, what it is not, and what it carries in clear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kartra.event import Event, Finding
from kartra.ipn_fields import DISCRIMINATOR, EMPTY, IPN_KEYS

_LISTED: Final = 6


def about_ipn(event: Event, written: Mapping[str, Any]) -> Iterator[Finding]:
    """Compare a flat IPN post with what is documented; `written` has the fields as they came."""
    kind = str(written.get(DISCRIMINATOR))
    message = (
        f"This is an IPN post ({kind}), Kartra's other surface, not an outbound event. One purchase can "
        "reach you on both: transaction_id ties them."
    )
    yield Finding("ipn-not-outbound", DISCRIMINATOR, "info", message)
    if written.get("secret_key"):
        message = "The post carries its shared secret; it is masked here, and should not be pasted elsewhere."
        yield Finding("secret-in-body", "secret_key", "info", message)
    empty = [key for key, value in written.items() if value == EMPTY]
    if empty:
        shown = ", ".join(empty[:_LISTED]) + (", …" if len(empty) > _LISTED else "")
        yield Finding(
            "not-applicable", empty[0], "info", f"{len(empty)} fields hold N/A, read as empty ({shown})."
        )
    for key in written:
        if key not in IPN_KEYS:
            yield Finding("unknown-field", key, "warn", "Kartra documents no such field of an IPN post.")
    for key in ("transaction_id", "transaction_date"):
        if key not in event.details:
            yield Finding("missing-field", key, "warn", f"An IPN post is documented with {key}.")
