"""Where to send, how often and how fast; the button, and how far it is."""

from __future__ import annotations

import streamlit as st
from handles import address, capture_url, store
from plain import plain
from trigger_plan import How, Prepared
from visitor import is_at_this_machine

from kartra.sending import Reach, Sender
from kartra.sending.batch import Batch, Progress
from kartra.sending.header_line import typed_headers
from kartra.sending.headers import BadHeader
from kartra.sending.here import here
from kartra.sending.planned import Planned, of_attempt
from kartra.sending.running import find, start
from kartra.sending.target import NoTarget, target
from store.attempts import AttemptWhole

BATCH = "trigger.batch"
_PACES = {
    0.0: "as fast as answered",
    1.0: "as it happened",
    60.0: "a minute a second",
    86_400.0: "a day a second",
}


def how_to_send() -> How:
    """Draw address, number and pace."""
    url = st.text_input(
        "Send to",
        value=capture_url(),
        key="trigger.to",
        persist_state="session",
        help="A bin of this server, or any address that FUNNELSCOPE_ALLOW or the public network reaches.",
    )
    with st.expander("How often, how fast, headers", icon=":material/speed:", key="trigger.how"):
        left, right = st.columns(2)
        repeat = left.number_input(
            "How often",
            1,
            1_000,
            key="trigger.repeat",
            persist_state="session",
            help="Each time to another person; deliveries are sent again as they are.",
        )
        speed = right.selectbox(
            "Pace",
            tuple(_PACES),
            format_func=_PACES.__getitem__,
            key="trigger.speed",
            persist_state="session",
            help="Between requests that happened apart.",
        )
        text = st.text_area(
            "Headers, one a line",
            placeholder="X-Kartra-Secret: …",
            height=68,
            key="trigger.headers",
            persist_state="session",
        )
    headers = typed_headers(line for line in text.splitlines() if line.strip())
    place = target(url)
    wrong = headers if isinstance(headers, BadHeader) else place if isinstance(place, NoTarget) else None
    kept = () if isinstance(headers, BadHeader) else headers
    return How(url, kept, wrong.reason if wrong else "", speed, repeat)


def show_send(prepared: Prepared, how: How) -> None:
    """Draw the button, and the progress of what was sent last."""
    if how.problem:
        st.error(plain(how.problem), icon=":material/link_off:")
    many = f"{len(prepared.plan):,} requests" if len(prepared.plan) != 1 else "it"
    st.button(
        f"Send {many}",
        type="primary",
        icon=":material/send:",
        shortcut="Ctrl+Enter",
        key=f"trigger.send.{last_sent()}",
        disabled=bool(how.problem or not prepared.plan),
        on_click=_send,
        args=(prepared, how, last_sent()),
    )
    batch = find(last_sent())
    if batch:
        running = not batch.finished.done()
        st.fragment(_show_progress, run_every="0.5s" if running else None, key="trigger.progress")(running)


def last_sent() -> str:
    """The batch that was sent last; empty before the first."""
    return str(st.session_state.get(BATCH, ""))


def repeat_attempt(whole: AttemptWhole, after: str) -> None:
    """Send an attempt once more, as it was."""
    planned = of_attempt(whole)
    if isinstance(planned, Planned):
        _begin((planned,), 0.0, after)


def _send(prepared: Prepared, how: How, after: str) -> None:
    _begin(prepared.plan, how.speed, after)


def _begin(plan: tuple[Planned, ...], speed: float, after: str) -> None:
    if last_sent() != after:  # a second click on a button that has been answered
        return
    batch = Batch(plan, Sender(_reach()), store().write, speed=speed)
    if not start(batch):
        st.toast("Too many batches are under way; wait for one to end.", icon=":material/hourglass:")
        return
    st.session_state[BATCH] = batch.id


def _reach() -> Reach:
    """This machine may be reached when the server is on it alone and whoever asks sits at it."""
    # Under uvicorn the option may say loopback while the socket does not: then the visitor is elsewhere.
    return Reach.of_environment(loopback=here().is_alone and is_at_this_machine())


def _show_progress(was_running: bool) -> None:
    batch = find(last_sent())
    if batch is None:
        return
    progress = batch.progress
    if progress.state == "running":
        st.progress(progress.sent / progress.total, f"{progress.sent:,} of {progress.total:,} sent")
        st.button("Stop", icon=":material/stop:", key="trigger.stop", on_click=batch.stop)
        return
    if was_running:
        # The timer is no longer needed, and the attempts below are complete now.
        st.rerun()
    _show_end(progress)
    if batch.plan[0].outgoing.url.startswith(f"{address()}/in/"):
        st.page_link("inbox.py", label="See what arrived", icon=":material/inbox:")


def _show_end(progress: Progress) -> None:
    said = f"Last sent: {progress.accepted:,} of {progress.sent:,} accepted"
    if progress.state == "stopped":
        st.warning(f"{said}; {progress.total - progress.sent:,} were not sent.", title="Stopped")
    elif progress.fine:
        st.success(said, icon=":material/check_circle:")
    else:
        st.error(
            "\n".join(f"- {plain(reason)}" for reason in progress.trouble),
            title=said,
            icon=":material/error:",
        )
