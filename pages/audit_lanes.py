"""The swim-lanes: one a visit, pages across, a click on a mark opens its call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from audit_call import choose_call
from chart import clicked, let_go

from konnektive.audit.lanes import lanes
from konnektive.audit.report import Judged
from konnektive.figures_audit import swim_lanes

AT_ONCE = 20


def show_lanes(judged: Sequence[Judged]) -> None:
    """Draw the lanes of these visits, a page of them at a time."""
    if not judged:
        st.info("No visit fits these filters.", icon=":material/filter_alt_off:")
        return
    pages = -(-len(judged) // AT_ONCE)
    page = st.pagination(pages, key="audit.lanes_page") if pages > 1 else 1
    shown = judged[(page - 1) * AT_ONCE : page * AT_ONCE]
    key = f"audit.lanes.{shown[0].number}.{len(shown)}"
    point = clicked(
        swim_lanes(lanes(shown)),
        key,
        f"Calls of {len(shown)} visits by page of the funnel; the table of findings tells the same in words",
    )
    if point and st.session_state.get("audit.point") != point.get("customdata"):
        visit, call = point["customdata"]
        st.session_state["audit.point"] = point["customdata"]
        if call:
            choose_call(visit, call, partial(let_go, key))
            st.rerun()
    if point is None:
        st.session_state.pop("audit.point", None)
