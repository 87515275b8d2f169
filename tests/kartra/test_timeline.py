"""One person's timeline."""

from __future__ import annotations

from kartra.lifecycles.sample import sample_events
from kartra.rows import rows_of
from kartra.timeline import by_day, timeline
from store import Arrival, connect
from store.questions.people import Asked, people
from store.questions.person_names import everything_of


def test_it_has_every_event_of_the_person_newest_first_with_its_sentence() -> None:
    store = connect()
    for one in sample_events(40, seed=8):
        store.write(Arrival("kartra", one.at, one.body, rows=rows_of(one.body))).result()
    with store.reading() as connection:
        person = people(connection, Asked()).people[0]
        kind, _, value = person.key.partition(":")
        moments = timeline(connection, sorted(everything_of(connection, (kind, value))))
    assert len(moments) == person.events
    days = by_day(moments)
    assert [one.ts for _, group in days for one in group] == sorted((one.ts for one in moments), reverse=True)
    assert len({day for day, _ in days}) == len(days)
    assert all(one.words for one in moments)
