"""Taking a walk elsewhere and bringing one back: exports, a link, and a recorded walk to replay."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import streamlit as st
from handles import address
from walk_state import EDITS, begin, current

from konnektive.export.formats import FORMATS
from konnektive.export.replayed import read_run
from konnektive.link import link
from konnektive.run import Run, started

IMPORTED = "walk.import.problem"


def show_share(run: Run) -> None:
    """Downloads of the calls made so far, the link to this set-up, and the import."""
    st.markdown(f"**{len(run.attempts)} calls of this walk**, secrets masked")
    with st.container(horizontal=True):
        for one in FORMATS:
            st.download_button(
                one.name,
                data=partial(one.write, run),
                file_name=one.file_name,
                mime=one.mime,
                key=f"walk.export.{one.name}",
                on_click="ignore",
                disabled=not run.attempts,
            )
    st.caption("A link to this funnel, buyer, landing URL and place. It never opens live.")
    st.code(
        f"{address()}/walk?{urlencode(link(run, st.session_state.get(EDITS)))}",
        language=None,
        wrap_lines=True,
    )
    st.file_uploader(
        "Replay a walk",
        type=["json", "har", "jsonl", "ndjson", "txt", "sh"],
        key="walk.import",
        on_change=replay_file,
        help="A walk's JSON, a HAR, JSON lines or cURL commands: the same calls in the same order.",
    )
    if st.session_state.get(IMPORTED):
        st.error(st.session_state[IMPORTED])


def replay_file() -> None:
    """Stand at the start of the walk that the file holds."""
    uploaded = st.session_state["walk.import"]
    if uploaded is None:
        return
    read, run = read_run(uploaded.getvalue()), current()
    st.session_state[IMPORTED] = read.problem
    if read.funnel:
        begin(started(read.funnel, run.seed, run.buyer, run.landing))
