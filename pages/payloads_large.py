"""A large file that is open: unpacked and gone through once, with a progress bar, in little memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from payloads_pieces import show_pieces
from plain import plain
from reading_view import show_reading

from kartra.paging import PieceIndex, Plain, is_packed, members
from kartra.reading import read
from store.uploads import beside, room

LARGE = 8 << 20
"""Bytes from which a file is paged instead of being read as a whole."""
_PACKED = 512 << 10
"""The same for a packed file: JSON shrinks to a tenth, and less."""
_FILE, _OPENED = "payloads.large", "payloads.opened"


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file that is paged, wherever it came from."""

    name: str
    path: Path
    ours: bool
    """Whether it was uploaded: then it stays as long as it is looked at, and nobody changes it."""

    @property
    def mark(self) -> str:
        """What changes when the file does; OSError when it is gone."""
        facts = self.path.stat()
        return f"{self.path}:{0 if self.ours else facts.st_mtime_ns}:{facts.st_size}"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was made of a large file."""

    mark: str
    path: Path
    """The file itself, or what was unpacked of it."""
    steps: tuple[str, ...]
    trouble: str
    index: PieceIndex | None
    """None where nothing says where one event ends and the next begins."""


def is_large(path: Path) -> bool:
    """Whether a file should be paged."""
    with path.open("rb") as file:
        packed = is_packed(file.read(8))
    return path.stat().st_size > (_PACKED if packed else LARGE)


def open_large(name: str, path: Path, *, ours: bool = False) -> None:
    """Show this file by its pieces; ours: it was uploaded."""
    close_large()
    st.session_state[_FILE] = LargeFile(name, path, ours)


def close_large() -> None:
    """Show no large file, and keep nothing of what was unpacked."""
    file = st.session_state.pop(_FILE, None)
    if file is not None:
        _forget_opened(file)


def _forget_opened(file: LargeFile) -> None:
    opened = st.session_state.pop(_OPENED, None)
    if opened is not None and opened.path != file.path:
        opened.path.unlink(missing_ok=True)


def show_large() -> None:
    """Draw the large file that is open, if one is."""
    file: LargeFile | None = st.session_state.get(_FILE)
    if file is None:
        return
    try:
        _show(file)
    except OSError as wrong:
        close_large()
        st.warning(f"{plain(file.name)} can not be read any more: {plain(wrong.strerror or str(wrong))}.")


def _show(file: LargeFile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        size = file.path.stat().st_size
        st.markdown(f":material/draft: `{file.name.replace('`', '')}` · {size / 1e6:,.1f} MB")
        st.space("stretch")
        st.button("Close", key="payloads.close_large", icon=":material/close:", on_click=close_large)
    opened = _opened(file, _member(file))
    if file.ours or opened.path != file.path:
        opened.path.touch()
    if opened.steps:
        size = opened.path.stat().st_size
        steps = " → ".join(f"`{step.replace('`', '')}`" for step in opened.steps)
        st.caption(
            f"Unpacked to {size / 1e6:,.1f} MB on this server's disk ({steps}); removed when it is closed, "
            "or after a day."
        )
    if opened.trouble:
        st.warning(plain(opened.trouble), icon=":material/content_cut:")
    if opened.index is not None:
        show_pieces(opened.index)
    else:
        _show_beginning(opened.path)


def _member(file: LargeFile) -> str:
    """Which file of an archive is wanted."""
    names = members(file.path)
    if len(names) < 2:
        return ""
    return st.selectbox("File in the archive", names, key="payloads.member")


def _opened(file: LargeFile, member: str) -> Opened:
    known: Opened | None = st.session_state.get(_OPENED)
    mark = f"{file.mark}:{member}"
    if known is not None and known.mark == mark:
        return known
    _forget_opened(file)
    bar = st.progress(0.0, "Opening the file")
    unpacked = _unpacked(file.path, member, bar)
    path = unpacked.target if unpacked else file.path
    index = PieceIndex.of(path)
    if index is not None:
        for share in index.build():
            bar.progress(share, f"Going through the file: {index.count:,} {index.layout.thing}s")
    bar.empty()
    steps, trouble = (tuple(unpacked.steps), unpacked.trouble) if unpacked else ((), "")
    made = Opened(mark, path, steps, trouble, index)
    st.session_state[_OPENED] = made
    return made


def _unpacked(path: Path, member: str, bar: st.delta_generator.DeltaGenerator) -> Plain | None:
    with path.open("rb") as file:
        if not is_packed(file.read(8)):
            return None
    made = Plain(path, beside(), room(), member)
    done = False
    try:
        for share in made.build():
            bar.progress(share, f"Unpacking the file: {made.size / 1e6:,.0f} MB")
        done = True
    finally:
        if not done:  # whoever looks at the page has gone on before it was whole
            made.target.unlink(missing_ok=True)
    return made


def _show_beginning(path: Path) -> None:
    with path.open("rb") as file:
        data = file.read(LARGE)
    if path.stat().st_size > len(data):
        st.caption(
            f"The first {len(data) / 1e6:,.0f} MB: nothing in the file says where one event ends and the "
            "next begins, so it can not be paged."
        )
    show_reading(read(data, path.name), data, "payloads.beginning")
