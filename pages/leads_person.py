"""One person: who it is, what was bought, and everything that happened, newest first."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from chart import HINT, clicked
from event_cards import show_custom_fields
from handles import store
from leads_state import choose
from ledger_purchase import show_entries
from plain import code, plain, shortened

from kartra.event import Event
from kartra.figures_ledger import bar_label, subscription_bars
from kartra.lead import Lead
from kartra.ledger import Ledger
from kartra.ledger.kept import kept_transactions
from kartra.money import money_text
from kartra.timeline import PAGE, Moment, by_day, events_of, timeline
from store.questions.person import PersonRow, paid_by, person
from store.questions.person_names import Identity, everything_of


def show_person(named: Identity) -> None:
    """Draw the person that the link names."""
    st.button(
        "All leads",
        key="leads.back",
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=choose,
        args=(None,),
    )
    with store().reading() as connection:
        names = everything_of(connection, named)
        one = person(connection, names)
        ledger = Ledger.of(kept_transactions(connection, paid_by(names)))
        bodies = events_of(connection, {one.delivery_id})
        below = _below(one.key)
        moments = timeline(connection, sorted(names), below=below)
    if not one.events:
        st.title("Leads", anchor=False)
        st.warning("Nothing is kept of this person: it never was, or retention has removed it.")
        return
    newest = bodies.get(one.delivery_id, ())
    _show_head(one, newest[one.position] if one.position < len(newest) else None)
    if ledger.purchases:
        _show_purchases(ledger)
    st.subheader("What happened", anchor=False)
    for day, group in by_day(moments):
        st.markdown(f"**{day}**\n" + "\n".join(f"- {_told(one)}" for one in group))
    _show_turning(one.key, below, moments)


def _below(key: str) -> int | None:
    """The event that this part of the timeline lies before; a person opens at the newest."""
    about, below = st.session_state.get("leads.person.part", ("", None))
    return below if about == key else None


def _to(key: str, below: int | None) -> None:
    st.session_state["leads.person.part"] = (key, below)


def _show_turning(key: str, below: int | None, moments: list[Moment]) -> None:
    if below is None and len(moments) < PAGE:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Newest", key="leads.person.newest", disabled=below is None, on_click=_to, args=(key, None))
        earlier = moments[-1].event_id if len(moments) == PAGE else None
        st.button(
            "Earlier", key="leads.person.earlier", disabled=earlier is None, on_click=_to, args=(key, earlier)
        )


def _show_head(one: PersonRow, newest: Event | None) -> None:
    lead = Lead.of(newest) if newest else Lead()
    st.title(plain(shortened(one.name or lead.email or one.key)), anchor=False)
    known = [code(shortened(mail)) for mail in one.emails]
    known += [f"lead {code(shortened(id_))}" for id_ in one.ids]
    st.markdown(" · ".join(known))
    with st.grid("auto", min_column_width=165, gap="small", key="leads.person.tiles"):
        st.metric("Events", f"{one.events:,}", border=True)
        st.metric(
            "Revenue", money_text(one.revenue_cents), border=True, help="No currency is told by Kartra."
        )
        st.metric("GDPR", plain(lead.gdpr_status) or "not told", border=True)
    if lead.contact:
        st.caption(f"May be contacted: {plain(lead.contact)}")
    if lead.custom_fields:
        show_custom_fields(lead)


def _show_purchases(ledger: Ledger) -> None:
    st.subheader("What was bought", anchor=False)
    figure = subscription_bars(ledger.purchases, ledger.as_of)
    point = clicked(figure, "leads.person.bars", "Purchases over time")
    chosen = [one for one in ledger.purchases if point and bar_label(one) == point.get("y")]
    for one in chosen:
        st.markdown(f"**{plain(one.product_name or 'unnamed product')}**, {one.status}")
        show_entries(one)
    if not chosen:
        st.caption(HINT)


def _told(one: Moment) -> str:
    at = datetime.fromtimestamp(one.ts / 1000, UTC)
    repeat = " :gray[(sent again)]" if one.is_repeat else ""
    link = f"[#{one.delivery_id}](/inbox?delivery={one.delivery_id})"
    return f":gray[{at:%H:%M:%S}] {plain(one.words)}{repeat} {link}"
