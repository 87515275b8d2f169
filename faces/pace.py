"""What the whole process does for requests to be answered quickly and evenly."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from faces.heads import read_heads
from faces.one_write import write_once
from faces.server import Mount


def keep_pace(mounts: Sequence[Mount] = ()) -> None:
    """To be called once all is imported and before connections are taken; mounts hear of refused heads."""
    write_once()
    read_heads(mounts)
    # All that is imported stays: collections that look through it each time hold requests up for 80 ms.
    gc.freeze()
    # What comes after is looked through seldom: counting references frees nearly all of it.
    gc.set_threshold(20_000, 50, 10)
    # A page or a reader that computes gives way to requests and the writer after 1 ms, not after 5.
    sys.setswitchinterval(0.001)
