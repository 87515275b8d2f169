"""What one delivery differs in from another."""

from __future__ import annotations

import streamlit as st
from handles import store

from kartra.inspecting import differences
from store.inbox import Whole, alike_before, one

_LISTED = 500
_CELL = 5_000
"""Characters of one side that are drawn."""


def show_comparison(whole: Whole) -> None:
    """Draw the choice of the other delivery, and the places in which they differ."""
    with store().reading() as connection:
        nearest = alike_before(connection, whole.line)
    number = st.number_input(
        "With delivery",
        min_value=1,
        value=nearest,
        key=f"inbox.with.{whole.line.id}",
        help="The delivery before with the same action is offered first.",
        width=220,
    )
    if number is None:
        st.caption("Name another delivery by its number.")
        return
    with store().reading() as connection:
        other = one(connection, int(number))
    if other is None:
        st.warning(f"There is no delivery {number}.")
        return
    found = differences(_told(other), _told(whole))
    if not found:
        st.success("They say the same.", icon=":material/check:")
        return
    counted = "1 difference" if len(found) == 1 else f"{len(found):,} differences"
    listed = f"; the first {_LISTED} are listed" if len(found) > _LISTED else ""
    st.markdown(f"{counted}, from {number} to {whole.line.id}{listed}")
    if any(one.is_coarse for one in found):
        st.caption(
            "These texts are too long and too different to be compared line by line throughout: "
            "a long stretch may hold lines that are the same on both sides."
        )
    st.dataframe(
        [
            {
                "Where": one.path,
                "": one.kind,
                str(number): _cell(one.before),
                str(whole.line.id): _cell(one.after),
            }
            for one in found[:_LISTED]
        ],
        key=f"inbox.differences.{whole.line.id}.{number}",
        hide_index=True,
        height="content",
        alt="Differences between the two bodies",
    )


def _told(whole: Whole) -> bytes:
    """What it says: a request without a body says it in its query string."""
    return whole.body or whole.line.query.encode()


def _cell(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[:_CELL]} … {len(text) - _CELL:,} more characters"
