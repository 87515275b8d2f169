"""Where a recording comes from: dropped files, pasted text, a path, the sandbox, or a sample."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from audit_source import SAMPLE_NAMES, open_bytes, open_files, open_sample, open_sandbox
from plain import plain
from visitor import is_at_this_machine

KINDS = "HAR, JSON lines, cURL commands or access logs, packed with gzip or not. Several at once are fine."


def ask_for_recording() -> None:
    """Draw the drop zone and the other doors; whichever was touched last is what is open."""
    drop, beside = st.columns([3, 2], gap="medium", vertical_alignment="center")
    with drop:
        st.file_uploader(
            "Drop a recording of the funnel",
            key="audit.files",
            accept_multiple_files=True,
            on_change=_uploaded,
            help=KINDS,
        )
    with beside:
        st.button(
            "Audit what the sandbox recorded",
            key="audit.sandbox",
            icon=":material/science:",
            type="primary",
            on_click=_sandbox,
        )
        with st.popover("Paste, or name a path", icon=":material/content_paste:"):
            _show_other_doors()
    st.pills(
        "or try a sample",
        list(SAMPLE_NAMES),
        key="audit.sample",
        format_func=SAMPLE_NAMES.__getitem__,
        on_change=_sampled,
    )


def _show_other_doors() -> None:
    st.text_area(
        "Paste",
        key="audit.paste",
        height=160,
        placeholder="curl 'https://api.checkoutchamp.com/landers/clicks/import/' …",
        on_change=lambda: open_bytes(st.session_state["audit.paste"].encode("utf-8", "replace"), "pasted"),
    )
    if is_at_this_machine():
        _show_path()


def _show_path() -> None:
    """The field for a file's path; files are opened for whoever sits at this machine only."""
    st.text_input(
        "or the path of a file on this machine",
        key="audit.path",
        placeholder="/home/me/funnel.har",
        on_change=_named,
        help="It is read where it is: for recordings too large to upload.",
    )
    if problem := st.session_state.get("audit.path_problem"):
        st.warning(plain(problem))


def _uploaded() -> None:
    open_files([(file.name, file) for file in st.session_state["audit.files"]])


def _sampled() -> None:
    if name := st.session_state["audit.sample"]:
        open_sample(name)


def _sandbox() -> None:
    st.session_state["audit.sample"] = None
    open_sandbox()


def _named() -> None:
    st.session_state["audit.path_problem"] = ""
    name = st.session_state["audit.path"].strip()
    if not name:
        return
    try:
        with Path(name).expanduser().open("rb") as source:
            open_files([(Path(name).name, source)])
    except (OSError, ValueError, RuntimeError) as wrong:
        # A path may hold a sign that none has, or begin at the home of somebody unknown.
        reason = getattr(wrong, "strerror", None) or wrong
        st.session_state["audit.path_problem"] = f"{name}: {reason}."
