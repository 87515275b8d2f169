"""What each kind of event means, in words."""

from __future__ import annotations

from collections.abc import Mapping

from kartra.events import ACTION

_IPN: Mapping[str, str] = {
    "ipn:sale": "a purchase, told by the IPN",
    "ipn:rebill": "a subscription payment goes through",
    "ipn:refund": "a refund, told by the IPN",
    "ipn:partial_refund": "a refund in part, told by the IPN",
    "ipn:chargeback": "the card holder takes a payment back",
    "ipn:failed": "a subscription payment fails",
    "ipn:cancellation": "a cancellation, told by the IPN",
}
"""Rebills, failures and chargebacks have no outbound action: the IPN alone tells them."""


def meaning(kind: str) -> str:
    """The kind (one of `KINDS`) in a few words, such as `a lead buys a product`."""
    return ACTION[kind].meaning if kind in ACTION else _IPN[kind]
