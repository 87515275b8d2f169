"""What a bin may be set up as, and the sentence when it may not."""

from __future__ import annotations

import pytest

from kartra.bin_schema import bin_from
from store.bins import Bin


@pytest.mark.parametrize("header", ["Date", "server", "Content-Length", "connection"])
def test_headers_of_the_server_s_own_are_refused_with_a_sentence(header: str) -> None:
    assert bin_from("shop", {"headers": {header: "x"}}) == (
        f"The server itself answers the header {header}; a bin can not."
    )


@pytest.mark.parametrize("status", [204, 205, 304])
def test_a_status_without_body_is_not_set_up_with_one(status: int) -> None:
    assert bin_from("shop", {"status": status, "body": "x"}) == f"An answer with status {status} has no body."
    assert bin_from("shop", {"status": status}) == Bin("shop", status=status)
