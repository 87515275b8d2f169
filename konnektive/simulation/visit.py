"""One simulated visit: a visitor meets page after page, stays or leaves, and the funnel makes its calls."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from konnektive.attempt import DEMO_PAYER, token_in
from konnektive.draft import Params, Situation, drafted
from konnektive.endpoints import (
    CONFIRM_ORDER,
    CONFIRM_PAYPAL,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    UPSELL_PAGES,
)
from konnektive.exchange import CARRIED, next_url
from konnektive.funnel import Call, Funnel, Page, Step
from konnektive.sandbox import Answered
from konnektive.simulation.chances import Chances
from konnektive.simulation.visitor import Visitor

DECLINING_CARD = {"cardNumber": "4000000000000002", "cardSecurityCode": "123"}
OTHER_CARD = {"cardNumber": "4111111111111111", "cardSecurityCode": "123"}
PAYPAL = {"paySource": "PAYPAL", "paypalBillerId": "1", "salesUrl": "https://offer.example.com/checkout"}
CARD_NAMES = ("cardNumber", "cardMonth", "cardYear", "cardSecurityCode")

Answering = Callable[[str, Params, int], Answered]
"""Path, parameters, UTC ms: the sandbox's answer."""


class Visit:
    """A visitor on their way; each page either goes on to the next or ends the visit."""

    __slots__ = ("_answer", "_carried", "_chance", "_chances", "_funnel", "_moment", "_visitor")

    def __init__(
        self, funnel: Funnel, visitor: Visitor, chances: Chances, chance: Random, answer: Answering
    ) -> None:
        self._funnel, self._visitor, self._chances = funnel, visitor, chances
        self._chance, self._answer = chance, answer
        self._moment = visitor.arrived
        self._carried: dict[str, str] = {}

    def walk(self) -> None:
        """Make the visit's calls."""
        for page in self._funnel.pages:
            self._call(page, IMPORT_CLICK.path)
            if not self._goes_on(page):
                return
            self._wait(self._chances.seconds_on_page)

    def _goes_on(self, page: Page) -> bool:
        if page.pageType.startswith("upsellPage"):
            return self._upsell(page)
        behaves = {
            "presellPage": self._presell,
            "leadPage": self._lead,
            "checkoutPage": self._checkout,
            "thankyouPage": self._thankyou,
        }.get(page.pageType)
        return behaves is None or behaves(page)

    def _presell(self, page: Page) -> bool:
        return self._happens(self._chances.goes_to_lead)

    def _lead(self, page: Page) -> bool:
        if not self._happens(self._chances.leaves_address):
            return False
        self._call(page, IMPORT_LEAD.path)
        return self._happens(self._chances.goes_to_checkout)

    def _checkout(self, page: Page) -> bool:
        if not self._happens(self._chances.orders):
            return False
        self._wait(self._chances.seconds_on_page)
        return self._paypal(page) if self._happens(self._chances.pays_by_paypal) else self._card(page)

    def _card(self, page: Page) -> bool:
        if not self._happens(self._chances.declined):
            return self._call(page, IMPORT_ORDER.path).result == "SUCCESS"
        self._call(page, IMPORT_ORDER.path, DECLINING_CARD)
        if not self._happens(self._chances.tries_another_card):
            return False
        self._wait(self._chances.seconds_on_page)
        return self._call(page, IMPORT_ORDER.path, OTHER_CARD).result == "SUCCESS"

    def _paypal(self, page: Page) -> bool:
        answered = self._call(page, IMPORT_ORDER.path, PAYPAL | dict.fromkeys(CARD_NAMES, ""))
        token = token_in(next_url(answered.result, answered.message))
        if not token or not self._happens(self._chances.confirms_paypal):
            return False
        self._carried |= {"token": token, "payerId": DEMO_PAYER}
        return self._call(page, CONFIRM_PAYPAL.path).result == "SUCCESS"

    def _upsell(self, page: Page) -> bool:
        shares = self._chances.takes_upsell
        place = UPSELL_PAGES.index(page.pageType)
        if place < len(shares) and self._happens(shares[place]):
            self._call(page, IMPORT_UPSALE.path)
        return not self._happens(self._chances.leaves_upsells)

    def _thankyou(self, page: Page) -> bool:
        if self._happens(self._chances.confirms_order):
            self._call(page, CONFIRM_ORDER.path)
        return False

    def _call(self, page: Page, path: str, changes: Params | None = None) -> Answered:
        step = Step(0, page, Call(path, changes or {}))
        visitor = self._visitor
        is_first = "sessionId" not in self._carried
        situation = Situation(step, self._funnel, visitor.buyer, visitor.landing, self._carried, is_first)
        answered = self._answer(path, drafted(situation), self._moment)
        self._moment += 300
        if answered.result == "SUCCESS" and isinstance(answered.message, dict):
            self._carried |= {name: answered.message[name] for name in CARRIED if answered.message.get(name)}
        return answered

    def _wait(self, mean_seconds: float) -> None:
        self._moment += 1000 + int(self._chance.expovariate(1 / (mean_seconds * 1000)))

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share
