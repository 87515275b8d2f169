"""The inbox over many events: lists, filters and searches in milliseconds, and bytes on the disk.

    python -m benchmarks.search [--events 1000000] [--database FILE]

With a file that is there already its events are used as they are. Each question is asked cold once and then
warm; the median of the warm ones counts.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection

from kartra.rows import rows_of
from store import Arrival, Rows, Store, connect
from store.inbox import arrived_since, facets, newest, one, page, query_of

LUA = Path(__file__).with_name("wrk_events.lua")
FIRST = (
    "Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivan", "Jo", "Kai", "Lena", "Max", "Nia",
)  # fmt: skip
LAST = ("Abbott", "Baker", "Castro", "Dahl", "Evans", "Fischer", "Garcia", "Hughes", "Ito", "Jones", "Khan")
ACTIONS = (
    "kartra_page_visit", "click_tracking_link", "video_play", "assign_tag", "list_subscription",
    "buy_product",
)  # fmt: skip
NOW = 1_790_000_000_000
HEADERS = '[["host","hooks.example.com"],["user-agent","Kartra"],["content-type","application/json"]]'
SEARCHES = (
    "", "maria", "zzzz", "jones", "jones max", "email:max.jones77@example.com", "email:max",
    "action:buy_product", "action:buy_product -dup", "action:video_play jones", 'product:"Product 7"',
    "before:2026-09-10", "after:2026-09-20", "lead:77", "transaction:T77", "is:unreadable", "dup",
    "larger:100kb", "method:get", "bin:kartra", "-action:buy_product", "id:500", "finding:nothing-like-it",
)  # fmt: skip


def arrivals(number: int) -> Iterator[Arrival]:
    """Purchases, visits and the like, of many people; one in a hundred sent twice."""
    rnd = random.Random(7)
    text = LUA.read_text()
    template = text[text.index("[[") + 2 : text.index("]]")].encode()
    read = rows_of(template.replace(b"@N@", b"1"))
    for at in range(number):
        person = int(rnd.random() ** 2 * number / 20)
        first, last = FIRST[person % len(FIRST)], LAST[person % len(LAST)]
        event = replace(
            read.events[0],
            action=ACTIONS[int(rnd.random() ** 2 * len(ACTIONS))],
            lead_id=str(person),
            lead_name=f"{first} {last}",
            lead_email=f"{first}.{last}{person}@example.com".lower(),
            subject=f"Product {at % 90}",
        )
        sold = event.action == "buy_product"
        txns = tuple(replace(one, transaction_id=f"T{at}") for one in read.txns if sold)
        told = str(at - (at % 100 == 99)).encode()
        body = template.replace(b"@N@", told).replace(b"Santos", last.encode())
        yield Arrival(
            "kartra",
            NOW - (number - at) * 1_000,
            body,
            path="/in/kartra",
            remote="203.0.113.9",
            headers=HEADERS,
            content_type="application/json",
            rows=Rows((event,), txns),
        )


def fill(store: Store, number: int) -> None:
    began, waiting = time.perf_counter(), []
    for one_arrival in arrivals(number):
        waiting.append(store.write(one_arrival))
        if len(waiting) == 5_000:
            for future in waiting:
                future.result()
            waiting.clear()
    for future in waiting:
        future.result()
    print(f"{number:,} events kept in {time.perf_counter() - began:.0f} s")


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """First and median of the following answers, in milliseconds."""
    took = []
    for _ in range(6):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1_000)
    return took[0], statistics.median(took[1:])


def questions(connection: Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    last = newest(connection)
    for text in SEARCHES:
        query, _ = query_of(text)
        yield f"search {text or '(everything)'}", lambda query=query: page(connection, query)
    everything, _ = query_of("")
    yield "a page in the middle", lambda: page(connection, everything, below=last // 2)
    yield "facets", lambda: facets(connection, everything)
    yield "how many are new", lambda: arrived_since(connection, everything, last - 500)
    yield "one delivery", lambda: one(connection, last // 3)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = options.database or Path(folder) / "search.db"
        store = connect(f"sqlite:///{file}")
        with store.reading() as connection:
            empty = newest(connection) == 0
        if empty:
            fill(store, options.events)
        slow = report(store)
        store.close()
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (bodies,) = connection.execute("SELECT sum(size) FROM delivery").fetchone()
        size = file.stat().st_size
        print(f"{size:,} bytes on disk, {size / bodies:.3f} times the bodies")
    return 1 if slow else 0


def report(store: Store) -> list[str]:
    """Print every question; the ones that take longer than they should."""
    slow = []
    with store.reading() as connection:
        for name, ask in questions(connection):
            first, warm = timed(ask)
            slow += [name] if warm > 50 else []
            print(
                f"{name:45} first {first:8.1f} ms   warm {warm:7.1f} ms{'   over 50' if warm > 50 else ''}",
                flush=True,
            )
    return slow


if __name__ == "__main__":
    raise SystemExit(main())
