"""Some weeks of a believable business: many people's stories, in the order in which they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from kartra.generation.callback import Callback
from kartra.generation.dates import DAY, HOUR
from kartra.generation.edits import Unfit
from kartra.generation.seed import Chance, seeded
from kartra.lifecycles.catalogue import lifecycles
from kartra.lifecycles.telling import told
from store.moment import now_ms

WEEKS = 8
"""How far back the sample reaches: far enough for second instalments and refunds."""

WEIGHTS = {"newcomer": 34, "course-buyer": 9, "trial-refund": 7, "subscription": 12, "steady-member": 22,
           "instalments": 10, "chargeback": 3, "partner": 3}  # fmt: skip
HOURS = (9, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 22)
"""UTC hours at which people act: more in the evening."""


def sample_events(n: int, seed: object = 1, *, until: int | None = None) -> tuple[Callback, ...]:
    """That many events of the weeks before `until` (UTC milliseconds, default now), sorted by time.

    Each story is whole up to `until`, but for the last one, which ends where the number is reached.
    """
    chosen: list[Callback] = []
    for story in _stories(seed, until or now_ms()):
        chosen += story[: n - len(chosen)]
        if len(chosen) >= n:
            break
    return tuple(sorted(chosen, key=lambda one: one.at))


def _stories(seed: object, until: int) -> Iterator[tuple[Callback, ...]]:
    for number in count():
        chance = seeded("sample", seed, number)
        name = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        callbacks = told(lifecycles()[name], f"sample/{seed}/{number}", start=_start(chance, until))
        if isinstance(callbacks, Unfit):
            raise ValueError(str(callbacks))
        past = tuple(one for one in callbacks if one.at <= until)
        yield _with_a_duplicate(past, chance)


def _start(chance: Chance, until: int) -> int:
    """A time of day at which people are awake, fewer of them on weekends."""
    today = until // DAY * DAY
    # A share of the stories starts lately, so that the last days are as busy as those before.
    day = today - chance.randint(1, WEEKS * 7) * DAY
    weekday = (day // DAY + 3) % 7
    if weekday >= 5 and chance.random() < 0.5:
        day -= 2 * DAY
    return day + chance.choice(HOURS) * HOUR + chance.randint(0, HOUR)


def _with_a_duplicate(callbacks: tuple[Callback, ...], chance: Chance) -> tuple[Callback, ...]:
    """Now and then one event arrives a second time."""
    if not callbacks or chance.random() > 0.06:
        return callbacks
    again = chance.choice(callbacks)
    return (*callbacks, replace(again, at=again.at + chance.randint(2, 30) * 1_000))
