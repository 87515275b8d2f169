"""Starting afresh: reset and seed, snapshots, the test clock, strictness."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from konnektive.sandbox import Sandbox
from konnektive.sandbox.account import KINDS
from konnektive.sandbox.billing import Billed
from konnektive.sandbox.clock import DAY, stamp
from konnektive.sandbox.identifiers import GREATEST_SEED

BILLED = "sandbox.billed"


def show_reset(crm: Sandbox) -> None:
    """Draw what there is and the four ways to change it."""
    account = crm.account
    counts = {kind: len(account.of(kind)) for kind in KINDS}
    holds = [f"{count:,} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items() if count]
    st.markdown("It holds " + (", ".join(holds) if holds else "nothing yet") + ".")
    left, right = st.columns(2, gap="large")
    with left:
        _show_reset(crm)
        _show_snapshot(crm)
    with right:
        _show_clock(crm)
        _show_strictness(crm)


def _show_reset(crm: Sandbox) -> None:
    st.subheader("Reset", anchor=False)
    st.caption(
        "Forgets every buyer. The same calls then give the same ids and answers again. "
        "Catalogue, API users and faults stay; recorded traffic stays too."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.number_input(
            "Seed of the ids", 0, GREATEST_SEED, crm.account.ids.seed, key="sandbox.seed", width=180
        )
        if st.button("Reset", key="sandbox.reset", type="primary", icon=":material/restart_alt:"):
            crm.reset(seed=int(seed))
            st.toast("The sandbox is as new.", icon=":material/check:")
            st.rerun()


def _show_snapshot(crm: Sandbox) -> None:
    st.subheader("Snapshot", anchor=False)
    st.download_button(
        "Take a snapshot",
        crm.snapshot,
        "sandbox-snapshot.json",
        "application/json",
        key="sandbox.snapshot",
        icon=":material/photo_camera:",
        on_click="ignore",
    )
    file = st.file_uploader("Restore one", type="json", key="sandbox.restore_file")
    if file and st.button("Put this in place of everything", key="sandbox.restore"):
        wrong = crm.restore(file.getvalue())
        if wrong:
            st.error(wrong, title="Not restored")
        else:
            st.toast("Restored.", icon=":material/check:")
            st.rerun()


def _show_clock(crm: Sandbox) -> None:
    st.subheader("Test clock", anchor=False)
    clock = crm.account.clock
    keeps = "held there" if clock.set_at is not None else "keeps to the real day"
    st.markdown(
        f"`{stamp(clock.shown())}` UTC, {keeps}",
        help="Each day begins at midnight and each call moves the clock by 10 ms, so that the same calls "
        "after a reset carry the same times.",
    )
    with st.container(horizontal=True):
        for days, words in ((1, "1 day"), (7, "1 week"), (30, "30 days"), (365, "1 year")):
            st.button(
                words,
                key=f"sandbox.advance.{days}",
                icon=":material/fast_forward:",
                on_click=_advance,
                args=(crm, days),
            )
    billed = st.session_state.get(BILLED)
    if isinstance(billed, Billed):
        st.success(
            f"{billed.approved:,} cycles billed ({billed.revenue / 100:,.2f}), {billed.declined:,} declined, "
            f"{billed.recovered:,} recovered.",
            icon=":material/event_repeat:",
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        today = datetime.fromtimestamp(clock.shown() / 1000, UTC).date()
        day = st.date_input("Hold at midnight of", today, key="sandbox.hold_day", width=180)
        if st.button("Hold", key="sandbox.hold"):
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
            crm.set_clock(int(midnight.timestamp() * 1000))
            st.rerun()
        if st.button("Let it go", key="sandbox.let_go", disabled=clock.set_at is None and not clock.ahead):
            crm.set_clock(None)
            st.rerun()


def _advance(crm: Sandbox, days: int) -> None:
    st.session_state[BILLED] = crm.advance(days * DAY)


def _show_strictness(crm: Sandbox) -> None:
    st.subheader("Strictness", anchor=False)
    strict = (
        st.segmented_control(
            "Strictness",
            ["as the CRM", "strict"],
            default="strict" if crm.account.strict else "as the CRM",
            required=True,
            key="sandbox.strict",
            label_visibility="collapsed",
        )
        == "strict"
    )
    st.caption(
        "Strict refuses what the documentation forbids, with the parameter's name; the CRM may let it pass."
    )
    if strict != crm.account.strict:
        crm.set(strict=strict)
        st.rerun()
