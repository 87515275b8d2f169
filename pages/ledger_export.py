"""The ledger held against a transactions export."""

from __future__ import annotations

from typing import Any

import streamlit as st
from handles import store
from plain import plain

from kartra.ledger.kept import kept_transactions
from kartra.ledger.listing import listing
from kartra.ledger.printed import reconciled
from kartra.ledger.reconcile import reconcile

_WORDS = {
    "matched": "Matched",
    "different_amount": "Different amount",
    "only_here": "Only here",
    "only_there": "Only in the export",
}


def show_reconciliation() -> None:
    """Take a CSV, and list each transaction that the two sides do not agree on."""
    file = st.file_uploader(
        "Transactions as CSV, from Kartra or the payment processor",
        type=["csv", "txt"],
        key="ledger.export",
        help="It needs a column for the transaction id; kind, amount and date are used where they are.",
    )
    if file is None:
        st.caption(
            "Each transaction is matched by its id and kind: matched, only here, only there, or different."
        )
        return
    export = listing(file.getvalue())
    for problem in export.problems[:5]:
        (st.error if problem.severity == "error" else st.warning)(
            plain(f"Line {problem.line}: {problem.message}" if problem.line else problem.message)
        )
    if not export.columns:
        return
    st.caption(
        "Columns used: "
        + ", ".join(f"{name} from “{plain(column)}”" for name, column in export.columns.items())
    )
    with store().reading() as connection:
        found = reconciled(reconcile(kept_transactions(connection), export))
    _show_outcome(found)


def _show_outcome(found: dict[str, Any]) -> None:
    with st.grid("auto", min_column_width=150, gap="small", key="ledger.reconciled"):
        for name, words in _WORDS.items():
            st.metric(words, f"{found[name]:,}", border=True)
    if not found["rows"]:
        st.success("Both sides tell the same.", icon=":material/check:")
        return
    st.dataframe(
        [
            {
                "Verdict": row["verdict"],
                "Transaction": row["transaction_id"],
                "Kind": row["kind"],
                "Here": _amount(row["here_cents"]),
                "In the export": _amount(row["there_cents"]),
                "Difference": _amount(row["difference_cents"]),
            }
            for row in found["rows"]
        ],
        key="ledger.unmatched",
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(format="accounting")
            for name in ("Here", "In the export", "Difference")
        },
        alt="Transactions that do not match",
    )


def _amount(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
