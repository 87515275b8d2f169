"""Short chapters, each with an example to try."""

from __future__ import annotations

import streamlit as st
from guide_chapters import PARTS, Chapter
from handles import capture_url, sandbox_url

st.title("Guide", anchor=False)
st.markdown("Each chapter is one thing to do, and its link opens the page in the state to try it.")


def show_chapter(chapter: Chapter) -> None:
    """Title, a few sentences, the command that does the same, and the link."""
    st.markdown(f"**{chapter.title}**")
    st.write(chapter.text)
    if chapter.code:
        code = chapter.code.format(sandbox=sandbox_url(), capture=capture_url())
        st.code(code, language="shell", wrap_lines=True)
    st.page_link(
        chapter.page,
        label=f"Try it: {chapter.action[0].lower()}{chapter.action[1:]}",
        icon=":material/play_circle:",
        query_params=dict(chapter.state),
    )


tabs = st.tabs(list(PARTS), key="guide.part", on_change="rerun", bind="query-params")
for tab, chapters in zip(tabs, PARTS.values(), strict=True):
    with (
        tab,
        st.grid(2, min_column_width=380, gap="small", border=True, key=f"guide.{chapters[0].page}") as grid,
    ):
        for chapter in chapters:
            with grid.cell():
                show_chapter(chapter)
