"""The parameters a well-made funnel would send at each step, before anybody edits them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from konnektive.buyer import Buyer
from konnektive.funnel import Funnel, Product, Step
from konnektive.landing import Landing

Params = dict[str, str]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a step's parameters are made from."""

    step: Step
    funnel: Funnel
    buyer: Buyer
    landing: Landing
    carried: Mapping[str, str]
    """sessionId, orderId, and PayPal's token and payerId, as far as answers gave them."""
    is_first_click: bool

    @property
    def ids(self) -> Params:
        """The partial or order, and the visit."""
        return {name: self.carried.get(name, "") for name in ("orderId", "sessionId")}


def drafted(situation: Situation) -> Params:
    """The step's parameters in sending order, without credentials; empty values are left out."""
    draft = _DRAFTS.get(situation.step.call.path, _other)(situation)
    draft |= situation.step.call.params
    return {name: value for name, value in draft.items() if value}


def _click(at: Situation) -> Params:
    params = {"pageType": at.step.page.pageType, "campaignId": at.funnel.campaignId}
    if not at.is_first_click:
        return params | {"sessionId": at.carried.get("sessionId", "")}
    return params | {
        "requestUri": at.landing.requestUri,
        "userAgent": at.buyer.userAgent,
        "ipAddress": at.buyer.ipAddress,
        "httpReferer": at.landing.httpReferer,
    }


def _lead(at: Situation) -> Params:
    campaign = {"campaignId": at.funnel.campaignId}
    return campaign | at.ids | at.buyer.person | at.buyer.address | {"ipAddress": at.buyer.ipAddress}


def _order(at: Situation) -> Params:
    pay_source = at.step.call.params.get("paySource", "CREDITCARD")
    params = {"campaignId": at.funnel.campaignId, **at.ids, "paySource": pay_source}
    if pay_source == "CREDITCARD":
        params |= at.buyer.card.params
    params |= numbered_products(at.step.page.products) | at.buyer.shipping
    # With a partial's orderId the CRM has the person already; without one the order has to bring them.
    if not at.carried.get("orderId"):
        params |= at.buyer.person | at.buyer.address
    return params | {"ipAddress": at.buyer.ipAddress}


def _paypal(at: Situation) -> Params:
    returned = {name: at.carried.get(name, "") for name in ("token", "payerId")}
    return {"campaignId": at.funnel.campaignId, **at.ids, **returned} | numbered_products(
        at.step.page.products
    )


def _upsale(at: Situation) -> Params:
    product = at.step.page.products[0] if at.step.page.products else Product("")
    return at.ids | {"productId": product.id, "productQty": str(product.qty), "productPrice": product.price}


def _confirm(at: Situation) -> Params:
    return {"orderId": at.carried.get("orderId", "")}


def _other(at: Situation) -> Params:
    return at.ids


def numbered_products(products: tuple[Product, ...]) -> Params:
    """`product1_id`, `product1_qty` and so on; the CRM stops reading at the first gap in the numbers."""
    params: Params = {}
    for number, product in enumerate(products, 1):
        params |= {f"product{number}_id": product.id, f"product{number}_qty": str(product.qty)}
        if product.price:
            params[f"product{number}_price"] = product.price
    return params


_DRAFTS: Mapping[str, Callable[[Situation], Params]] = {
    "landers/clicks/import": _click,
    "leads/import": _lead,
    "order/import": _order,
    "transactions/confirmPaypal": _paypal,
    "upsale/import": _upsale,
    "order/confirm": _confirm,
}
