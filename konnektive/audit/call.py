"""A recorded call to the CRM as the rules see it: secrets are masked before it exists."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from konnektive.audit.answer import NOT_RECORDED, Answer
from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_ORDER, IMPORT_UPSALE, Endpoint
from privacy import MASK

MONEY = (IMPORT_ORDER, CONFIRM_PAYPAL, IMPORT_UPSALE)
"""The calls that earn money."""


class CardLook(msgspec.Struct, frozen=True):
    """Whether the card fields of a call were well made, kept in place of the card."""

    number: bool | None = None
    """13 to 19 digits; None where none was sent, or it was masked before the recording was made."""
    number_sent: bool = False
    length: int = 0


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call: what it carried, where it came from, what was answered."""

    number: int
    """Counts the CRM calls of its recording from 1, in the order they were sent."""
    endpoint: Endpoint
    """The one it means, even where its path only resembles one."""
    path: str
    """As sent, from the first word that tells."""
    resembles: bool = False
    """The path is no endpoint (TRN-003)."""
    method: str = "POST"
    address: str = ""
    """Scheme, host and path; without the query string, which may carry secrets."""
    params: Mapping[str, str]
    """What the server reads, secrets masked, empty values left out."""
    json: Mapping[str, str] | None = None
    """The keys of a JSON body, secrets masked; empty for a body that was not recorded; else None."""
    session_id: str = ""
    """The sessionId sent, in any notation; so order_id and page_type."""
    order_id: str = ""
    page_type: str = ""
    email: str = ""
    """The e-mail address sent in any notation, in lower case: it tells people apart."""
    answer: Answer = NOT_RECORDED
    sent_at: int | None = None
    """UTC milliseconds."""
    elapsed_ms: float | None = None
    page: str = ""
    """The web page that made the call, by Origin or Referer; empty for a call made by a server."""
    knows_headers: bool = True
    card: CardLook = CardLook()
    card_in_url: str = ""
    """The parameter that carries a card number or CVV in the URL; empty where none does."""
    place: tuple[int, int] = (0, 0)
    """Where it stands among all requests of the recording: UTC milliseconds as far as known, position."""
    shown_answer: bytes = b""
    """The answer as recorded, redacted; kept only when asked for."""

    def given(self, name: str) -> str:
        """What the server reads under this name; empty where nothing was sent."""
        return self.params.get(name, "")

    def said(self, name: str) -> str:
        """The value sent under this name in any notation: to tie calls together, not to judge them."""
        return said(name, self.params, self.json)

    def carries(self, name: str) -> bool:
        """Whether something travels under this name, read by the server or not."""
        return name in self.params or (self.json is not None and name in self.json)

    @property
    def is_unread(self) -> bool:
        """Its body is JSON, or was not recorded: what it lacks can not be held against it."""
        return self.json is not None

    @property
    def earns(self) -> bool:
        """A call that earns money."""
        return self.endpoint in MONEY


def said(name: str, params: Mapping[str, str], json: Mapping[str, str] | None) -> str:
    """What stands under this name among the parameters, or in a JSON body; empty where it was masked."""
    value = params.get(name, "")
    if not value and json is not None:
        value = json.get(name, "")
    return "" if value == MASK else value


CARD_PARAMETERS = ("cardNumber", "cardSecurityCode", "cardMonth", "cardYear", "cardExpiryDate")
_MASKED = re.compile(r"REDACTED|.*(?:\*|•|x|X){4}.*|\[?redacted\]?|<[^>]*>")


def card_look(number: str) -> CardLook:
    """How a card number looks, without keeping it."""
    if not number:
        return CardLook()
    if _MASKED.fullmatch(number):
        return CardLook(None, True)
    return CardLook(re.fullmatch(r"[0-9]{13,19}", number) is not None, True, len(number))
