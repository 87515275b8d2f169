"""What came back from one attempt: the outcome in a sentence, the time, what it minted, and the evidence."""

from __future__ import annotations

import streamlit as st

from konnektive.breaks import cost
from konnektive.exchange import Exchange
from konnektive.run import Attempt, Run


def show_answer(run: Run, attempt: Attempt) -> None:
    """Draw one attempt's answer."""
    exchange = attempt.exchange
    say(exchange)
    for name, how in attempt.broken:
        price = cost(exchange.endpoint.path, name)
        if price:
            st.warning(
                price, title=f"{name}: {how}. In production this would cost:", icon=":material/money_off:"
            )
    request, answer = st.tabs(["Request", "Answer"], key=f"walk.tabs.{attempt.step}")
    request.code(f"POST {exchange.url}", language=None, wrap_lines=True)
    request.table({name: f"`{value}`" for name, value in exchange.params.items()}, border="horizontal")
    answer.caption(f"HTTP {exchange.status or 'no answer'}")
    if exchange.result:
        answer.json({"result": exchange.result, "message": exchange.message}, expanded=2)
    elif exchange.text:
        answer.code(exchange.text, language="html", wrap_lines=True, height=240)


def say(exchange: Exchange) -> None:
    """The outcome in one sentence, coloured by what it is."""
    took = f"{exchange.elapsed_ms:,.1f} ms"
    minted = ", ".join(f"{name} `{value}`" for name, value in exchange.minted.items())
    if exchange.outcome == "accepted":
        said = f"It returned {minted}." if minted else spoken(exchange)
        st.success(
            f"{said} {took}.".strip(), title=f"{exchange.endpoint.name} accepted", icon=":material/check:"
        )
    elif exchange.outcome == "redirect":
        st.info(f"Send the browser to `{exchange.redirect_url}`. {took}.", title="The buyer is sent on")
    else:
        title = "Refused" if exchange.outcome == "refused" else "Not answered as the CRM answers"
        st.error(f"{exchange.reason} ({took})", title=title, icon=":material/cancel:")


def spoken(exchange: Exchange) -> str:
    """A message that is a sentence, as the CRM said it."""
    return exchange.message if isinstance(exchange.message, str) else ""
