"""Other vendors' webhooks, told by the keys that they alone have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from kartra.reading.stranger import BODY, Fits, Stranger, has

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "Stripe": ("object livemode", "object api_version pending_webhooks"),
    "PayPal (IPN)": (
        "txn_type ipn_track_id", "mc_gross payer_email", "verify_sign txn_id", "payer_id mc_gross",
    ),
    "Shopify": ("admin_graphql_api_id", "line_items checkout_token", "total_price_set line_items"),
    "WooCommerce": ("order_key line_items", "date_created_gmt line_items", "date_created_gmt billing"),
    "ClickFunnels": (
        "funnel_id contact", "contact_profile", "funnel_step_id", "funnel_id stripe_customer_token",
        "public_id event_type",
    ),
    "ThriveCart": ("thrivecart_account", "thrivecart_secret"),
    "SamCart": ("api_key customer product order", "customer product order type"),
    "ClickBank": ("notification iv", "transactionTime receipt vendor", "ctransreceipt"),
    "JVZoo": ("ctransaction cverify", "ccustname ctransaction"),
    "Digistore24": ("sha_sign event", "order_id api_mode billing_status"),
    "Paddle": ("alert_name p_signature", "alert_id alert_name", "event_id occurred_at notification_id"),
    "Braintree": ("bt_signature bt_payload",),
    "Square": ("merchant_id event_id data", "merchant_id type created_at"),
    "Authorize.net": ("notificationId eventType webhookId",),
    "HubSpot": ("subscriptionType portalId", "portalId objectId", "vid portal-id"),
    "Mailchimp": ("fired_at type data", "fired_at type", "data[list_id]"),
    "ActiveCampaign": ("initiated_from initiated_by", "contact[email]", "date_time contact type"),
    "Kit (ConvertKit)": ("subscriber",),
    "Klaviyo": ("klaviyo_id", "data links included"),
    "Typeform": ("form_response",),
    "JotForm": ("formID submissionID",),
    "GitHub": ("repository sender", "hook_id zen"),
    "Slack": ("team_id api_app_id event", "token team_id command", "challenge token type"),
    "Twilio": ("MessageSid", "AccountSid From To", "SmsSid"),
    "SendGrid": ("sg_event_id", "sg_message_id"),
    "Teachable or Thinkific": (
        "object hook_event_id", "resource payload tenant_global_id", "resource action payload",
    ),
    "Kajabi": ("kajabi_id", "payload kajabi_user_id", "offer member transaction"),
    "Systeme.io": ("contact order funnel_step", "funnel_step contact"),
    "GoHighLevel": ("contact_id location workflow", "locationId contactId"),
    "Konnektive / CheckoutChamp": ("result message", "sessionId campaignId", "orderId campaignId", "loginId"),
}  # fmt: skip
"""Vendor -> alternatives, each a set of keys that stand together."""


def _event(names: str, *keys: str) -> Fits:
    """Whether an event's name begins so, and the keys stand beside it."""
    pattern = re.compile(names)

    def fits(value: Mapping[str, Any]) -> bool:
        told = (value.get(key) for key in ("event", "type", "event_type", "topic", "event_name"))
        named = any(isinstance(name, str) and pattern.match(name) for name in told)
        return named and all(key in value for key in keys)

    return fits


_RULES: Final[dict[str, Fits]] = {
    "Stripe": lambda value: value.get("object") == "event" and "type" in value,
    "PayPal": _event(r"(?:PAYMENT|BILLING|CHECKOUT|CUSTOMER)\.", "resource"),
    "Calendly": _event(r"invitee|routing_form", "payload"),
    "Facebook": lambda value: value.get("object") in ("page", "user", "instagram") and "entry" in value,
}


def _vendor(name: str, fits: Fits) -> Stranger:
    code = re.sub(r"\W+", "-", name.lower()).strip("-")
    return Stranger(code, f"This is a webhook of {name}.", fits, f"Kartra did not send it. {BODY}")


VENDORS: Final = (
    *(_vendor(name, fits) for name, fits in _RULES.items()),
    *(_vendor(name, has(*groups)) for name, groups in _KEYS.items()),
)
"""In the order in which they are tried."""
