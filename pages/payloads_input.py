"""Where an input comes from: the paste box, files, or a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from linked import is_news
from payloads_files import ask_for_path, ask_for_upload
from payloads_large import close_large, is_large, open_large
from upload_zone import upload_zone, uploaded

from kartra.event import Reading
from kartra.reading import read
from store.uploads import remove

SAMPLES = Path(__file__).parent.parent / "sample_payloads" / "kartra"
_STATE = "payloads.inputs"
FIRST = (
    "purchase.json",
    "purchase-of-a-subscription.json",
    "refund.json",
    "documentation-sample.txt",
    "ipn-sale.txt",
    "webhook-site-export.csv",
    "php-print_r.txt",
    "journey-of-one-lead.ndjson",
    "cut-off.txt",
    "api-answer.json",
)
"""The samples that are offered first: one of each kind of trouble."""


@dataclass(frozen=True, slots=True)
class Input:
    """What was pasted or opened, and what was made of it."""

    name: str
    data: bytes
    reading: Reading


def inputs() -> tuple[Input, ...]:
    """What is open now; nothing at first."""
    linked = st.query_params.get("sample", "")
    if is_news(linked) and linked in sample_names():
        _open((linked, (SAMPLES / linked).read_bytes()))
    opened: tuple[Input, ...] = st.session_state.get(_STATE, ())
    return opened


def ask_for_input() -> None:
    """Draw the box, the uploader and the samples; whichever was touched last is what is open."""
    box, beside = st.columns([3, 2], gap="medium")
    with box:
        st.text_area(
            "Paste anything",
            key="payloads.paste",
            height=190,
            placeholder="A body, a log line, print_r output, a form post, a cURL command, half a file …",
            on_change=_pasted,
        )
    with beside:
        upload_zone(
            "or open files",
            "Any size. JSON, NDJSON, CSV, logs, gzip, zip, zstd: told by the content.",
            key="payloads.files",
            on_uploaded=_uploaded,
        )
        with st.container(horizontal=True):
            ask_for_path()
            ask_for_upload()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _show_samples(FIRST, "payloads.sample", "or try a sample")
        with st.popover("More samples", icon=":material/more_horiz:"):
            rest = [name for name in sample_names() if name not in FIRST]
            _show_samples(rest, "payloads.other_sample", "More samples")


def _show_samples(names: Sequence[str], key: str, label: str) -> None:
    st.pills(label, names, key=key, format_func=_label, on_change=_picked, args=(key,), width="content")


def sample_names() -> list[str]:
    """The files of sample_payloads/kartra, the telling ones first."""
    every = sorted(path.name for path in SAMPLES.iterdir() if path.is_file())
    return [name for name in FIRST if name in every] + [name for name in every if name not in FIRST]


def _label(name: str) -> str:
    return name.rpartition(".")[0].replace("-", " ")


def _open(*given: tuple[str, bytes]) -> None:
    close_large()
    st.session_state[_STATE] = tuple(Input(name, data, read(data, name)) for name, data in given)


def _pasted() -> None:
    text = st.session_state["payloads.paste"]
    _unpick()
    _open(*([("pasted", text.encode("utf-8", "replace"))] if text else []))


def _uploaded() -> None:
    _unpick()
    files = uploaded("payloads.files")
    large = [file for file in files if is_large(file.path)]
    _open(*((file.name, file.path.read_bytes()) for file in files if file not in large))
    for file in files:
        if file not in large:
            remove(file.id)
    if large:
        open_large(large[-1].name, large[-1].path, ours=True)


def _unpick() -> None:
    for key in ("payloads.sample", "payloads.other_sample"):
        st.session_state[key] = None


def _picked(key: str) -> None:
    name = st.session_state[key]
    other = "payloads.sample" if key != "payloads.sample" else "payloads.other_sample"
    st.session_state["payloads.paste"] = ""
    st.session_state[other] = None
    _open(*([(name, (SAMPLES / name).read_bytes())] if name in sample_names() else []))
