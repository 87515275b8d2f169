"""Three doors, the addresses to point things at, and how things stand."""

from __future__ import annotations

import streamlit as st
from handles import capture_url, sandbox_url, store
from sample_data import offer_sample_data, show_sample_note
from start_figures import show_figures

from store.questions.dimensions import days_of_events, days_of_visits

DOORS = (
    (
        "Test a funnel",
        "Step through every page of a Konnektive / CheckoutChamp funnel and see each call it should make, "
        "against a sandbox that behaves like the CRM.",
        "walk.py",
        "Walk a funnel",
        "footprint",
    ),
    (
        "Inspect webhooks",
        "Paste, upload or receive what Kartra sends, and read it as leads and transactions, "
        "with an honest word on what is odd.",
        "payloads.py",
        "Read a payload",
        "data_object",
    ),
    (
        "See outcomes",
        "How visits ended, where they were lost and why, what was earned and given back. "
        "Every number opens to the rows behind it.",
        "funnel.py",
        "Open the funnel",
        "filter_alt",
    ),
)

st.title("Funnelscope", anchor=False)
st.markdown("Does the funnel make the calls it should, what did Kartra send, and how did it end?")

with st.grid(3, min_column_width=260, gap="small", key="start.doors") as doors:
    for title, words, page, action, icon in DOORS:
        with doors.cell(), st.container(border=True, height="stretch"):
            st.subheader(title, anchor=False)
            st.write(words)
            st.page_link(page, label=f"**{action}**", icon=f":material/{icon}:")

with store().reading() as connection:
    anything = days_of_visits(connection) or days_of_events(connection)
if anything:
    show_figures()
    show_sample_note("start")
else:
    with st.container(border=True, key="start.empty"):
        st.subheader("Nothing is kept yet", anchor=False)
        st.write(
            "Load some hundred simulated visits and Kartra events to look around. "
            "They are marked as samples, and one click takes them out again."
        )
        offer_sample_data("start")

st.subheader("Point things here", anchor=False)
left, right = st.columns(2, gap="medium")
with left:
    st.markdown("**The sandbox of the CRM**, in place of `https://api.konnektive.com`")
    st.code(sandbox_url(), language=None)
    st.code(
        f"curl {sandbox_url()}/landers/clicks/import/ \\\n"
        "  -d loginId=demo -d password=demo -d campaignId=1 \\\n"
        "  -d pageType=leadPage \\\n"
        "  --data-urlencode requestUri=https://shop.example/",
        language="shell",
    )
with right:
    st.markdown("**Where webhooks arrive**: a Kartra outbound API, an IPN, or anything that posts")
    st.code(capture_url(), language=None)
    st.code(
        f"curl {capture_url()} -H 'Content-Type: application/json' -d '\n"
        """  {"action": "assign_tag",\n"""
        """   "lead": {"id": "1", "email": "ana@example.com"},\n"""
        """   "action_details": {"tag": {"tag_name": "VIP"}}}'""",
        language="shell",
    )
