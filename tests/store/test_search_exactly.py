"""A search finds exactly what a plain look at every delivery finds, on both databases and by every way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import Any
from urllib.parse import unquote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Arrival, EventRow, Rows, Store, connect
from store.inbox import neighbours, page, query_of
from store.marks import Marked
from store.moment import DAY_MS
from store.search import Query, Term
from store.search.measures import moment, size
from store.tokens import words
from tests.postgres import database
from tests.store.made import NOW, keep

question: Any = import_module("store.search.matching")
NAMES = ("Zoë Santos", "Maria Santos", "Tom O'Neil", "Ünal Stra", "")
SUBJECTS = ("Course A", "A course", "Course_B", "10% off", "")
ACTIONS = ("buy_product", "buy_again", "assign_tag", "Assign-Tag", "")
TERMS = (
    "maria", "santos", "zoe", "course", "a", "p", "acme", "buy_product", "tag", "stra", "orderid", "zzz",
    "email:maria", "email:p1@x.com", "email:x", "name:tom", "name:santos", 'product:"Course A"', '"acme 12"',
    "product:course", "action:buy_product", "action:buy*", "action:assign*,buy_again", "action:Assign-Tag",
    "action:A*", "action:BUY_PRODUCT", "surface:IPN", "action:none", "surface:ipn", "surface:outbound",
    "surface:i*", "lead:7", "lead:7*", "lead:x-9*", "lead:7,12,none", "lead:*", "address:p3@x.com",
    "address:P3@X.com", "address:none@x.com", "finding:odd", "finding:none", "has:findings", "bin:kartra",
    "bin:other,none", "bin:o*", "bin:none", "method:get", "method:post", "method:put", "path:hook",
    "path:kartra", "path:in", "path:none", "query:order", "query:none", "type:json", "type:form", "type:none",
    "from:10.0.0.1", "from:10.*", "from:none", "id:3,17,90", "dup", "is:unreadable", "pinned", "is:noted",
    "tag:ask", "larger:10kb", "larger:100", "larger:1", "smaller:2", "smaller:100kb", "smaller:200",
    "before:2026-09-21T14:15", "after:2026-09-21T14:15", "on:2026-09-21", "before:2026-01-01",
    "after:2030-01-01", '"maria santos"', '"santos maria"', '"zoë santos"', '"o neil"', '"course a"',
    '"a course"', '"santos a"', '"buy product"', '"product buy"', '"zoe course"', '"course zoe"', '"x com"',
    'name:"Santos"', 'name:"ünal stra"', 'name:"stra unal"', 'product:"a course"', 'product:"course"',
    'product:"10% off"', 'email:"p1 x com"', 'email:"com x"',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A delivery as the test knows it."""

    id: int
    arrival: Arrival
    size: int
    is_repeat: bool
    pinned: bool
    noted: bool
    tags: tuple[str, ...]

    @property
    def events(self) -> tuple[EventRow, ...]:
        return self.arrival.rows.events if self.arrival.rows else ()

    def texts(self, field: str) -> list[str]:
        parts = {
            "email": [one.lead_email for one in self.events],
            "name": [one.lead_name for one in self.events],
            "product": [one.subject for one in self.events],
            "": [f"{one.action} {one.words}" for one in self.events]
            or [unquote_plus(self.arrival.query)] * (self.arrival.rows is not None),
        }
        return parts[field] if field else [text for texts in parts.values() for text in texts]

    def phrases(self, field: str) -> list[str]:
        if field or not self.events:
            return self.texts(field)
        return [text for one in self.events for text in (one.action, one.words)] + [
            text for name in ("email", "name", "product") for text in self.texts(name)
        ]


def listed(value: str, wanted: str) -> bool:
    return any(value.startswith(one[:-1]) if one.endswith("*") else value == one for one in wanted.split(","))


def together(phrase: str, text: str) -> bool:
    return f" {' '.join(words(phrase))} " in f" {' '.join(words(text))} "


