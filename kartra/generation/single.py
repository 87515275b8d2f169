"""One event of any kind, by seed."""

from __future__ import annotations

from kartra.generation.callback import Callback
from kartra.generation.dates import DAY
from kartra.generation.editions import Edition
from kartra.generation.shop import Billing, Product
from kartra.generation.story import Story, transaction_type


def callback(
    kind: str,
    seed: object = 1,
    *,
    at: int,
    edition: Edition = "later",
    product: Product | None = None,
    billing: Billing | None = None,
    share: float = 0.5,
    email: str = "",
) -> Callback:
    """The event of that kind (one of `KINDS`) at that time (UTC milliseconds).

    A refund, rebill, chargeback or cancellation refers to an earlier purchase that is invented for it.
    """
    story = Story(seed, at - 45 * DAY, edition, email)
    told = transaction_type(kind)
    if told is None:
        return story.event(kind, at, product)
    payment = story.payment(told, at, product=product, billing=billing, share=share)
    return story.ipn(payment) if kind.startswith("ipn:") else story.outbound(payment)
