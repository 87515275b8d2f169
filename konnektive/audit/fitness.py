"""How well a visit follows the recommended flow, as a number from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from konnektive.audit.call import Call
from konnektive.audit.pages import RANK, UPSELLS, nearest_page
from konnektive.audit.rule import Finding
from konnektive.audit.visit import Visit, goes_on
from konnektive.endpoints import (
    CONFIRM_ORDER,
    CONFIRM_PAYPAL,
    IMPORT_CLICK,
    IMPORT_LEAD,
    IMPORT_ORDER,
    IMPORT_UPSALE,
    UPSELL_PAGES,
    Endpoint,
)

CALLS_OF_PAGE: dict[str, tuple[Endpoint, ...]] = {
    "presellPage": (IMPORT_CLICK,),
    "leadPage": (IMPORT_CLICK, IMPORT_LEAD),
    "checkoutPage": (IMPORT_CLICK, IMPORT_ORDER, CONFIRM_PAYPAL),
    **dict.fromkeys(UPSELLS, (IMPORT_CLICK, IMPORT_UPSALE)),
    "thankyouPage": (IMPORT_CLICK, CONFIRM_ORDER),
}
"""The calls that the vendor recommends on each page; Confirm PayPal only where PayPal waits for it."""
_PAGE_OF = {IMPORT_LEAD: "leadPage", IMPORT_ORDER: "checkoutPage", CONFIRM_PAYPAL: "checkoutPage"}


class Slot(msgspec.Struct, frozen=True):
    """A recommended call of a page that was used, and the call that was made for it."""

    page: str
    endpoint: Endpoint
    calls: tuple[Call, ...] = ()

    @property
    def call(self) -> Call | None:
        """The first call made for it; none where it is missing."""
        return self.calls[0] if self.calls else None


def slots(visit: Visit) -> list[Slot]:
    """The recommended calls of the pages used, in the funnel's order, with the calls made for them.

    A page counts as used by its click, or by a call that only it makes. What a visitor may leave out (a
    lead, an order, an upsell, Confirm Order) is no slot where it was left out.
    """
    made: dict[tuple[str, Endpoint], list[Call]] = {}
    for call, page in placed(visit):
        made.setdefault((page, call.endpoint), []).append(call)
    used = sorted({page for page, _ in made if page in RANK}, key=RANK.__getitem__)
    found = []
    for page in used:
        for endpoint in CALLS_OF_PAGE[page]:
            calls = tuple(made.get((page, endpoint), ()))
            if calls or endpoint is IMPORT_CLICK or _is_due(visit, endpoint):
                found.append(Slot(page, endpoint, calls))
    return found


def _is_due(visit: Visit, endpoint: Endpoint) -> bool:
    """Confirm PayPal, where PayPal's address was answered and the visit went on as if it had been made."""
    if endpoint is not CONFIRM_PAYPAL or visit.accepted:
        return False
    waiting = next((order.number for order in visit.orders if order.answer.paypal_url), None)
    return waiting is not None and any(goes_on(call) and call.number > waiting for call in visit.calls)


def placed(visit: Visit) -> Iterator[tuple[Call, str]]:
    """Each call with the page that it was made on: a click's own, the last one that fits, or the only one."""
    page, upsales = "", 0
    for call in visit.calls:
        if call.endpoint is IMPORT_CLICK:
            page = call.page_type if call.page_type in RANK else nearest_page(call.page_type)
            yield call, page
        elif call.endpoint is IMPORT_UPSALE:
            # One without a click most likely belongs to the upsell page of its turn.
            yield call, page if page in UPSELLS else UPSELL_PAGES[min(upsales, 3)]
            upsales += 1
        elif call.endpoint is CONFIRM_ORDER:
            yield call, "thankyouPage"
        else:
            on_checkout = call.endpoint is IMPORT_LEAD and page == "checkoutPage"
            yield call, page if on_checkout else _PAGE_OF[call.endpoint]


def fitness(visit: Visit, findings: Sequence[Finding]) -> float:
    """Recommended calls made correctly, divided by recommended calls plus unexpected ones."""
    wrong = {finding.call.number for finding in findings if finding.severity != "info"}
    recommended = slots(visit)
    if recommended and not wrong:
        return round(sum(slot.call is not None for slot in recommended) / len(recommended), 3)
    filling = {call.number for slot in recommended for call in slot.calls}
    correct = sum(any(call.number not in wrong for call in slot.calls) for slot in recommended)
    unexpected = 0
    for slot in recommended:
        good = any(call.number not in wrong for call in slot.calls)
        beside = sum(call.number in wrong for call in slot.calls)
        unexpected += beside if good else max(beside - 1, 0)
    unexpected += sum(call.number not in filling and call.number in wrong for call in visit.calls)
    whole = len(recommended) + unexpected
    return round(correct / whole, 3) if whole else 1.0
