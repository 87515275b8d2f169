"""Where calls go: the sandbox, or the real CRM once credentials, a typed name and a switch allow it."""

from __future__ import annotations

import os

import streamlit as st
from handles import sandbox, sandbox_url
from streamlit.errors import StreamlitSecretNotFoundError

from konnektive.live import WARNING, Calls, LiveAccess, confirmation, live_access, live_client
from konnektive.run import Run
from konnektive.target import sandbox_client

LIVE, TYPED, ANY_CARD = "walk.live", "walk.live.typed", "walk.live.any_card"
SETTINGS = ("KONNEKTIVE_BASE_URL", "KONNEKTIVE_LOGIN_ID", "KONNEKTIVE_PASSWORD")


def access() -> LiveAccess | None:
    """The credentials that the environment or the secrets file holds."""
    return live_access({name: os.environ.get(name) or secret(name) for name in SETTINGS})


def secret(name: str) -> str:
    """One value of the secrets file; empty where there is none."""
    try:
        return str(st.secrets.get(name, ""))
    except StreamlitSecretNotFoundError:
        return ""


def is_live() -> bool:
    """Whether this browser session's calls go to the real CRM."""
    return bool(st.session_state.get(LIVE)) and access() is not None


def client() -> Calls:
    """Where calls go now."""
    allowed = access() if is_live() else None
    if allowed:
        return live_client(allowed, any_card=bool(st.session_state.get(ANY_CARD)))
    return sandbox_client(sandbox(), sandbox_url())


def show_target(run: Run) -> None:
    """Say where calls go, and what it takes to change that."""
    if is_live():
        show_live()
        return
    st.markdown(f"Calls are answered by the sandbox, which also answers at `{sandbox_url()}`.")
    allowed = access()
    if allowed is None:
        st.caption(
            f"Live needs {SETTINGS[1]} and {SETTINGS[2]} in the environment or in `.streamlit/secrets.toml`."
        )
        return
    st.warning(WARNING, title=f"Live: {allowed.base_url}", icon=":material/warning:")
    wanted = confirmation(run.funnel)
    st.text_input(f"Type **{wanted}** to walk this funnel live", key=TYPED)
    matches = st.session_state[TYPED].strip() == wanted
    st.button(
        "Go live", key="walk.live.go", type="primary", disabled=not matches, on_click=go_live, args=(wanted,)
    )


def show_live() -> None:
    """The way back, and the lock on cards."""
    st.error(WARNING, title="Calls go to the real CRM", icon=":material/warning:")
    st.toggle(
        "Unlock other cards and PayPal",
        key=ANY_CARD,
        help="Off: only the vendor's test card is sent; anything else is held back.",
        persist_state="session",
    )
    st.button("Back to the sandbox", key="walk.live.leave", type="primary", on_click=leave_live)


def go_live(wanted: str) -> None:
    """Switch, if the name still matches; ids of the sandbox mean nothing to the CRM."""
    from walk_state import begin, current

    if st.session_state.get(TYPED, "").strip() == wanted == confirmation(current().funnel):
        st.session_state[LIVE] = True
        begin(current())


def leave_live() -> None:
    """Switch back, with the lock on again."""
    from walk_state import begin, current

    to_sandbox()
    begin(current())


def to_sandbox() -> None:
    """The sandbox is the target from here on."""
    st.session_state[LIVE] = False
    st.session_state[ANY_CARD] = False
