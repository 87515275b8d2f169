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
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection

from kartra.rows import rows_of
from store import Arrival, Rows, Store, connect
from store.inbox import arrived_since, facets, neighbours, newest, of_lead, one, page, query_of
from store.questions.people import Asked, people
from store.questions.person import person
from store.questions.person_names import everything_of

LUA = Path(__file__).with_name("wrk_events.lua")
FIRST = (
    "Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivan", "Jo", "Kai", "Lena", "Max", "Nia",
)  # fmt: skip
LAST = ("Abbott", "Baker", "Castro", "Dahl", "Evans", "Fischer", "Garcia", "Hughes", "Ito", "Jones", "Khan")
ACTIONS = (
    "kartra_page_visit", "click_tracking_link", "video_play", "assign_tag", "list_subscription",
    "buy_product",
)  # fmt: skip
WARM_MS = 50
NOW = 1_790_000_000_000
HEADERS = '[["host","hooks.example.com"],["user-agent","Kartra"],["content-type","application/json"]]'
SEARCHES = (
    "", "maria", "zzzz", "jones", "jones max", "email:max.jones77@example.com", "email:max", "name:jones",
    'product:"Product 7"', "product:product", "m", "jones -max", "-jones", "-product",
    "action:buy_product", "action:buy*,video*", "action:none", "action:buy_product -dup",
    "action:video_play jones", "-action:buy_product", "-action:video_play,assign_tag",
    "action:buy_product dup",
    "surface:ipn", "surface:outbound", "-surface:outbound", "surface:ipn action:buy_product larger:100kb",
    "lead:77", "lead:77*", "lead:none", "-lead:77", "lead:77,78 action:buy_product",
    "address:max.jones77@example.com", "address:none@example.com", "transaction:T77", "transaction:none",
    "finding:number-as-text", "finding:unknown-key", "finding:nothing-like-it", "has:findings",
    "-has:findings", "finding:unknown-key dup", "finding:number-as-text action:buy_product jones",
    "bin:kartra", "bin:other", "bin:none", "bin:other,none", "-bin:kartra", "bin:oth*",
    "method:get", "method:post", "method:put", "-method:post", "method:get jones",
    "path:hook3", "path:kartra", "path:none", "-path:kartra", "path:hook -dup after:2026-09-20",
    "path:hook action:buy_product", "query:affId=77", "query:none", "-query:affid", "query:orderid=307",
    "type:json", "type:form", "type:none", "-type:json", "type:form -path:hook", "type:text is:unreadable",
    "from:203.0.113.1", "from:2001:db8::7", "from:192.0.2.1", "from:198.51.100.9", "from:198.*", "from:203.*",
    "-from:203.*", "from:2001:db8::7 path:hook3 jones", "from:203.0.113.1 type:json bin:other",
    "id:500", "id:1,2,3", "-id:500", "is:unreadable", "dup", "-dup", "is:duplicate after:2026-09-20",
    "pinned", "-pinned", "is:noted", "tag:ask", "tag:none", "-tag:ask jones",
    "larger:100kb", "larger:1kb", "larger:100", "larger:900kb", "smaller:10", "smaller:1mb", "smaller:1kb",
    "before:2026-09-10", "before:2026-09-20", "after:2026-09-20", "after:2026-09-11 before:2026-09-12",
    "on:2026-09-15", "on:2026-09-15 jones", "on:2026-01-01", "before:2026-09-11 dup jones",
    "before:2026-09-12 type:form", "after:2030-01-01", "before:2020-01-01",
)  # fmt: skip


def arrivals(number: int) -> Iterator[Arrival]:
    """Purchases, visits and the like, of many people; some sent twice, and a few of every odd kind."""
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
            surface="ipn" if at % 20 == 0 else "outbound",
            findings=("number-as-text",) if at % 50 == 0 else ("unknown-key",) if at % 9_000 == 0 else (),
        )
        sold = event.action == "buy_product"
        txns = tuple(replace(one, transaction_id=f"T{at}") for one in read.txns if sold)
        told = str(at - (at % 100 == 99)).encode()
        body = template.replace(b"@N@", told).replace(b"Santos", last.encode())
        if at % 20_000 == 777:
            body += b" " * 120_000
        usual = Arrival(
            "kartra",
            NOW - (number - at) * 1_000,
            body,
            path="/in/kartra",
            remote=f"203.0.113.{at % 5}",
            headers=HEADERS,
            content_type="application/json",
            rows=Rows((event,), txns),
        )
        yield replace(usual, **odd(at))


def odd(at: int) -> dict[str, object]:
    """How a few differ from the others."""
    if at % 300 == 7:
        return {"method": "GET", "body": b"", "query": f"orderId={at}&affId=77", "content_type": ""}
    if at % 500 == 8:
        return {"content_type": "application/x-www-form-urlencoded", "remote": f"198.51.100.{at % 251}"}
    if at % 1_000 == 9:
        return {"path": f"/in/kartra/hook{at % 7}", "remote": "2001:db8::7"}
    if at % 4_000 == 10:
        return {"bin": "other", "path": "/in/other", "rows": Rows(ok=False), "content_type": "text/plain"}
    return {}


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
    """What the inbox and the people's pages ask."""
    last = newest(connection)
    for text in SEARCHES:
        query, _ = query_of(text)
        yield f"search {text or '(everything)'}", partial(page, connection, query)
    yield "one delivery", partial(one, connection, last // 3)
    for text in ("", "jones", "action:buy_product -dup", "path:hook", "from:203.*"):
        query, _ = query_of(text)
        yield f"page in the middle {text}", partial(page, connection, query, below=last // 2)
        yield f"page near the end {text}", partial(page, connection, query, below=last // 50)
        yield f"facets {text}", partial(facets, connection, query)
        yield f"how many are new {text}", partial(arrived_since, connection, query, last - 500)
        yield f"neighbours {text}", partial(neighbours, connection, query, last // 2)
    yield from of_people(connection)


def of_people(connection: Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    first = people(connection, Asked())
    yield "people", partial(people, connection, Asked())
    yield "people, next page", partial(people, connection, Asked(), below=first.below)
    for text in ("action:buy_product", "finding:unknown-key", "action:none"):
        yield f"people {text}", partial(people, connection, Asked(query_of(text)[0]))
    known = max(first.people, key=lambda person: person.events)
    names = everything_of(connection, ("id", known.ids[0]))
    yield (
        f"a person's names ({known.events} events)",
        partial(everything_of, connection, ("id", known.ids[0])),
    )
    yield "a person", partial(person, connection, names)
    yield "a person's deliveries", partial(of_lead, connection, known.emails[0], known.ids[0])


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
    """Print every question, the slowest last; the ones that take longer than they should."""
    found = []
    with store.reading() as connection:
        for name, ask in questions(connection):
            first, warm = timed(ask)
            found.append((warm, first, name))
    for warm, first, name in sorted(found):
        mark = f"   over {WARM_MS}" if warm > WARM_MS else ""
        print(f"{name:60} first {first:8.1f} ms   warm {warm:7.1f} ms{mark}")
    slow = [name for warm, _, name in found if warm > WARM_MS]
    print(f"{len(found)} questions, {len(slow)} over {WARM_MS} ms")
    return slow


if __name__ == "__main__":
    raise SystemExit(main())
