"""Which function answers which path."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from konnektive.sandbox import (
    cancelling,
    customers,
    fulfillments,
    purchase_rows,
    rebilling,
    refunds,
    reviews,
    transaction_rows,
    wares,
)
from konnektive.sandbox.activecampaign import activecampaign
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.call import Call
from konnektive.sandbox.clicks import import_click, import_click_by_old_path
from konnektive.sandbox.confirming import confirm_order
from konnektive.sandbox.leads import import_lead
from konnektive.sandbox.order_query import query_orders
from konnektive.sandbox.orders import import_order
from konnektive.sandbox.paypal import confirm_paypal
from konnektive.sandbox.upsales import import_upsale

ANSWERING: Mapping[str, Callable[[Call], Answered]] = {
    "landers/clicks/import": import_click,
    "landingpages/clicks/import/2": import_click_by_old_path,
    "leads/import": import_lead,
    "order/import": import_order,
    "transactions/confirmPaypal": confirm_paypal,
    "upsale/import": import_upsale,
    "order/confirm": confirm_order,
    "order/query": query_orders,
    "order/preauth": reviews.preauth,
    "order/qa": reviews.review,
    "order/cancel": cancelling.cancel_order,
    "order/refund": refunds.refund_order,
    "order/update": cancelling.update_order,
    "order/salestax": wares.sales_tax,
    "transactions/query": transaction_rows.query_transactions,
    "transactions/summary": transaction_rows.summarise,
    "transactions/refund": refunds.refund_transaction,
    "transactions/update": refunds.charge_back,
    "cbdata/query": transaction_rows.query_chargebacks,
    "customer/query": customers.query_customers,
    "customer/update": customers.update_customer,
    "customer/addnote": customers.add_note,
    "customer/history": customers.query_history,
    "purchase/query": purchase_rows.query_purchases,
    "purchase/cancel": cancelling.cancel_purchase,
    "purchase/refund": refunds.refund_purchase,
    "purchase/update": rebilling.update_purchase,
    "purchase/pause": rebilling.pause_purchase,
    "campaign/query": wares.query_campaigns,
    "product/query": wares.query_products,
    "fulfillment/update": fulfillments.update_fulfillment,
    "fulfillment/query": fulfillments.query_fulfillments,
    "cart/activecampaign": activecampaign,
}
"""Paths without outer slashes."""
