"""campaign/query, product/query and order/salestax: what the catalogue says."""

from __future__ import annotations

from typing import Any

from konnektive.sandbox import assumed, carts
from konnektive.sandbox.answered import Answered, error, success
from konnektive.sandbox.call import Call, number
from konnektive.sandbox.catalogue import Campaign, Product
from konnektive.sandbox.leads import campaign_refusal
from konnektive.sandbox.queries import DEFAULT_PAGE, LARGEST_PAGE, NOTHING, envelope, matching, paged
from konnektive.sandbox.transaction_rows import marked


def query_campaigns(call: Call) -> Answered:
    """data keyed by campaignId, each with its products and coupons."""
    asked = [one for one in call.account.campaigns.values() if _passes(call, one)]
    size = min(LARGEST_PAGE, number(call.given("resultsPerPage")) or DEFAULT_PAGE)
    page = number(call.given("page")) or 1
    data = {str(one.campaignId): campaign_entry(one) for one in asked[(page - 1) * size : page * size]}
    if not data:
        return error(NOTHING.format("campaigns"))
    return marked(success(envelope(call, data, len(asked), size, page, sort_by="campaignId")))


def _passes(call: Call, one: Campaign) -> bool:
    name = call.given("campaignName").casefold()
    own = (("campaignId", one.campaignId), ("campaignType", one.campaignType))
    return name in one.campaignName.casefold() and all(matching(call, *pair) for pair in own)


def campaign_entry(one: Campaign) -> dict[str, Any]:
    """One campaign."""
    return {
        "campaignId": one.campaignId,
        "campaignName": one.campaignName,
        "campaignType": one.campaignType,
        "currency": one.currency,
        "countries": [{"countryCode": code} for code in one.countries],
        "products": [_product(product) for product in one.products],
        "coupons": [{"couponCode": coupon.couponCode} for coupon in one.coupons],
    }


def _product(one: Product) -> dict[str, Any]:
    return {
        "campaignProductId": one.campaignProductId,
        "productId": one.catalogue_id,
        "productName": one.productName,
        "productSku": one.productSku,
        "productType": one.productType,
        "price": one.price,
        "shippingPrice": one.shipPrice,
        "billingCycleType": one.billingCycleType,
        "variants": [],
    }


def query_products(call: Call) -> Answered:
    """The catalogue's products, those of a campaign where one is named."""
    rows = {
        product.catalogue_id: product
        for campaign in call.account.campaigns.values()
        if matching(call, "campaignId", campaign.campaignId)
        for product in campaign.products
        if matching(call, "productId", product.catalogue_id)
    }
    return marked(paged(call, list(rows.values()), _product, "products", sort_by="productId"))


def sales_tax(call: Call) -> Answered:
    """A number: the tax of the cart at the campaign's rate."""
    if refusal := campaign_refusal(call):
        return refusal
    lines = carts.lines(call, call.account.campaigns[call.given("campaignId")])
    if isinstance(lines, Answered):
        return lines
    return success(sum(one.tax for one in lines) / 100, assumed.SALES_TAX.note)
