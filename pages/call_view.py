"""One CRM call in detail: outcome, request as sent, answer, and the same call as code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from plain import code, plain

from konnektive.exchange import Exchange
from konnektive.export.request_code import HIGHLIGHT, request_code

Marks = Mapping[str, Sequence[str]]
"""Parameter to what is wrong with it; the empty name stands for the call as a whole."""


def show_exchange(
    exchange: Exchange, key: str, marks: Marks | None = None, notes: Sequence[str] = ()
) -> None:
    """Draw the exchange; `key` tells it from every other on the page."""
    marks = marks or {}
    show_outcome(exchange)
    for problem in marks.get("", ()):
        st.warning(problem, icon=":material/report:")
    for note in notes:
        st.caption(f":material/info: {plain(note)}")
    request, answer, as_code = st.tabs(["Request", "Answer", "Code"], key=f"{key}.tabs")
    with request:
        show_request(exchange, marks)
    with answer:
        show_answer(exchange)
    with as_code:
        show_code(exchange, key)


def show_outcome(exchange: Exchange) -> None:
    """Accepted, refused or failed, with the reason and the time it took."""
    took = f"{exchange.elapsed_ms:,.2f} ms"
    if exchange.outcome == "accepted":
        minted = ", ".join(f"{name} {code(value)}" for name, value in exchange.minted.items())
        body = f"It returned {minted}. {took}" if minted else took
        st.success(body, title=f"{plain(exchange.endpoint.name)} accepted", icon=":material/check:")
    elif exchange.outcome == "redirect":
        st.info(
            f"To {code(exchange.redirect_url)}. {took}",
            title="The buyer is sent on",
            icon=":material/logout:",
        )
    else:
        title = "Refused" if exchange.outcome == "refused" else "Not answered as the CRM answers"
        st.error(f"{plain(exchange.reason)} ({took})", title=title, icon=":material/cancel:")


def show_request(exchange: Exchange, marks: Marks) -> None:
    """The parameters as they were sent, secrets masked, each with what it means and what is wrong with it."""
    st.code(f"POST {exchange.url}", language=None, wrap_lines=True)
    missing = [name for name in marks if name and name not in exchange.params]
    rows = {name: parameter_cell(value, marks.get(name, ())) for name, value in exchange.params.items()}
    rows |= {name: parameter_cell(None, marks[name]) for name in missing}
    if rows:
        st.table(rows, border="horizontal")
    else:
        st.caption("No parameters were read.")


def parameter_cell(value: str | None, problems: Sequence[str]) -> str:
    """A parameter's value as Markdown, with a red mark where something is wrong."""
    shown = ":gray[not sent]" if value is None else code(value) if value else ":gray[empty]"
    return shown + "".join(f"  \n:red[:material/error: {problem}]" for problem in problems)


def show_answer(exchange: Exchange) -> None:
    """The envelope, or the body as it came where there was none."""
    if exchange.result:
        st.json({"result": exchange.result, "message": exchange.message}, expanded=2)
    elif exchange.text:
        st.caption(f"HTTP {exchange.status}, not the CRM's envelope")
        st.code(exchange.text, language="html", wrap_lines=True, height=240)
    else:
        st.caption("Nothing came back.")


def show_code(exchange: Exchange, key: str) -> None:
    """The same call in four languages; it runs once the variables at its top are filled in."""
    written = request_code(exchange)
    language = st.segmented_control(
        "Language", list(written), default="cURL", required=True, key=f"{key}.language",
        label_visibility="collapsed",
    )  # fmt: skip
    st.code(written[language], language=HIGHLIGHT[language], wrap_lines=True)
