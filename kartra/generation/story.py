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
from kartra.generation.offers import TERMS, Offer, Terms, offers, why_none
from kartra.generation.payments import Payment, cancellation, instalment, reversal, sale
from kartra.generation.people import Person, person
from kartra.generation.seed import seeded
from kartra.generation.shop import PRODUCTS, Billing, Product
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
        # Two people of one seed but of two addresses are two people in everything.
        self.seed = f"{seed}/{email}"
        self.chance = seeded("story", self.seed)
        self.edition = edition
        invented = person(self.chance, joined_at)
        self.person: Person = replace(invented, email=email) if email else invented
        self.score = 0
        self.payments = 0
        """How many payments were told so far."""

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
        terms: Terms | None = None,
        most: int | None = None,
    ) -> Payment:
        """A transaction of that type; `of` is the earlier one that it follows, invented when not given.

        A purchase fits `terms`, if only those that its type sets, and there are `offers` of that kind.
        What goes back is at most `most` cents.
        """
        self.payments += 1
        terms = terms or TERMS[kind]
        if kind == "sale":
            return self._sale(at, self._offer(product, billing, terms))
        if of is None:
            if terms.recurs and not billing and offers(product, "subscription", terms):
                billing = "subscription"
            # Thirty days: the earlier payment then is one cycle old.
            of = self._sale(at - 30 * DAY, self._offer(product, billing, terms))
        if kind == "cancellation":
            return cancellation(at, of)
        chance = seeded(kind, self.seed, of.transaction_id, self.payments)
        if kind in ("rebill", "failed"):
            return instalment(chance, at, of, kind)
        return reversal(chance, at, of, kind, share if kind == "partial_refund" else 1.0, most)

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

    def _sale(self, at: int, offer: Offer) -> Payment:
        # The same seed buying something else is another purchase, with another number.
        product, price = offer
        chance = seeded("sale", self.seed, product.id, price.ordinal, self.payments)
        return sale(chance, at, self.person, product, price)

    def _offer(self, product: Product | None, billing: Billing | None, terms: Terms) -> Offer:
        fitting = offers(product, billing, terms)
        if not fitting:
            raise ValueError(why_none(product, billing, terms))
        # Drawn from all first: a refund then is of what the same seed buys, wherever that fits.
        drawn = self.chance.choice(offers(product, billing))
        return drawn if drawn in fitting else self.chance.choice(fitting)