EVENT: dict[str, Callable[[EventRow, str], bool]] = {
    "action": lambda one, value: listed(one.action, value) or listed(one.action, value.lower()),
    "surface": lambda one, value: listed(one.surface, value.lower()),
    "lead": lambda one, value: listed(one.lead_id, value),
    "address": lambda one, value: one.lead_email.lower() == value.lower(),
    "finding": lambda one, value: value in one.findings,
    "has": lambda one, value: bool(one.findings),
    "product": lambda one, value: together(value, one.subject),
    "name": lambda one, value: together(value, one.lead_name),
    "email": lambda one, value: together(value, one.lead_email),
}
ROW: dict[str, Callable[[Known, str], bool]] = {
    "bin": lambda one, value: listed(one.arrival.bin, value),
    "method": lambda one, value: one.arrival.method == value.upper(),
    "path": lambda one, value: value in one.arrival.path,
    "query": lambda one, value: value.lower() in one.arrival.query.lower(),
    "type": lambda one, value: value in one.arrival.content_type,
    "from": lambda one, value: listed(one.arrival.remote, value),
    "id": lambda one, value: str(one.id) in value.split(","),
    "is": lambda one, value: {
        "dup": one.is_repeat, "pinned": one.pinned, "noted": one.noted,
        "unreadable": one.arrival.rows is not None and not one.arrival.rows.ok,
    }[value],
    "tag": lambda one, value: value in one.tags,
    "larger": lambda one, value: one.size > (size(value) or 0),
    "smaller": lambda one, value: one.size < (size(value) or 0),
    "before": lambda one, value: one.arrival.received_at < (moment(value, 0) or 0),
    "after": lambda one, value: one.arrival.received_at >= (moment(value, 0) or 0),
    "on": lambda one, value: 0 <= one.arrival.received_at - (moment(value, 0) or 0) < DAY_MS,
}  # fmt: skip


def has_words(one: Known, term: Term) -> bool:
    there = [word for text in one.texts(term.field) for word in words(text)]
    if term.quoted and not any(together(term.value, text) for text in one.phrases(term.field)):
        return False
    return all(
        any(word == wanted if term.quoted else word.startswith(wanted) for word in there)
        for wanted in words(term.value)
    )


def holds(one: Known, query: Query) -> bool:
    """Whether a delivery meets the query, told as the grammar puts it."""
    wanted: list[Term] = []
    for term in query.terms:
        if term.field in ROW:
            held = ROW[term.field](one, term.value)
        elif term.field in ("", "email", "name", "product"):
            held = has_words(one, term)
            wanted += [term] * bool(term.quoted and term.field and not term.negated)
        elif term.negated:
            held = any(EVENT[term.field](event, term.value) for event in one.events)
        else:
            held = True
            wanted.append(term)
        if held is term.negated:
            return False
    return not wanted or any(
        all(EVENT[term.field](event, term.value) for term in wanted) for event in one.events
    )


def an_event(position: int, chance: Random) -> EventRow:
    person = chance.randrange(14)
    return EventRow(
        action=chance.choice(ACTIONS),
        surface=chance.choice(("outbound", "outbound", "ipn")),
        position=position,
        lead_id=chance.choice((str(person), f"X-{person}", f"x-{person}", "")),
        lead_email=chance.choice((f"p{person}@x.com", f"P{person}@X.com", f"maria.p{person}@y.org", "")),
        lead_name=chance.choice(NAMES),
        subject=chance.choice(SUBJECTS),
        findings=chance.choice(((), (), ("odd",), ("odd", "even"))),
        words=chance.choice(("ACME 1234", "acme 12", "")),
    )


