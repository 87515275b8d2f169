"""Which requests are calls to the CRM: told by the ending of their path, whatever the host and prefix."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from konnektive.endpoints import (
    CONFIRM_ORDER,
    CONFIRM_PAYPAL,
    ENDPOINTS,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    Endpoint,
)

LAST_WORDS = ("import", "confirm", "confirmpaypal")
_RESEMBLED: Mapping[str, Mapping[str, Endpoint]] = {
    "import": {
        "click": IMPORT_CLICK,
        "lander": IMPORT_CLICK,
        "lead": IMPORT_LEAD,
        "order": IMPORT_ORDER,
        "upsale": IMPORT_UPSALE,
        "upsell": IMPORT_UPSALE,
    },
    "confirm": {"order": CONFIRM_ORDER, "transaction": CONFIRM_PAYPAL},
    "confirmpaypal": {"transaction": CONFIRM_PAYPAL, "order": CONFIRM_PAYPAL},
}
"""Last word to the word before it, in the singular, to the endpoint that was meant."""


@lru_cache(maxsize=4096)
def endpoint_of(path: str) -> tuple[Endpoint | None, bool]:
    """The endpoint that a request's path means, and whether the path only resembles it (TRN-003)."""
    words = [word for word in path.split("/") if word]
    if len(words) < 2 or words[-1].lower() not in LAST_WORDS:
        return None, False
    for length in (3, 2):
        if exact := ENDPOINTS.get("/".join(words[-length:])):
            return exact, False
    meant = _resembled(words[-2].lower(), words[-1].lower())
    return meant, meant is not None


def _resembled(word: str, last: str) -> Endpoint | None:
    singular = word.replace("-", "").replace("_", "").removesuffix("s")
    known = _RESEMBLED[last]
    for name, endpoint in known.items():
        if _differ_little(singular, name):
            return endpoint
    # The old form code's name for the landers path.
    return IMPORT_CLICK if last == "import" and singular == "landingpage" else None


def _differ_little(word: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours swapped; the first letter always agrees."""
    if word == other:
        return True
    if not word or word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, others = word[at:], other[at:]
    swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
