"""Which large file to open: by its path on this machine, or one that was uploaded before."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from handles import address
from payloads_large import open_large
from visitor import is_at_this_machine

from store.uploads import Upload, remove, upload, uploads


def ask_for_path() -> None:
    """Draw the field for a file's path; files are opened for whoever sits at this machine only."""
    if not is_at_this_machine():
        return
    with st.popover("Open by path", icon=":material/folder_open:"):
        st.text_input("Path on this machine", key="payloads.path", placeholder="/data/events.ndjson")
        st.button("Open", key="payloads.open_path", type="primary", on_click=_open_path)
        st.caption("A file of any size is paged, not loaded: lines, a JSON list, CSV; packed ones too.")


def _open_path() -> None:
    try:
        path = Path(st.session_state["payloads.path"].strip()).expanduser()
        with path.open("rb"):
            pass
    except (OSError, ValueError, RuntimeError) as error:
        st.toast(
            f"It can not be opened: {getattr(error, 'strerror', None) or error}.", icon=":material/error:"
        )
        return
    open_large(path.name, path)


def ask_for_upload() -> None:
    """Draw the files that were uploaded and are still here, and how a program uploads one."""
    known = {one.id: one for one in uploads()}
    with st.popover(f"Uploaded ({len(known)})" if known else "Uploaded", icon=":material/cloud_upload:"):
        if known:
            chosen = st.selectbox(
                "Files", list(known), format_func=lambda id: _told(known[id]), key="payloads.upload"
            )
            with st.container(horizontal=True):
                st.button("Open", key="payloads.open_upload", type="primary", on_click=_open, args=(chosen,))
                st.button("Remove", key="payloads.remove_upload", on_click=_remove, args=(chosen,))
        st.caption("A large file stays for a day after it was last looked at. A program uploads one with:")
        st.code(f"curl -T events.ndjson {address()}/api/uploads/", language="bash", wrap_lines=True)


def _told(one: Upload) -> str:
    return f"{one.name} · {one.size / 1e6:,.1f} MB"


def _open(id: str) -> None:
    if found := upload(id):
        open_large(found.name, found.path, ours=True)


def _remove(id: str) -> None:
    remove(id)
