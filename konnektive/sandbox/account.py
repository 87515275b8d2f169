"""The sandbox's account: everything it holds, what changed since it was last kept, and its counters."""

from __future__ import annotations

from typing import Any

import msgspec

from konnektive.sandbox import catalogue as wares
from konnektive.sandbox import users
from konnektive.sandbox.catalogue import Campaign, Catalogue
from konnektive.sandbox.clock import Clock
from konnektive.sandbox.faults import Fault, Faults
from konnektive.sandbox.identifiers import Identifiers
from konnektive.sandbox.state import (
    Approval,
    Customer,
    ExternalObject,
    Fulfillment,
    Order,
    Purchase,
    Session,
    Transaction,
)
from konnektive.sandbox.users import ApiUser

KINDS: dict[str, type[msgspec.Struct]] = {
    "session": Session,
    "customer": Customer,
    "order": Order,
    "purchase": Purchase,
    "transaction": Transaction,
    "fulfillment": Fulfillment,
    "approval": Approval,
    "external": ExternalObject,
}
"""What buyers bring about. Each kind is a dict of the account, named in the plural."""

Key = tuple[str, str | int]
"""Kind and key of an object."""

FIRST = {
    "customerId": 19241,
    "actualOrderId": 49835,
    "transactionId": 80211,
    "orderItemId": 69555,
    "transactionItemId": 60277,
    "fulfillmentId": 32439,
    "fulfillmentItemId": 39833,
}
"""Where the account's numbers start: as long as the recorded ones."""


class Settings(msgspec.Struct, omit_defaults=True):
    """What a user sets, and where the ids and the clock stand."""

    catalogue: Catalogue = wares.DEMO
    users: tuple[ApiUser, ...] = (users.DEMO,)
    strict: bool = False
    seed: int = 0
    drawn: int = 0
    counters: dict[str, int] = {}
    set_at: int | None = None
    ahead: int = 0
    faults: tuple[Fault, ...] = ()
    forgotten: int = 0


class Account:
    """The merchant's account. Not thread-safe by itself: the Sandbox lets one call in at a time."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.catalogue = settings.catalogue
        self.users = settings.users
        self.strict = settings.strict
        self.ids = Identifiers(settings.seed, settings.drawn)
        self.clock = Clock(settings.set_at, settings.ahead)
        self.counters = dict(settings.counters)
        self.faults = Faults(settings.faults, settings.seed)
        self.forgotten = settings.forgotten
        """Objects that were dropped to make room since the last reset."""
        self.sessions: dict[str, Session] = {}
        self.customers: dict[int, Customer] = {}
        self.orders: dict[str, Order] = {}
        self.purchases: dict[str, Purchase] = {}
        self.transactions: dict[int, Transaction] = {}
        self.fulfillments: dict[int, Fulfillment] = {}
        self.approvals: dict[str, Approval] = {}
        self.externals: dict[str, ExternalObject] = {}
        self.by_email: dict[str, int] = {}
        self.by_order: dict[str, list[int]] = {}
        """The transactions of an order."""
        self.sent: dict[str, list[int]] = {}
        """The fulfillments of an order."""
        self.changed: set[Key] = set()
        """What is newer here than where it is kept."""
        self._use(settings.catalogue, tuple(users.sealed(one) for one in settings.users))

    def _use(self, catalogue: Catalogue, api_users: tuple[ApiUser, ...]) -> None:
        self.catalogue = catalogue
        self.users = api_users
        self.campaigns: dict[str, Campaign] = {str(one.campaignId): one for one in catalogue.campaigns}
        self.logins: dict[str, ApiUser] = {one.loginId: one for one in api_users}

    def sell(self, catalogue: Catalogue) -> None:
        """Put another catalogue up."""
        self._use(catalogue, self.users)

    def admit(self, api_users: tuple[ApiUser, ...]) -> None:
        """Let these API users in, and no others."""
        self._use(self.catalogue, tuple(users.sealed(one) for one in api_users))

    @property
    def settings(self) -> Settings:
        """What can be kept of it besides what buyers brought about."""
        return Settings(
            self.catalogue,
            self.users,
            self.strict,
            self.ids.seed,
            self.ids.drawn,
            dict(self.counters),
            self.clock.set_at,
            self.clock.ahead,
            self.faults.on,
            self.forgotten,
        )

    def number(self, name: str) -> int:
        """The next of a kind of number."""
        value = self.counters.get(name, FIRST[name])
        self.counters[name] = value + 1
        return value

    def of(self, kind: str) -> dict[Any, Any]:
        """All objects of a kind by key, oldest first."""
        objects: dict[Any, Any] = getattr(self, kind + "s")
        return objects

    def add_session(self, session: Session) -> None:
        """Keep a new session."""
        self.sessions[session.sessionId] = session
        self.changed.add(("session", session.sessionId))

    def add_customer(self, customer: Customer) -> None:
        """Keep a new customer, found again by e-mail address."""
        self.customers[customer.customerId] = customer
        if email := customer.fields.get("emailAddress"):
            self.by_email[email.lower()] = customer.customerId
        self.changed.add(("customer", customer.customerId))

    def add_order(self, order: Order) -> None:
        """Keep a new order."""
        self.orders[order.orderId] = order
        self.changed.add(("order", order.orderId))

    def add_purchase(self, purchase: Purchase) -> None:
        """Keep a new purchase."""
        self.purchases[purchase.purchaseId] = purchase
        self.changed.add(("purchase", purchase.purchaseId))

    def add_transaction(self, transaction: Transaction) -> None:
        """Keep a new transaction, found again by its order."""
        self.transactions[transaction.transactionId] = transaction
        self.by_order.setdefault(transaction.orderId, []).append(transaction.transactionId)
        self.changed.add(("transaction", transaction.transactionId))

    def add_fulfillment(self, fulfillment: Fulfillment) -> None:
        """Keep a new fulfillment, found again by its order."""
        self.fulfillments[fulfillment.fulfillmentId] = fulfillment
        self.sent.setdefault(fulfillment.orderId, []).append(fulfillment.fulfillmentId)
        self.changed.add(("fulfillment", fulfillment.fulfillmentId))

    def add_approval(self, approval: Approval) -> None:
        """Keep a buyer's way to PayPal or the bank."""
        self.approvals[approval.token] = approval
        self.changed.add(("approval", approval.token))

    def add_external(self, external: ExternalObject) -> None:
        """Keep what an integration stored."""
        self.externals[external.key] = external
        self.changed.add(("external", external.key))

    def touch(self, order: Order, moment: int) -> None:
        """An order changed now."""
        order.updated = moment
        self.changed.add(("order", order.orderId))

    def transactions_of(self, order_id: str) -> list[Transaction]:
        """An order's transactions, oldest first."""
        return [self.transactions[key] for key in self.by_order.get(order_id, ())]

    def fulfillments_of(self, order_id: str) -> list[Fulfillment]:
        """What is sent out for an order, oldest first."""
        return [self.fulfillments[key] for key in self.sent.get(order_id, ())]

    def purchases_of(self, order: Order) -> list[Purchase]:
        """An order's purchases, in the order of its items."""
        return [self.purchases[one.purchaseId] for one in order.items if one.purchaseId in self.purchases]
