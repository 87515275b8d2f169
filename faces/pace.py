"""What the whole process does for requests to be answered quickly and evenly."""

from __future__ import annotations

import gc
import sys

from faces.heads import read_heads
from faces.one_write import write_once


def keep_pace() -> None:
    """To be called once all is imported and before connections are taken."""
    write_once()
    read_heads()
    # All that is imported stays: collections that look through it each time hold requests up for 80 ms.
    gc.freeze()
    # What comes after is looked through seldom: counting references frees nearly all of it.
    gc.set_threshold(20_000, 50, 10)
    # A page or a reader that computes gives way to requests and the writer after 1 ms, not after 5.
    sys.setswitchinterval(0.001)
