"""Some weeks of a believable business, for a first look."""

from __future__ import annotations

import time

from kartra.generation.callback import Callback


def sample_events(n: int, seed: object = 1, *, until: int | None = None) -> tuple[Callback, ...]:
    """That many events of the eight weeks before `until` (UTC milliseconds, default now), sorted by time."""
    # The stories are told one floor up, from scenarios; nothing there is needed to make a single event.
    from kartra.lifecycles.sample import sample_stories

    return sample_stories(n, seed, until=until or time.time_ns() // 1_000_000)
