"""Roll-ups: small counts by day, kept up to date with the rows they count."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from store.tables.columns import KEYED, Int, metadata, number

roll = Table(
    "roll",
    metadata,
    Column("day", Int, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    number("n"),
    **KEYED,
)
"""Counts by day. Kind and name: `event`, `duplicate` (action), `finding` (code), `delivery`, `unread` and
`evicted` (bin), `evicted_attempt`, `refused` (status), `visit.<source>` (outcome), `call.<source>`
(endpoint and result)."""

roll_rev = Table(
    "roll_rev",
    metadata,
    Column("day", Int, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("product_id", Text, primary_key=True),
    Column("affiliate_id", Text, primary_key=True),
    Column("utm_source", Text, primary_key=True),
    number("n"),
    number("cents"),
    **KEYED,
)

roll_latency = Table(
    "roll_latency",
    metadata,
    Column("day", Int, primary_key=True, autoincrement=False),
    Column("endpoint", Text, primary_key=True),
    Column("bucket", Int, primary_key=True, autoincrement=False),
    number("n"),
    **KEYED,
)
