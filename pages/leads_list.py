"""The list of people: totals that follow the filter, chosen columns, downloads, and page by page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from handles import capture_url, store
from leads_download import refuse_downloads, show_downloads
from leads_state import Place, choose, go, place
from leads_totals import show_totals
from sample_data import offer_sample_data

from kartra.event import Event
from kartra.lead import Lead
from kartra.lead_fields import LEAD_FIELDS
from kartra.timeline import events_of
from store.questions.people import Asked, people
from store.questions.person import PersonRow

COLUMNS = ("Name", "E-mail", "Last seen (UTC)", "Events", "Revenue", "GDPR status", "Lead id")
OTHERS = ("First seen (UTC)", "May be contacted")
_FIELDS = tuple(field.name for field in LEAD_FIELDS if field.name not in ("id", "email", "custom_fields"))


def show_list(asked: Asked, is_all: bool) -> None:
    """Draw totals, the toolbar and one page of people; nothing is offered for what was not understood."""
    at = place()
    with store().reading() as connection:
        found = people(connection, asked, below=at.below)
        bodies = events_of(connection, {one.delivery_id for one in found.people})
    if not found.people and at.below is None:
        _show_empty(asked)
        return
    leads = [_newest(one, bodies) for one in found.people]
    with st.container(horizontal=True, vertical_alignment="center"):
        show_totals(asked)
        st.space("stretch")
        columns = _choose_columns(leads)
        if is_all:
            show_downloads(asked)
        else:
            refuse_downloads()
    _show_rows(found.people, leads, columns)
    _show_turning(at, found.below)


def _newest(one: PersonRow, bodies: dict[int, tuple[Event, ...]]) -> Lead:
    events = bodies.get(one.delivery_id, ())
    return Lead.of(events[one.position]) if one.position < len(events) else Lead()


def _choose_columns(leads: Sequence[Lead]) -> list[str]:
    custom = sorted({f"custom: {one.identifier}" for lead in leads for one in lead.custom_fields})
    with st.popover("Columns", icon=":material/view_column:"):
        chosen: list[str] = st.multiselect(
            "Columns",
            [*COLUMNS, *OTHERS, *_FIELDS, *custom],
            default=list(COLUMNS),
            key="leads.columns",
            persist_state="session",
            help="Values are those of each person's newest event.",
        )
    return chosen or list(COLUMNS)


def _show_rows(rows: Sequence[PersonRow], leads: Sequence[Lead], columns: Sequence[str]) -> None:
    keys = [one.key for one in rows]
    key = f"leads.rows.{rows[0].newest if rows else 0}.{len(rows)}"
    table = [_row(*pair) for pair in zip(rows, leads, strict=True)]
    st.dataframe(
        [{name: one.get(name, "") for name in columns} for one in table],
        key=key,
        on_select=lambda: _open(key, keys),
        selection_mode="single-cell",
        hide_index=True,
        height="content" if len(rows) <= 20 else 738,
        column_config={
            "Last seen (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "First seen (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "Revenue": st.column_config.NumberColumn(format="accounting"),
        },
        alt="People, the latest seen first",
    )


def _open(key: str, keys: Sequence[str]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        choose(keys[cells[0][0]])


def _row(one: PersonRow, lead: Lead) -> dict[str, Any]:
    return {
        "Name": one.name,
        "E-mail": lead.email or (one.emails[0] if one.emails else ""),
        "Last seen (UTC)": datetime.fromtimestamp(one.last_seen / 1000, UTC),
        "First seen (UTC)": datetime.fromtimestamp(one.first_seen / 1000, UTC),
        "Events": one.events,
        "Revenue": one.revenue_cents / 100,
        "GDPR status": lead.gdpr_status,
        "May be contacted": lead.contact,
        "Lead id": ", ".join(one.ids),
        **{name: str(lead.fields.get(name, "")) for name in _FIELDS},
        **{f"custom: {field.identifier}": field.value for field in lead.custom_fields},
    }


def _show_turning(at: Place, below: int | None) -> None:
    if not at.trail and below is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        newer = Place(at.trail[-1], at.trail[:-1]) if at.trail else Place()
        st.button("Later seen", key="leads.newer", disabled=not at.trail, on_click=go, args=(newer,))
        older = Place(below, (*at.trail, at.below))
        st.button("Seen earlier", key="leads.older", disabled=below is None, on_click=go, args=(older,))


def _show_empty(asked: Asked) -> None:
    if asked.query.terms or asked.kinds:
        st.info("Nobody fits this filter.", icon=":material/search_off:")
        return
    st.info(
        f"Everybody whom a webhook tells of gets one row here. Have Kartra post to {capture_url()}, "
        "import a file with `python -m kartra import`, or look at samples first.",
        title="Nobody yet",
        icon=":material/group:",
    )
    offer_sample_data("leads")
