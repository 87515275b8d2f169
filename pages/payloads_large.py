"""A file of many lines, paged: gone through once with a progress bar, in memory that stays small."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import streamlit as st
from reading_view import show_reading
from streamlit.typing import UploadedFile

from kartra.reading import read
from kartra.reading.large import LineIndex, is_lines
from kartra.rows import rows_of
from kartra.validation import fault
from privacy import redacted_text

LARGE = 8 << 20
"""Bytes from which a file of lines is paged instead of being read as a whole."""
PAGE = 100
"""Lines of one page."""
_HEAD = 1 << 20
_FILE, _INDEX = "payloads.large", "payloads.index"


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file that is read by its lines: on this machine, or uploaded."""

    name: str
    size: int
    mark: str
    """What changes when the file does."""
    source: Path | UploadedFile

    def opened(self) -> AbstractContextManager[BinaryIO]:
        """The file from its beginning."""
        if isinstance(self.source, Path):
            return self.source.open("rb")
        self.source.seek(0)
        return nullcontext(self.source)  # closing an upload would lose it


def is_large(file: UploadedFile) -> bool:
    """Whether an upload is a file of lines that should be paged."""
    return file.size > LARGE and is_lines(bytes(file.getbuffer()[:_HEAD]))


def open_upload(file: UploadedFile) -> None:
    """Show this upload by its lines."""
    st.session_state[_FILE] = LargeFile(file.name, file.size, file.file_id, file)


def close_large() -> None:
    """Show no large file."""
    st.session_state.pop(_FILE, None)
    st.session_state.pop(_INDEX, None)


def ask_for_path() -> None:
    """Draw the field for a file's path; files are opened for whoever sits at this machine only."""
    if isinstance(st.context.ip_address, str):  # None at this machine
        return
    with st.popover("Open a large file by its path", icon=":material/folder_open:"):
        st.text_input("Path on this machine", key="payloads.path", placeholder="/data/events.ndjson")
        st.button("Open", key="payloads.open_path", type="primary", on_click=_open_path)
        st.caption("One JSON object a line, of any size: it is paged, not loaded.")


def _open_path() -> None:
    path = Path(st.session_state["payloads.path"].strip()).expanduser()
    try:
        facts = path.stat()
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError) as error:
        st.toast(
            f"It can not be opened: {getattr(error, 'strerror', None) or error}.", icon=":material/error:"
        )
        return
    if not is_lines(head):
        st.toast("It does not have one JSON object a line. Upload it instead.", icon=":material/help:")
        return
    mark = f"{path}:{facts.st_mtime_ns}:{facts.st_size}"
    st.session_state[_FILE] = LargeFile(path.name, facts.st_size, mark, path)


def show_large() -> None:
    """Draw the large file that is open, if one is."""
    file: LargeFile | None = st.session_state.get(_FILE)
    if file is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/draft: `{file.name.replace('`', '')}` · {file.size / 1e6:,.1f} MB")
        st.space("stretch")
        st.button("Close", key="payloads.close_large", icon=":material/close:", on_click=close_large)
    index = _index(file)
    said = f"{index.lines:,} lines"
    st.markdown(f"**{said}**, {index.faults:,} of them not as documented" if index.faults else f"**{said}**")
    _show_lines(index)


def _index(file: LargeFile) -> LineIndex:
    mark, index = st.session_state.get(_INDEX, ("", None))
    if index is not None and mark == file.mark:
        built: LineIndex = index
        return built
    made = LineIndex(file.opened, file.size)
    bar = st.progress(0.0, "Going through the file")
    for share in made.build():
        bar.progress(share, f"Going through the file: {made.lines:,} lines")
    bar.empty()
    st.session_state[_INDEX] = (file.mark, made)
    return made


def _show_lines(index: LineIndex) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Lines", ["All", "Not as documented"], default="All", required=True, key="payloads.which",
            disabled=not index.faults,
        )  # fmt: skip
        odd = which != "All"
        count = len(index.faulty) if odd else index.lines
        line = st.number_input(
            "Go to line", 1, max(1, index.lines), key="payloads.line", width=160, disabled=odd
        )
    first = PAGE * (st.pagination(max(1, -(-count // PAGE)), key=f"payloads.page.{which}.{line}") - 1)
    first += 0 if odd else int(line) - 1
    shown = index.picked(index.faulty[first : first + PAGE]) if odd else index.page(first, PAGE)
    chosen = st.dataframe(
        [_line(number, text) for number, text in shown],
        key=f"payloads.lines.{which}.{first}",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=420,
        placeholder="",
        column_config={"What is not as documented": st.column_config.TextColumn(width="large")},
        alt="Lines of the file",
    )
    _show_chosen(shown, chosen["selection"]["rows"])


def _show_chosen(shown: Sequence[tuple[int, bytes]], rows: Sequence[int]) -> None:
    if not rows:
        st.caption("Choose a line to see all of it.")
        return
    number, text = shown[rows[0]]
    name = f"line {number + 1}"
    with st.container(border=True):
        show_reading(read(text, name), text, f"payloads.line.{number}")


def _line(number: int, text: bytes) -> dict[str, object]:
    row = next(iter(rows_of(text).events), None)
    wrong = fault(text) if text.strip() else None
    return {
        "Line": number + 1,
        "Action": row.action if row else "",
        "Lead": (row.lead_email or row.lead_id) if row else "",
        "About": redacted_text(row.subject) if row else "",
        "Amount": None if row is None or row.amount_cents is None else row.amount_cents / 100,
        "What is not as documented": redacted_text(wrong or ""),
    }
