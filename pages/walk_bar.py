"""The row above the walk: funnel, buyer, landing URL, target, and running to the end."""

from __future__ import annotations

import msgspec
import streamlit as st
from walk_running import show_running
from walk_share import show_share
from walk_state import begin, change, current
from walk_target import is_live, show_target

from konnektive.buyer import Card, edited, seeded_buyer
from konnektive.endpoints import PAGE_TYPES
from konnektive.funnel import TITLES, with_pages
from konnektive.landing import landing_of
from konnektive.run import Run, started
from konnektive.shipped import shipped_funnels

BUYER_FIELDS = (
    "firstName", "lastName", "emailAddress", "phoneNumber", "address1", "city", "state", "postalCode",
    "country", "ipAddress", "userAgent", "cardNumber", "cardMonth", "cardYear", "cardSecurityCode",
)  # fmt: skip


def show_bar(run: Run) -> None:
    """Draw the row."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(
            run.funnel.name, icon=":material/conversion_path:", key="walk.funnel", width="content"
        ):
            show_funnel(run)
        with st.popover(
            f"{run.buyer.firstName} {run.buyer.lastName}", icon=":material/person:", key="walk.buyer"
        ):
            show_buyer(run)
        with st.popover("Landing URL", icon=":material/link:", key="walk.landing"):
            show_landing(run)
        target = ":red[LIVE]" if is_live() else "Sandbox"
        with st.popover(
            target, icon=":material/warning:" if is_live() else ":material/science:", key="walk.target"
        ):
            show_target(run)
        with st.popover("Export", icon=":material/ios_share:", key="walk.share"):
            show_share(run)
        st.space("stretch")
        show_running(run)
        st.button(
            "Start again",
            key="walk.restart",
            icon=":material/restart_alt:",
            on_click=lambda: begin(current()),
        )


def show_funnel(run: Run) -> None:
    """Choose a shipped funnel, and which pages it has."""
    names = list(shipped_funnels())
    known = [name for name, one in shipped_funnels().items() if one.name == run.funnel.name]
    st.selectbox(
        "Funnel",
        names,
        index=names.index(known[0]) if known else None,
        key="walk.funnel.shipped",
        format_func=lambda name: shipped_funnels()[name].name,
        on_change=choose_funnel,
    )
    st.caption(run.funnel.about)
    st.pills(
        "Pages",
        PAGE_TYPES,
        default=[one for one in run.funnel.page_types if one in PAGE_TYPES],
        selection_mode="multi",
        format_func=lambda one: TITLES[one],
        key="walk.funnel.pages",
        on_change=choose_pages,
    )
    st.text_input(
        "campaignId", value=run.funnel.campaignId, key="walk.funnel.campaignId", on_change=choose_campaign
    )


def choose_funnel() -> None:
    """Walk another shipped funnel from its start."""
    run = current()
    begin(
        started(shipped_funnels()[st.session_state["walk.funnel.shipped"]], run.seed, run.buyer, run.landing)
    )


def choose_pages() -> None:
    """The same funnel with other pages, from its start."""
    run, chosen = current(), st.session_state["walk.funnel.pages"]
    if chosen:
        begin(started(with_pages(run.funnel, chosen), run.seed, run.buyer, run.landing))


def choose_campaign() -> None:
    """The same funnel for another campaign, from its start."""
    run, chosen = current(), st.session_state["walk.funnel.campaignId"].strip()
    begin(started(msgspec.structs.replace(run.funnel, campaignId=chosen), run.seed, run.buyer, run.landing))


def show_buyer(run: Run) -> None:
    """The person who buys, made by seed and editable."""
    st.number_input(
        "Seed", value=run.seed, min_value=0, key="walk.buyer.seed", on_change=choose_seed,
        help="The same seed makes the same buyer.",
    )  # fmt: skip
    left, right = st.columns(2)
    for place, name in enumerate(BUYER_FIELDS):
        holder = run.buyer.card if name in Card.__dataclass_fields__ else run.buyer
        key = f"walk.buyer.{name}"
        st.session_state[key] = getattr(holder, name)
        (left, right)[place % 2].text_input(name, key=key, on_change=edit_buyer, args=(name,))


def choose_seed() -> None:
    """Another buyer, from the start: a partial belongs to one person."""
    run, seed = current(), int(st.session_state["walk.buyer.seed"])
    begin(started(run.funnel, seed, seeded_buyer(seed), run.landing))


def edit_buyer(name: str) -> None:
    """The same walk with one of the buyer's values changed."""
    change(buyer=edited(current().buyer, {name: st.session_state[f"walk.buyer.{name}"]}))


def show_landing(run: Run) -> None:
    """The address the visitor lands on, and what the first click makes of it."""
    st.session_state["walk.landing.url"] = run.landing.requestUri
    st.text_input("The visitor lands on", key="walk.landing.url", on_change=choose_landing, width=560)
    st.caption("requestUri as it travels, encoded once")
    st.code(run.landing.on_the_wire, language=None, wrap_lines=True)
    st.caption("httpReferer" if run.landing.httpReferer else "No httpReferer: the URL carries no utm codes.")
    if run.landing.httpReferer:
        st.code(run.landing.httpReferer, language=None, wrap_lines=True)


def choose_landing() -> None:
    """The same walk with another landing URL."""
    change(landing=landing_of(st.session_state["walk.landing.url"]))
