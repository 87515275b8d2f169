"""Editing a funnel: its name, and each page's text, calls, parameters and products."""

from __future__ import annotations

import msgspec
import streamlit as st
from plain import plain
from walk_state import begin, current

from konnektive.endpoints import FLOW
from konnektive.funnel import Call, Funnel, Page, Product
from konnektive.run import started

NAMES = {one.path: one.name for one in FLOW}


def use(funnel: Funnel) -> None:
    """Walk this funnel from its start, with the same buyer and landing URL."""
    run = current()
    begin(started(funnel, run.seed, run.buyer, run.landing))


def show_editor(funnel: Funnel) -> None:
    """The funnel's own values, then one page's."""
    left, right = st.columns(2)
    for place, name in enumerate(("name", "about", "campaignId", "campaignName")):
        key = f"walk.funnel.{name}"
        st.session_state[key] = getattr(funnel, name)
        (left, right)[place % 2].text_input(name, key=key, on_change=edit_funnel, args=(name,))
    place = st.segmented_control(
        "Page", range(len(funnel.pages)), default=0, required=True, key="walk.funnel.page",
        format_func=lambda n: plain(funnel.pages[n].title),
    )  # fmt: skip
    place = min(place, len(funnel.pages) - 1)
    show_page(place, funnel.pages[place])


def edit_funnel(name: str) -> None:
    """Change one of the funnel's own values."""
    use(msgspec.structs.replace(current().funnel, **{name: st.session_state[f"walk.funnel.{name}"].strip()}))


def show_page(place: int, page: Page) -> None:
    """A page's text, calls, their parameters and products."""
    key = f"walk.page.{place}"
    st.session_state[f"{key}.text"] = page.text
    st.text_input("What the visitor reads", key=f"{key}.text", on_change=edit_page, args=(place,))
    st.session_state[f"{key}.calls"] = [call.path for call in page.calls]
    st.multiselect(
        "Calls, in order",
        list(dict.fromkeys([*NAMES, *(call.path for call in page.calls)])),
        key=f"{key}.calls",
        format_func=lambda path: NAMES.get(path, path),
        accept_new_options=True,
        on_change=edit_page,
        args=(place,),
    )
    st.session_state[f"{key}.params"] = "\n".join(
        f"{call.path} {name}={value}" for call in page.calls for name, value in call.params.items()
    )
    st.text_area(
        "Parameters this funnel adds", key=f"{key}.params", placeholder="order/import paySource=PAYPAL",
        help="One a line: path, name=value. An empty value leaves a parameter out.",
        on_change=edit_page, args=(place,),
    )  # fmt: skip
    st.session_state[f"{key}.products"] = "\n".join(
        " | ".join((one.id, one.name, one.price, str(one.qty))) for one in page.products
    )
    st.text_area(
        "Products", key=f"{key}.products", placeholder="101 | Main offer | 49.95 | 1",
        help="One a line: campaign product id | name | price (empty: the CRM's own) | quantity.",
        on_change=edit_page, args=(place,),
    )  # fmt: skip


def edit_page(place: int) -> None:
    """Put the page together again from its fields."""
    key, funnel = f"walk.page.{place}", current().funnel
    page = Page(
        funnel.pages[place].pageType,
        st.session_state[f"{key}.text"],
        products_of(st.session_state[f"{key}.products"]),
        calls_of(st.session_state[f"{key}.calls"], st.session_state[f"{key}.params"]),
    )
    pages = (*funnel.pages[:place], page, *funnel.pages[place + 1 :])
    use(msgspec.structs.replace(funnel, pages=pages))


def products_of(text: str) -> tuple[Product, ...]:
    """One product a line; what is missing is left to the CRM."""
    rows = [
        [part.strip() for part in line.split("|")] + ["", "", ""]
        for line in text.splitlines()
        if line.strip()
    ]
    return tuple(
        Product(row[0], row[1], row[2], int(row[3]) if row[3].isdecimal() and len(row[3]) < 7 else 1)
        for row in rows
    )


def calls_of(paths: list[str], text: str) -> tuple[Call, ...]:
    """The calls with the parameters that belong to each path."""
    added: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        path, _, pair = line.strip().partition(" ")
        name, equals, value = pair.partition("=")
        if equals and name.strip():
            added.setdefault(path, {})[name.strip()] = value.strip()
    return tuple(Call(path, added.get(path, {})) for path in paths)
