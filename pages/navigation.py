"""The shell: what every page shows, and which pages there are."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from badges import show_badges
from hearing import arrive
from unreachable import UNREACHABLE, explain

HERE = Path(__file__).parent
PAGES: dict[str, list[tuple[str, str, str, str]]] = {
    "": [("start", "Start", "home", "Three doors, the addresses to point things at, and sample data")],
    "Test a funnel": [
        ("walk", "Walk", "footprint", "Step through a funnel page by page and see every call"),
        ("scenarios", "Scenarios", "grid_on", "Every scenario against every fault, as one matrix"),
        ("sandbox", "Sandbox", "science", "The embedded CRM: traffic, state, catalogue, faults, reset"),
        ("audit", "Audit", "fact_check", "What a recorded funnel did wrong, and what that costs"),
    ],
    "Inspect webhooks": [
        ("inbox", "Inbox", "inbox", "What arrived at /in/, live, with search"),
        ("payloads", "Payloads", "data_object", "Paste or open anything Kartra sent and read it"),
        ("leads", "Leads", "group", "One row a person, with their timeline"),
        ("ledger", "Ledger", "receipt_long", "Subscriptions, instalments, refunds and what is missing"),
        ("drift", "Drift", "difference", "Documented fields beside what events really held"),
        ("trigger", "Trigger", "bolt", "Make a Kartra event on purpose and send it"),
    ],
    "See outcomes": [
        ("funnel", "Funnel", "filter_alt", "How visits moved from page to page, and where they were lost"),
        ("money", "Money", "payments", "Sales, refunds and products from Kartra's transactions"),
        ("health", "Health", "monitor_heart", "Calls, errors and response times; what the store holds"),
    ],
    "Help": [("guide", "Guide", "menu_book", "Short chapters, each with an example to try")],
}


def page(name: str, title: str, icon: str, purpose: str) -> st.Page:
    return st.Page(
        f"{name}.py", title=title, icon=f":material/{icon}:", help=purpose, default=name == "start"
    )


st.set_page_config(page_title="Funnelscope", page_icon=str(HERE / "logo_icon.svg"), layout="wide")
st.logo(str(HERE / "logo.svg"), size="large", icon_image=str(HERE / "logo_icon.svg"))
chosen = st.navigation({group: [page(*entry) for entry in entries] for group, entries in PAGES.items()})
arrive(chosen.url_path)
try:
    show_badges()
    chosen.run()
except UNREACHABLE as wrong:
    explain(wrong)
