"""A place to drop files of any size: the browser sends them to the disk, with a bar for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from handles import base_path

from faces import ticket
from kartra.control.uploads import TICKET
from store.uploads import LARGEST, Upload, upload

_HERE = Path(__file__).parent
_HTML, _CSS, _SCRIPT = ((_HERE / f"upload_zone.{part}").read_text("utf-8") for part in ("html", "css", "js"))


def upload_zone(label: str, hint: str, key: str, on_uploaded: Callable[[], None]) -> None:
    """Draw the place; `on_uploaded` is called when files have arrived, and finds them in `uploaded(key)`."""
    zone = st.components.v2.component("upload_zone", html=_HTML, css=_CSS, js=_SCRIPT)
    told = {
        "label": label,
        "hint": hint,
        "ticket": ticket(TICKET),
        "largest": LARGEST,
        "base": base_path(),
    }
    zone(key=key, data=told, on_uploaded_change=on_uploaded, height="content")


def uploaded(key: str) -> list[Upload]:
    """The files that have just arrived there, in their order."""
    ids = st.session_state[key].uploaded or ()
    return [found for id in ids if (found := upload(str(id)))]
