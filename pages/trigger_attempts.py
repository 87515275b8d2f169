"""What was sent from here, newest first, and each attempt whole."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st
from handles import store
from plain import plain
from trigger_sending import last_sent, repeat_attempt

from privacy import MASK
from store.attempts import AttemptLine, AttemptWhole, attempt_whole, attempts

SHOWN = 50
_BELOW, _CHOSEN = "trigger.below", "trigger.chosen"


def show_attempts() -> None:
    """Draw the list, and below it the attempt that was chosen."""
    with store().reading() as connection:
        lines = attempts(connection, below=st.session_state.get(_BELOW), limit=SHOWN + 1)
    _show_bar(lines)
    lines = lines[:SHOWN]
    if not lines:
        st.caption("Nothing was sent from here yet. Each request is listed here with what came back.")
        return
    ids = [line.id for line in lines]
    key = f"trigger.attempts.{ids[0]}.{ids[-1]}"
    chosen = st.session_state.get(_CHOSEN)
    st.dataframe(
        [_row(line) for line in lines],
        key=key,
        on_select=partial(_choose, key, ids),
        selection_mode="single-row",
        # While requests are sent, each redrawing has another list.
        selection_default={"selection": {"rows": [ids.index(chosen)] if chosen in ids else []}},
        hide_index=True,
        column_config={
            "#": st.column_config.NumberColumn(format="%d", width=60),
            "Sent (UTC)": st.column_config.DatetimeColumn(format="D MMM, HH:mm:ss", width=130),
            "Status": st.column_config.NumberColumn(format="%d", width=70),
            "ms": st.column_config.NumberColumn(format="%.1f", width=70),
        },
        placeholder="",
        alt="Attempts, newest first",
    )
    if chosen is not None:
        _show_whole(chosen)


def _choose(key: str, ids: list[int]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    st.session_state[_CHOSEN] = ids[rows[0]] if rows else None


def _show_bar(lines: tuple[AttemptLine, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="trigger.attempts_bar"):
        st.subheader("Attempts", anchor=False)
        st.space("stretch")
        if st.session_state.get(_BELOW):
            _turn("Newest", "first_page", None)
        if len(lines) > SHOWN:
            _turn("Older", "chevron_right", lines[SHOWN - 1].id)


def _turn(label: str, icon: str, below: int | None) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        type="tertiary",
        key=f"trigger.{label.lower()}",
        on_click=_go,
        args=(below,),
    )


def _go(below: int | None) -> None:
    st.session_state[_BELOW] = below


def _row(line: AttemptLine) -> dict[str, Any]:
    return {
        "#": line.id,
        "Sent (UTC)": datetime.fromtimestamp(line.sent_at / 1000, tz=UTC),
        "What": line.trigger,
        "Of": _lineage(line),
        "Status": line.status,
        "ms": line.elapsed_us / 1000 if line.elapsed_us is not None else None,
        "Answer": line.error or line.answer,
        "To": line.url,
    }


def _lineage(line: AttemptLine) -> str:
    return (
        f"delivery {line.delivery_id}"
        if line.delivery_id
        else f"attempt {line.parent_id}"
        if line.parent_id
        else ""
    )


def _show_whole(id_: int) -> None:
    with store().reading() as connection:
        whole = attempt_whole(connection, id_)
    if whole is None:
        return
    with st.container(border=True, key="trigger.attempt"):
        with st.container(horizontal=True, vertical_alignment="center"):
            told = plain(whole.line.error) or f"answered {whole.line.status}"
            st.markdown(f"**Attempt {id_}**  ·  {told}")
            st.space("stretch")
            st.button(
                "Send once more",
                icon=":material/replay:",
                key=f"trigger.repeat_attempt.{last_sent()}",
                on_click=repeat_attempt,
                args=(whole, last_sent()),
                disabled=MASK in whole.line.url,
                help="As it was sent. An address with a secret in it was kept masked: send anew from above.",
            )
        sent, answer = st.columns(2)
        with sent:
            st.caption("Sent")
            st.code(
                _message(f"{whole.line.method} {whole.line.url}", whole.headers, _text(whole)),
                language="http",
                wrap_lines=True,
                height=320,
            )
        with answer:
            st.caption("Came back")
            st.code(
                _message(str(whole.line.status or whole.line.error), whole.answer_headers, whole.line.answer),
                language="http",
                wrap_lines=True,
                height=320,
            )


def _message(first: str, headers: tuple[tuple[str, str], ...], body: str) -> str:
    return "\n".join([first, *(f"{name}: {value}" for name, value in headers), "", body])


def _text(whole: AttemptWhole) -> str:
    return whole.body.decode("utf-8", "replace")