def an_arrival(number: int, chance: Random) -> Arrival:
    name = chance.choice(("kartra", "kartra", "other", "oh"))
    rows = Rows(
        tuple(an_event(position, chance) for position in range(chance.choice((0, 1, 1, 1, 3)))),
        ok=chance.random() < 0.9,
    )
    return Arrival(
        name,
        NOW + chance.choice((number, -number)) * 1_000,
        chance.choice((b"", b"same", b"%d" % number, b"x" * 300, b"%d" % number * 5_000)),
        method=chance.choice(("POST", "POST", "GET")),
        path=chance.choice((f"/in/{name}", f"/in/{name}", f"/in/{name}/hook", "")),
        query=chance.choice(("", "", "orderId=7&zoe=course%20a")),
        remote=chance.choice(("10.0.0.1", "10.0.0.2", "::1", "")),
        content_type=chance.choice(("application/json", "application/json", "application/x-form", "")),
        rows=None if chance.random() < 0.1 else rows,
    )


def filled(store: Store) -> list[Known]:
    chance = Random(11)
    known = []
    for number in range(1, 161):
        arrival = an_arrival(number, chance)
        (kept,) = keep(store, arrival)
        marked = (chance.random() < 0.1, chance.random() < 0.1, ("ask", "b") if chance.random() < 0.1 else ())
        if any(marked):
            store.write(Marked(kept.id, marked[0], "why" if marked[1] else "", marked[2])).result()
        assert isinstance(arrival.body, bytes)
        known.append(Known(kept.id, arrival, len(arrival.body), kept.dup_of is not None, *marked))
    return known


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def searched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, list[Known]]]:
    if request.param == "sqlite":
        store = connect(f"sqlite:///{tmp_path_factory.mktemp('search') / 'search.db'}")
        yield store, filled(store)
        return
    with database() as url:
        store = connect(url)
        yield store, filled(store)
        store.close()


asked = st.lists(
    st.tuples(st.sampled_from(("", "", "-")), st.sampled_from(TERMS)).map("".join), min_size=1, max_size=4
).map(" ".join)


@pytest.mark.parametrize("few", [0, 10, 20_000])
@settings(max_examples=40)
@given(text=asked, below=st.none() | st.integers(1, 170))
def test_a_search_finds_what_a_plain_look_finds(
    searched: tuple[Store, list[Known]], few: int, text: str, below: int | None
) -> None:
    store, known = searched
    query, problems = query_of(text)
    assert not problems
    there = [one.id for one in reversed(known) if holds(one, query)]
    expected = [id_ for id_ in there if below is None or id_ < below]
    usual, question.FEW = question.FEW, few
    try:
        with store.reading() as connection:
            found = page(connection, query, below=below, limit=200)
            around = neighbours(connection, query, below or 80)
    finally:
        question.FEW = usual
    assert [line.id for line in found.lines] == expected
    newer = [id_ for id_ in there if id_ > (below or 80)]
    older = [id_ for id_ in there if id_ < (below or 80)]
    assert around == (newer[-1] if newer else None, older[0] if older else None)


@pytest.mark.parametrize("sign", ["", "-"])
def test_each_condition_alone_finds_what_a_plain_look_finds(
    searched: tuple[Store, list[Known]], sign: str
) -> None:
    store, known = searched
    queries: Sequence[str] = [sign + term for term in TERMS]
    with store.reading() as connection:
        found = {
            text: [line.id for line in page(connection, query_of(text)[0], limit=200).lines]
            for text in queries
        }
    assert found == {
        text: [one.id for one in reversed(known) if holds(one, query_of(text)[0])] for text in queries
    }


@settings(max_examples=40)
@given(
    term=st.sampled_from(TERMS)
    | st.builds('{}"{}"'.format, st.sampled_from(("", "name:", "email:", "product:")), st.text("aorsx1@ .ëZ"))
)
def test_a_term_and_its_opposite_find_everything_once(searched: tuple[Store, list[Known]], term: str) -> None:
    store, known = searched
    if query_of(term)[1] or not query_of(term)[0].terms:
        return
    with store.reading() as connection:
        with_it, without = (
            page(connection, query_of(text)[0], limit=200).lines for text in (term, f"-{term}")
        )
    assert sorted(line.id for line in (*with_it, *without)) == [one.id for one in known]
