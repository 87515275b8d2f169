"""Who may call the sandbox: logins, the addresses they call from, the endpoints that are ticked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from konnektive.endpoints import ENDPOINTS
from konnektive.sandbox import ApiUser, Sandbox
from konnektive.sandbox.users import edited
from privacy import MASK


def edit_users(crm: Sandbox) -> None:
    """Draw the API users as a table that is saved by a button."""
    st.caption(
        "An address list or ticked endpoints make the CRM's refusals: `IP must be whitelisted - …` and "
        "`API user does not have access to this endpoint`. Empty lets everything pass."
    )
    users = crm.account.users
    rows = st.data_editor(
        [
            {
                "loginId": one.loginId,
                "password": MASK,
                "addresses": ", ".join(one.addresses),
                "endpoints": list(one.endpoints),
            }
            for one in users
        ],
        key=f"sandbox.users.{hash(users)}",
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "loginId": "loginId",
            "password": st.column_config.TextColumn("password", help="Type a new one to change it."),
            "addresses": st.column_config.TextColumn(
                "May call from", help="Addresses or networks, with commas."
            ),
            "endpoints": st.column_config.MultiselectColumn("May call", options=list(ENDPOINTS)),
        },
        alt="API users",
    )
    if st.button("Save API users", key="sandbox.save_users"):
        _save(crm, [_user(row, users) for row in filled(rows, "loginId")])


def _save(crm: Sandbox, rows: list[dict[str, Any]]) -> None:
    users = edited(rows, crm.account.users)
    if isinstance(users, str):
        st.error(users, title="Not saved")
        return
    crm.set(users=users)
    st.rerun()


def _user(row: dict[str, Any], users: tuple[ApiUser, ...]) -> dict[str, Any]:
    """The row as a user; a new one without a password gets its login as one."""
    login = row["loginId"]
    is_known = any(one.loginId == login for one in users)
    password = row.get("password", MASK)
    return {
        "loginId": login,
        "password": login if password == MASK and not is_known else password,
        "addresses": [part.strip() for part in row.get("addresses", "").split(",") if part.strip()],
        "endpoints": row.get("endpoints", []),
    }


def filled(rows: Any, needed: str) -> list[dict[str, Any]]:
    """The rows with an id; cells that were left empty take their default."""
    return [
        {name: value for name, value in row.items() if value is not None} for row in rows if row.get(needed)
    ]
