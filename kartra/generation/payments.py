"""One payment and what follows from it: the facts that both surfaces and both editions report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kartra.generation.dates import DAY
from kartra.generation.people import Person
from kartra.generation.seed import Chance
from kartra.generation.shop import AFFILIATES, PROCESSORS, TRACKING, PricePoint, Product
from kartra.transaction_fields import ENDLESS


@dataclass(frozen=True, slots=True)
class Subscription:
    """What recurs: the processor's id (text) and Kartra's own number for it."""

    id: str
    number: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One transaction as Kartra numbers it. Amounts in cents, `at` in UTC milliseconds."""

    transaction_id: int
    type: str
    """sale, rebill, refund, partial_refund, chargeback, failed or cancellation."""
    at: int
    person: Person
    product: Product
    price: PricePoint
    base_cents: int
    discount_cents: int
    tax_cents: int
    shipping_cents: int
    processor: str
    affiliate: str
    tracking: tuple[str, str, str]
    last_4: str
    subscription: Subscription | None
    original_id: int
    """The first transaction of the subscription; the payment itself when nothing recurs."""
    parent_id: int = 0
    """The transaction that is reversed; 0 on a sale."""
    pay_number: int = 1
    in_trial: bool = False

    @property
    def full_cents(self) -> int:
        """What changed hands: base less discount, with tax and shipping."""
        return self.base_cents - self.discount_cents + self.tax_cents + self.shipping_cents

    @property
    def payments_left(self) -> int:
        """How many instalments are to come; `ENDLESS` for a plan that runs until cancelled."""
        if self.subscription is None:
            return 0
        return ENDLESS if self.price.payments == ENDLESS else max(0, self.price.payments - self.pay_number)

    @property
    def days_to_next(self) -> int:
        """Days until the next instalment."""
        if self.subscription is None:
            return 0
        return self.price.trial_days if self.in_trial else self.price.cycle_days


def sale(chance: Chance, at: int, person: Person, product: Product, price: PricePoint) -> Payment:
    """A first purchase."""
    trial = price.billing == "trial"
    base = price.trial_cents if trial else price.cents
    discount = base // 10 if base and chance.random() < 0.15 else 0
    processor = chance.choice(PROCESSORS)
    transaction_id = chance.randint(1_000_000, 999_999_999)
    return Payment(
        transaction_id=transaction_id,
        type="sale",
        at=at,
        person=person,
        product=product,
        price=price,
        base_cents=base,
        discount_cents=discount,
        tax_cents=_tax(base - discount, person),
        shipping_cents=product.shipping_cents,
        processor=processor,
        affiliate=chance.choice(AFFILIATES),
        tracking=chance.choice(TRACKING),
        last_4="" if processor == "PayPal" else chance.choice(("4242", "1111", "4444", "0005")),
        subscription=None if price.billing == "once" else _subscription(chance, processor),
        original_id=transaction_id,
        in_trial=trial,
    )


def instalment(chance: Chance, at: int, last: Payment, kind: str = "rebill") -> Payment:
    """The next payment of the plan (`rebill`), or the attempt at it (`failed`)."""
    base = last.price.cents
    return replace(
        last,
        transaction_id=_following(chance, last),
        type=kind,
        at=at,
        base_cents=base,
        discount_cents=0,
        tax_cents=_tax(base, last.person),
        pay_number=last.pay_number + (last.type != "failed"),
        parent_id=0,
        in_trial=False,
    )


def reversal(
    chance: Chance, at: int, paid: Payment, kind: str, share: float = 1.0, most: int | None = None
) -> Payment:
    """Money going back: refund, partial_refund (a share of it, at most so many cents) or chargeback."""
    # Tax and shipping are rounded apart and the base takes the rest, so that the parts add up to the share.
    whole = round(paid.full_cents * share)
    if most is not None:
        whole = min(max(whole, 1), most)
    tax, shipping = round(paid.tax_cents * share), round(paid.shipping_cents * share)
    discount = round(paid.discount_cents * share)
    return replace(
        paid,
        transaction_id=_following(chance, paid),
        type=kind,
        at=at,
        base_cents=whole - tax - shipping + discount,
        discount_cents=discount,
        tax_cents=tax,
        shipping_cents=shipping,
        parent_id=paid.transaction_id,
    )


def cancellation(at: int, last: Payment) -> Payment:
    """The end of the plan; it keeps the last payment's number and carries no money."""
    return replace(last, type="cancellation", at=at)


def renewal_at(last: Payment) -> int:
    """When the next instalment of the plan falls due, in UTC milliseconds."""
    return last.at + last.days_to_next * DAY


def _following(chance: Chance, earlier: Payment) -> int:
    # Kartra numbers orders upwards, so what follows has the higher number.
    return earlier.transaction_id + chance.randint(11, 9_000)


def _tax(cents: int, person: Person) -> int:
    return round(cents * person.country.tax_percent / 100)


def _subscription(chance: Chance, processor: str) -> Subscription:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    word = "".join(chance.choices(letters, k=12))
    names = {"PayPal": f"I-{word}", "Stripe": f"sub_1{word.title()}", "Braintree": word[:6].lower()}
    # Thousands in one batch must not meet: whoever reads them ties payments by this number.
    number = chance.randint(10_000_000, 999_999_999)
    return Subscription(names.get(processor, str(chance.randint(10**8, 10**9 - 1))), number)
