"""Making a mistake on purpose: a list of what goes wrong at this call in practice."""

from __future__ import annotations

import streamlit as st
from walk_state import current, edit, params

from konnektive.funnel import Step
from konnektive.mistakes import Mistake, possible


def show_mistakes(step: Step) -> None:
    """One button a mistake; it changes the form and sends nothing."""
    known = possible(step.call.path, params(current()))
    if not known:
        return
    with st.popover("Make a mistake", type="tertiary", key="walk.mistakes", icon=":material/bug_report:"):
        for place, mistake in enumerate(known):
            st.button(
                mistake.title,
                key=f"walk.mistake.{place}",
                type="tertiary",
                on_click=make,
                args=(mistake,),
            )


def make(mistake: Mistake) -> None:
    """Put the mistake into the form; Undo edits or Mend takes it out."""
    run = current()
    whole = params(run)
    wrong = mistake.make(whole)
    names = {**whole, **wrong}
    edit(run.position, {name: wrong.get(name, "") for name in names if wrong.get(name) != whole.get(name)})
