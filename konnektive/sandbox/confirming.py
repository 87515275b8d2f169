"""Confirm Order: the confirmation e-mail is sent at once. Its answer was never recorded."""

from __future__ import annotations

from konnektive.sandbox import assumed
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, required


def confirm_order(call: Call) -> Answered:
    """A sentence; the order remembers when it was first confirmed."""
    if problems := required(call, "orderId"):
        return error(problems)
    order = call.order()
    if order is None:
        return assumed.UNKNOWN_ORDER.error()
    order.confirmed = order.confirmed or call.now
    call.account.touch(order, call.now)
    return success(assumed.CONFIRMED.answer, assumed.CONFIRMED.note)
