"""What one delivery differs in from another."""

from __future__ import annotations

import streamlit as st
from handles import store

from kartra.inspecting import differences
from store.inbox import Whole, alike_before, one

_LISTED = 500


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
    found = differences(other.body, whole.body)
    if not found:
        st.success("They say the same.", icon=":material/check:")
        return
    st.markdown(f"{len(found):,} differences, from {number} to {whole.line.id}")
    st.dataframe(
        [
            {"Where": one.path, "": one.kind, str(number): one.before, str(whole.line.id): one.after}
            for one in found[:_LISTED]
        ],
        key=f"inbox.differences.{whole.line.id}.{number}",
        hide_index=True,
        height="content",
        alt="Differences between the two bodies",
    )
