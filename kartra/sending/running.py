"""The batches of this process: those under way, and the last that ended."""

from __future__ import annotations

import threading
from collections import OrderedDict

from kartra.sending.batch import Batch

AT_ONCE = 8
"""Batches under way together; each has a thread."""
REMEMBERED = 64
"""Batches whose progress can still be asked for."""

_batches: OrderedDict[str, Batch] = OrderedDict()
_door = threading.Lock()


def start(batch: Batch) -> bool:
    """Start it in the background; False when too many are under way."""
    with _door:
        under_way = [one for one in _batches.values() if not one.finished.done()]
        if len(under_way) >= AT_ONCE:
            return False
        _batches[batch.id] = batch
        ended = [id_ for id_, one in _batches.items() if one.finished.done()]
        for old in ended[: max(0, len(_batches) - REMEMBERED)]:
            del _batches[old]
    batch.start()
    return True


def find(id_: str) -> Batch | None:
    """The batch of that id, when it is remembered."""
    return _batches.get(id_)
