"""What a term says as it is typed, and that facets offer terms that find just what they count."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from store import EventRow, Rows, Store
from store.inbox import alike_before, facets, lines, page, query_of
from store.search import FIELDS, Term, exactly, parsed
from store.search.oneof import alternatives
from tests.store.made import arrival, keep, sale

ODD = (
    "a:b c",
    "b, c",
    "a:b c, d",
    'x"y',
    '"',
    "star*",
    "start",
    "star",
    "BUY",
    "buy",
    "-not",
    "a,b",
    "a",
    "ü\\",
)


def told(*events: EventRow) -> Rows:
    return Rows(tuple(events))


def found(store: Store, text: str) -> Sequence[int]:
    query, problems = query_of(text)
    assert not problems, problems
    with store.reading() as connection:
        return [line.id for line in page(connection, query, limit=100).lines]


def test_a_facet_finds_exactly_what_it_counts(kept: Store) -> None:
    keep(kept, *(arrival(n, rows=told(EventRow(ODD[n % len(ODD)]))) for n in range(3 * len(ODD) - 5)))
    with kept.reading() as connection:
        counted = facets(connection, query_of("")[0])["action"]
    assert set(counted) == set(ODD)
    assert {value: len(found(kept, str(exactly("action", value)))) for value in ODD} == dict(counted)


def test_each_finding_is_a_facet_of_its_own(kept: Store) -> None:
    both = EventRow("x", findings=("odd", "even"))
    keep(kept, arrival(1, rows=told(both, EventRow("x", position=1, findings=("odd",)))))
    keep(kept, arrival(2, rows=told(EventRow("y", findings=("even",)))), arrival(3, rows=told(EventRow("z"))))
    with kept.reading() as connection:
        counted = facets(connection, query_of("")[0])["finding"]
    assert counted == {"odd": 1, "even": 2}
    assert {code: len(found(kept, f"finding:{code}")) for code in counted} == counted


def test_the_same_action_before_is_found_whatever_its_name(kept: Store) -> None:
    keep(kept, *(arrival(n, rows=told(EventRow(name))) for n, name in enumerate(("a, b", "a", "b", "a, b"))))
    with kept.reading() as connection:
        assert alike_before(connection, lines(connection, [4])[0]) == 1


def test_everything_that_carries_a_transaction_number_is_found(kept: Store) -> None:
    def carrying(words: str) -> Rows:
        return told(EventRow("membership_granted", words=words))

    keep(
        kept,
        arrival(1, rows=sale(98765)),
        *(arrival(n, rows=sale(98765, words=f"ACME n{n} T98765")) for n in range(2, 14)),
        arrival(14, rows=carrying("ACME T98765 S1")),
        arrival(15, rows=carrying("ACME T987654")),
        arrival(16, rows=carrying("T98765-2")),
        arrival(17, rows=sale(5, words="ACME T5 T98765")),
        arrival(18, rows=carrying("ACME")),
    )
    assert found(kept, "transaction:T98765") == [17, *range(14, 0, -1)]
    assert found(kept, "-transaction:T98765") == [18, 16, 15]
    assert found(kept, "transaction:T98765 transaction:T5") == [17]
    assert found(kept, "transaction:T98765 acme n7") == [7]
    assert found(kept, "transaction:ACME") == []


values = st.text(alphabet='ab,*" -:\\Ü\n', min_size=1, max_size=8).filter(str.strip)


@given(field=st.sampled_from(("action", "bin", "lead", "from")), value=values)
def test_what_finds_one_value_is_read_back_as_it_was_written(field: str, value: str) -> None:
    (term,) = parsed(str(exactly(field, value)), FIELDS).terms
    assert (term.field, alternatives(term)) == (field, ([value], []))


@given(st.lists(st.builds(Term, st.sampled_from(("", "name", "bin")), values, st.booleans(), st.just(True))))
def test_terms_side_by_side_are_told_apart(terms: list[Term]) -> None:
    assert parsed(" ".join(map(str, terms)), FIELDS).terms == tuple(terms)
