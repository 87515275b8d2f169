"""The walk as a vertical line of pages, each with its calls and how they stand."""

from __future__ import annotations

from textwrap import shorten

import streamlit as st
from plain import plain
from walk_state import go

from konnektive.attempt import Mark
from konnektive.funnel import Page, Step
from konnektive.run import Run

ICONS: dict[Mark, str] = {
    "waiting": ":material/radio_button_unchecked:",
    "accepted": ":material/check_circle:",
    "refused": ":material/cancel:",
    "failed": ":material/error:",
    "redirect": ":material/open_in_new:",
    "skipped": ":material/remove_circle_outline:",
}
WORDS: dict[Mark, str] = {"waiting": "", "accepted": "", "redirect": "sent on", "skipped": "skipped"}
COLOURS: dict[Mark, str] = {"refused": "red", "failed": "red", "accepted": "green", "redirect": "blue"}


def show_timeline(run: Run) -> None:
    """Draw every page; the one where the walk stands is open."""
    every = run.steps
    for page in run.funnel.pages:
        steps = [step for step in every if step.page is page]
        marks = [run.mark(step.index) for step in steps]
        here = run.step is not None and run.step.page is page
        tried = any(mark not in ("waiting", "skipped") for mark in marks)
        with st.expander(page_label(page, here), expanded=here or tried, type="step", icon=page_icon(marks)):
            for step in steps:
                show_step(run, step)


def page_label(page: Page, here: bool) -> str:
    """The page's title, bold where the walk stands."""
    title = plain(page.title)
    return f"**{title}**" if here else title


def page_icon(marks: list[Mark]) -> str | None:
    """One icon for the page: trouble first, then done; none while calls are waiting."""
    if any(mark in ("refused", "failed") for mark in marks):
        return ":material/error:"
    if marks and all(mark == "skipped" for mark in marks):
        return ICONS["skipped"]
    return ":material/check:" if marks and "waiting" not in marks else None


def show_step(run: Run, step: Step) -> None:
    """One call as a button that stands the walk there, with its last reason under it."""
    mark, tried = run.mark(step.index), run.attempts_at(step.index)
    label = plain(step.endpoint.name)
    label = f":{COLOURS[mark]}[{label}]" if mark in COLOURS else label
    notes = [WORDS.get(mark, mark), f"{len(tried)} tries" if len(tried) > 1 else ""]
    label += "".join(f" · {note}" for note in notes if note)
    st.button(
        f"**{label}**" if run.position == step.index else label,
        key=f"walk.step.{step.index}",
        icon=ICONS[mark],
        type="secondary" if run.position == step.index else "tertiary",
        width="stretch" if run.position == step.index else "content",
        on_click=go,
        args=(step.index,),
    )
    if tried and mark in ("refused", "failed"):
        st.caption(plain(shorten(tried[-1].exchange.reason, 90, placeholder=" …")))
