"""A file of Kartra events to measure with: every action, five in a hundred about money, 1.5 to 2 KB each.

    python -m benchmarks.generate 100000 events.ndjson [--seed 1]

Leads come back: a tenth as many people as events. The same seed writes the same bytes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kartra.events import ACTION
from kartra.generation import EDITIONS, Story, transaction_type

FIRST = 1_780_000_000_000
"""UTC milliseconds of the first event; the others follow within ninety days."""
SPAN = 90 * 86_400_000
MONEY = 0.05
"""The share of events that carry a transaction, as on a busy account."""

_PAYING = tuple(action for action in ACTION if transaction_type(action))
_OTHERS = tuple(action for action in ACTION if not transaction_type(action))


@dataclass(frozen=True, slots=True)
class Made:
    """What was written."""

    events: int
    bytes: int
    seconds: float


def events(n: int, seed: object = 1) -> Iterator[bytes]:
    """That many bodies, oldest first."""
    chance = random.Random(f"bench/{seed}")
    people = [Story(f"{seed}/{k}", FIRST, EDITIONS[k % 4 == 0]) for k in range(max(1, n // 10))]
    step = SPAN / max(1, n)
    for number in range(n):
        story = people[int(chance.random() * len(people))]
        at = FIRST + round(number * step)
        if chance.random() < MONEY:
            kind = transaction_type(chance.choices(_PAYING, (70, 12, 8, 10))[0])
            assert kind
            yield story.outbound(story.payment(kind, at)).body
        else:
            yield story.event(_OTHERS[int(chance.random() * len(_OTHERS))], at).body


def write(n: int, path: Path, seed: object = 1) -> Made:
    """Write the file, one event a line."""
    begun, size = time.perf_counter(), 0
    with path.open("wb", buffering=1 << 20) as file:
        for body in events(n, seed):
            size += file.write(body) + file.write(b"\n")
    return Made(n, size, time.perf_counter() - begun)


def main() -> None:
    """Write it and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("events", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", default="1")
    asked = parser.parse_args()
    made = write(asked.events, asked.file, asked.seed)
    print(f"{made.events} events, {made.bytes / 1e6:.1f} MB, mean {made.bytes / made.events:.0f} bytes, "
          f"{made.events / made.seconds:,.0f} events/s")  # fmt: skip


if __name__ == "__main__":
    main()
