"""Recorded visits to a funnel and their calls to the CRM."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from store.tables.columns import NUMBERED_ONCE, key, metadata, number, text

STEPS = ("t_presell", "t_lead", "t_checkout", "t_order", "t_upsell_shown", "t_upsell", "t_thankyou")
"""First touch of each step of a funnel, in its order."""

visit = Table(
    "visit",
    metadata,
    key(),
    Column("key", Text, nullable=False, unique=True),
    text("session_id"),
    text("source"),
    number("started_at"),
    number("ended_at"),
    number("day"),
    text("campaign_id"),
    text("aff_id"),
    text("utm_source"),
    text("utm_medium"),
    text("utm_campaign"),
    text("device"),
    text("order_id"),
    text("outcome", "abandoned"),
    number("revenue_cents"),
    number("upsells"),
    number("calls"),
    number("refused"),
    *(number(step, None) for step in STEPS),
    **NUMBERED_ONCE,
)
Index("visit_session", visit.c.session_id)
Index("visit_order", visit.c.order_id)
Index("visit_day", visit.c.day, visit.c.source, visit.c.outcome)
Index("visit_steps", visit.c.day, visit.c.source, visit.c.aff_id, *(visit.c[step] for step in STEPS))

call = Table(
    "call",
    metadata,
    key(),
    number("visit_id"),
    number("seq"),
    text("endpoint"),
    text("page_type"),
    number("ts"),
    number("elapsed_us"),
    text("result"),
    text("reason"),
    text("fault"),
    text("request", "{}"),
    text("response", "{}"),
    **NUMBERED_ONCE,
)
Index("call_visit", call.c.visit_id, call.c.seq)
Index("call_endpoint", call.c.endpoint, call.c.result, call.c.ts)
Index("call_time", call.c.ts)
