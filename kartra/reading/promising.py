"""Quick looks at a text: whether an event may be inside, whether a secret may be."""

from __future__ import annotations

import re
from typing import Final

from privacy.cards import may_hold_card
from privacy.names import may_name_secret

_SHORTEST: Final = 16
"""Characters; `{"points":1}` alone is no event."""
_NAMES: Final = ("action", "lead", "transaction_", "buyer_")
_PACKED: Final = re.compile(r"[A-Za-z0-9+/_=\s-]*")
_SHORTEST_PACKED: Final = 80
"""Letters of base64; 60 bytes hold no event."""


def promising(content: str) -> bool:
    """Whether an event may be inside this text."""
    if len(content) < _SHORTEST:
        return False
    return any(name in content for name in _NAMES) or packed(content)


def packed(content: str) -> bool:
    """Whether this looks like base64."""
    if len(content) < _SHORTEST_PACKED or _PACKED.fullmatch(content[:400]) is None:
        return False
    return _PACKED.fullmatch(content) is not None and " " not in content.strip()


def sensitive(content: str) -> bool:
    """Whether the text may hold a secret's name or a card number; a quick no."""
    raw = content.encode("utf-8", "replace")
    return may_name_secret(raw) or may_hold_card(raw)
