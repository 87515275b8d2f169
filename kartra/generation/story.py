"""The story of one person: each event told agrees with those before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kartra.events import ACTION
from kartra.generation.callback import Callback
from kartra.generation.dates import DAY
from kartra.generation.details import details
from kartra.generation.editions import Edition
from kartra.generation.ipn import ipn_form
from kartra.generation.leads import lead
from kartra.generation.payments import Payment, cancellation, instalment, reversal, sale
from kartra.generation.people import Person, person
from kartra.generation.seed import seeded
from kartra.generation.shop import PRODUCTS, Billing, PricePoint, Product
from kartra.generation.transactions import ACTIONS_BY_TYPE, transaction_details
from kartra.ipn_fields import TRANSACTION_TYPES

KINDS: tuple[str, ...] = (*ACTION, *(f"ipn:{kind}" for kind in TRANSACTION_TYPES))
"""Everything that can be made: the outbound actions, then the IPN's transaction types."""

_TYPE_OF = {action: kind for kind, action in ACTIONS_BY_TYPE.items()}
_TYPE_OF |= {f"ipn:{kind}": kind for kind in TRANSACTION_TYPES}


def transaction_type(kind: str) -> str | None:
    """The transaction type that this kind of event reports; none where it carries no transaction."""
    return _TYPE_OF.get(kind)


class Story:
    """One person's events, told in order. The same seed tells the same story."""

    def __init__(self, seed: object, joined_at: int, edition: Edition = "later", email: str = "") -> None:
        self.chance = seeded("story", seed)
        self.edition = edition
        invented = person(self.chance, joined_at)
        self.person: Person = replace(invented, email=email) if email else invented
        self.score = 0

    def event(self, action: str, at: int, product: Product | None = None, name: str = "") -> Callback:
        """An event without money."""
        told = details(action, self.chance, self.edition, at, product or self.chance.choice(PRODUCTS), name)
        if action == "reaches_score":
            self.score = int(told["points"])
        return self._outbound(action, at, told)

    def payment(
        self,
        kind: str,
        at: int,
        of: Payment | None = None,
        *,
        product: Product | None = None,
        billing: Billing | None = None,
        share: float = 0.5,
    ) -> Payment:
        """A transaction of that type; `of` is the earlier one that it follows, invented when not given."""
        if kind == "sale":
            return sale(self.chance, at, self.person, *self._offer(product, billing))
        if of is None:
            if kind in ("rebill", "failed", "cancellation") and billing in (None, "once"):
                billing = "subscription"
            # Thirty days: the earlier payment then is one cycle old.
            of = sale(self.chance, at - 30 * DAY, self.person, *self._offer(product, billing))
        if kind in ("rebill", "failed"):
            return instalment(self.chance, at, of, kind)
        if kind == "cancellation":
            return cancellation(at, of)
        return reversal(self.chance, at, of, kind, share if kind == "partial_refund" else 1.0)

    def outbound(self, payment: Payment) -> Callback:
        """The payment as the outbound API posts it."""
        told = {"transaction_details": transaction_details(payment, self.edition)}
        return self._outbound(ACTIONS_BY_TYPE[payment.type], payment.at, told, payment)

    def ipn(self, payment: Payment) -> Callback:
        """The payment as the IPN posts it."""
        return Callback(f"ipn:{payment.type}", "ipn", payment.at, ipn_form(payment, self.edition), payment)

    def _outbound(
        self, action: str, at: int, told: Mapping[str, Any], payment: Payment | None = None
    ) -> Callback:
        told_lead = lead(self.person, self.edition, self.score)
        if self.edition == "2020":
            payload = {"lead": told_lead, "action": action, "action_details": told}
        else:
            payload = {"action": action, "action_details": told, "lead": told_lead}
        return Callback(action, "outbound", at, payload, payment)

    def _offer(self, product: Product | None, billing: Billing | None) -> tuple[Product, PricePoint]:
        sold = [one for one in PRODUCTS if product is None or one.id == product.id]
        offers = [(one, price) for one in sold for price in one.prices if billing in (None, price.billing)]
        # A product that is not sold that way is sold as it is.
        return self.chance.choice(offers or [(one, price) for one in sold for price in one.prices])
