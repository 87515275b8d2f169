"""The one filter bar of the outcome pages: period and kinds of visit, kept in the link and across pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from handles import store
from hearing import page_shown
from plain import plain

from store.moment import day_of, now_ms
from store.questions.dimensions import values_of
from store.questions.scope import DIMENSIONS, Scope

PERIODS = {"1": "Today", "7": "7 days", "30": "30 days", "90": "90 days", "all": "All"}
DEFAULT_PERIOD = "30"
_CHOSEN, _PAGE = "outcomes.chosen", "outcomes.page"


def chosen_period() -> Scope:
    """Draw the choice of days; the last day is today (UTC)."""
    _bring_along()
    chosen = st.segmented_control(
        "Period",
        list(PERIODS),
        format_func=PERIODS.__getitem__,
        default=DEFAULT_PERIOD,
        required=True,
        key="outcomes.period",
        bind="query-params",
        label_visibility="collapsed",
    )
    _note("outcomes.period", chosen)
    if not chosen or chosen == "all":
        return Scope()
    today = day_of(now_ms())
    return Scope(today - int(chosen) + 1, today)


def show_all() -> None:
    """Widen the period to everything that is kept."""
    st.session_state["outcomes.period"] = "all"


def filtered(scope: Scope, names: Sequence[str] = tuple(DIMENSIONS)) -> Scope:
    """Draw a popover with one filter a dimension; the chosen values stand beside it."""
    offered = {name: _offered(str(store().url), scope, name) for name in names}
    with st.popover("Filter", icon=":material/tune:", key="outcomes.filters"):
        having = [(name, tuple(_chosen(name, offered[name]))) for name in names]
    for name, values in having:
        if values:
            shown = ", ".join(value or "not given" for value in values)
            st.badge(f"{DIMENSIONS[name]}: {plain(shown)}", icon=":material/filter_alt:", color="blue")
    return Scope(scope.first_day, scope.last_day, tuple((name, values) for name, values in having if values))


@st.cache_data(ttl="1m", max_entries=200, show_spinner=False)
def _offered(url: str, scope: Scope, name: str) -> list[str]:
    """The values to choose from; a minute old at most, as each costs a look at every visit."""
    with store().reading() as connection:
        return [value for value, _ in values_of(connection, scope, name)]


def _chosen(name: str, offered: Sequence[str]) -> list[str]:
    chosen = st.multiselect(
        DIMENSIONS[name],
        offered,
        format_func=lambda value: value or "not given",
        key=f"outcomes.{name}",
        bind="query-params",
        accept_new_options=True,
        placeholder="All",
    )
    _note(f"outcomes.{name}", chosen)
    return chosen


def _bring_along() -> None:
    """Go on with what was chosen on another page: of what came by its address, Streamlit keeps nothing."""
    page = page_shown()
    if st.session_state.get(_PAGE) == page:
        return
    st.session_state[_PAGE] = page
    for key, chosen in st.session_state.get(_CHOSEN, {}).items():
        if key not in st.query_params:
            st.session_state[key] = chosen


def _note(key: str, chosen: Any) -> None:
    st.session_state[_CHOSEN] = {**st.session_state.get(_CHOSEN, {}), key: chosen}
