"""How a bin is set up: its secret, its answer, what it keeps and what counts as sent again."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
import streamlit as st

from kartra.bin_schema import bin_from
from store.bins import LONGEST_DELAY_MS, Bin

_WITHOUT = "none"


def show_form(one: Bin) -> Bin | str | None:
    """Draw the form; the bin as it shall be, why it can not be so, or nothing yet."""
    key = f"inbox.form.{one.name}"
    with st.form(key, border=False):
        status, delay = st.columns(2)
        values: dict[str, Any] = {
            "status": status.number_input("Answers with", 200, 599, one.status, key=f"{key}.status"),
            "delay_ms": delay.number_input(
                "After (ms)", 0, LONGEST_DELAY_MS, one.delay_ms, 100, key=f"{key}.delay"
            ),
        }
        headers = st.text_area(
            "Headers, one a line", _lines(one.headers), key=f"{key}.headers", placeholder="X-Mode: test"
        )
        values["body"] = st.text_area("Body", one.body, key=f"{key}.body", max_chars=65_536)
        count, days, window = st.columns(3)
        values["keep_count"] = count.number_input(
            "Keep at most", 1, None, one.keep_count, key=f"{key}.count", placeholder="all"
        )
        values["keep_days"] = days.number_input(
            "For days", 1, 36_500, one.keep_days, key=f"{key}.days", placeholder="for ever"
        )
        minutes = window.number_input(
            "Same again within (min)", 0, 10_080, one.dup_window_ms // 60_000, key=f"{key}.window",
            help="The same content within this time is marked as a duplicate. It is kept all the same.",
        )  # fmt: skip
        values["dup_window_ms"] = minutes * 60_000
        values["secret"] = _secret(one, key)
        values["cors"] = st.checkbox("Pages of other sites may send here (CORS)", one.cors, key=f"{key}.cors")
        values["paused"] = st.checkbox(
            "Paused: arrivals are refused with 503", one.paused, key=f"{key}.paused"
        )
        if not st.form_submit_button("Set up", key=f"{key}.keep"):
            return None
    pairs = dict(_pair(line) for line in headers.splitlines() if line.strip())
    made = bin_from(one.name, {**values, "headers": pairs})
    return made if isinstance(made, str) else msgspec.structs.replace(made, created_at=one.created_at)


def _secret(one: Bin, key: str) -> str:
    """The secret is typed, never shown: an empty field leaves it as it is."""
    typed = st.text_input(
        "Secret path segment",
        type="password",
        key=f"{key}.secret",
        placeholder="set; type another to change it" if one.secret else f"for example {secrets.token_hex(8)}",
        help=f"It must follow the name in the address. Type “{_WITHOUT}” to go without.",
        max_chars=128,
    )
    return "" if typed == _WITHOUT else typed or one.secret


def _lines(headers: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers.items())


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()
