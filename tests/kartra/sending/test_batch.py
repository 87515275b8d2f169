"""A batch is sent in order, at its pace, and every attempt is recorded."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future

import pytest

from kartra.sending import Outcome, Outgoing, Reach, Sender, running
from kartra.sending.batch import Batch
from kartra.sending.planned import Planned
from store import Refusal, connect
from store.attempts import Attempt, attempt_whole, attempts
from tests.kartra.sending.servers import shop


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


class Wire:
    """Stands for the network: notes when each request went out, and answers from a list."""

    def __init__(self, clock: Clock, seconds: float = 0.0, statuses: Sequence[int] = ()) -> None:
        self.clock, self.seconds, self.statuses = clock, seconds, list(statuses)
        self.went: list[tuple[float, bytes]] = []

    async def send(self, one: Outgoing) -> Outcome:
        self.went.append((round(self.clock.now, 3), one.body))
        self.clock.now += self.seconds
        return Outcome(self.statuses.pop(0) if self.statuses else 200)


def plan(*times: int) -> tuple[Planned, ...]:
    return tuple(
        Planned(Outgoing("http://shop.example/", str(n).encode()), at, "test") for n, at in enumerate(times)
    )


def kept(attempt: Attempt) -> Future[object]:
    done: Future[object] = Future()
    done.set_result(None)
    return done


def batch(wire: Wire, planned: Sequence[Planned], **settings: object) -> Batch:
    return Batch(planned, wire, kept, clock=wire.clock, sleep=wire.clock.sleep, **settings)


def test_without_a_speed_nothing_is_waited_for() -> None:
    wire = Wire(Clock())
    assert batch(wire, plan(0, 86_400_000, 172_800_000)).run().fine
    assert wire.went == [(0, b"0"), (0, b"1"), (0, b"2")]


@pytest.mark.parametrize(
    ("speed", "times"), [(1, [0, 2, 2, 7]), (2, [0, 1, 1, 3.5]), (10, [0, 0.2, 0.2, 0.7])]
)
def test_a_speed_keeps_the_spacing(speed: float, times: list[float]) -> None:
    wire = Wire(Clock())
    batch(wire, plan(5_000, 7_000, 7_000, 12_000), speed=speed).run()
    assert [at for at, _ in wire.went] == pytest.approx(times)


def test_slow_answers_do_not_push_everything_back() -> None:
    wire = Wire(Clock(), seconds=3)
    batch(wire, plan(0, 2_000, 10_000), speed=1).run()
    assert [at for at, _ in wire.went] == pytest.approx([0, 3, 10])


def test_progress_counts_every_verdict_and_keeps_a_few_reasons() -> None:
    wire = Wire(Clock(), statuses=[200, 500, 500, 404, 204])
    progress = batch(wire, plan(*range(5))).run()
    assert (progress.sent, progress.accepted, progress.not_accepted) == (5, 2, 3)
    assert progress.trouble == ("answered 500", "answered 404")
    assert not progress.fine and progress.state == "finished"


def test_a_stop_is_heard_between_requests() -> None:
    wire = Wire(Clock())
    one = batch(wire, plan(0, 1_000, 2_000), speed=1, seen=lambda planned, outcome: one.stop())
    progress = one.run()
    assert (progress.state, progress.sent, len(wire.went)) == ("stopped", 1, 1)


def test_an_empty_plan_is_finished_at_once() -> None:
    assert batch(Wire(Clock()), ()).run().fine


def test_each_attempt_is_on_the_disk_at_the_end_and_secrets_are_not() -> None:
    body = b'{"lead": {"email": "a@b.c"}, "secret_key": "hush", "card": "4111 1111 1111 1111"}'
    with shop(lambda received: (201, {"set-cookie": "token=hush"}, b'{"password": "hush"}')) as there:
        outgoing = Outgoing(f"{there.url}/?api_key=hush", body, headers=(("Authorization", "Bearer hush"),))
        planned = Planned(outgoing, 0, "replay", delivery_id=3, parent_id=2)
        done = Batch((planned,), Sender(Reach(loopback=True)), connect().write).run()
    assert b"hush" in there.received[0].body
    assert there.received[0].header("x-funnelscope-batch") == done.batch
    with connect().reading() as connection:
        [line] = attempts(connection, batch=done.batch)
        whole = attempt_whole(connection, line.id)
    assert (line.status, line.delivery_id, line.parent_id, line.trigger) == (201, 3, 2, "replay")
    assert line.elapsed_us > 0
    told = f"{whole}"
    assert "hush" not in told and "4111" not in told
    assert "a@b.c" in told


def test_what_can_not_be_recorded_was_sent_all_the_same() -> None:
    def refusing(attempt: Attempt) -> Future[object]:
        refused: Future[object] = Future()
        refused.set_exception(Refusal("The disk is full."))
        return refused

    wire = Wire(Clock())
    assert Batch(plan(0), wire, refusing, clock=wire.clock, sleep=wire.clock.sleep).run().fine


def test_batches_run_in_the_background_and_not_too_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 1)
    clock = Clock()
    waiting = Batch(plan(0, 10**9), Wire(clock), kept, speed=1, clock=lambda: 0.0, sleep=_nap)
    assert running.start(waiting)
    assert not running.start(batch(Wire(clock), plan(0)))
    assert running.find(waiting.id) is waiting
    waiting.stop()
    assert waiting.finished.result(10).state == "stopped"
    after = batch(Wire(clock), plan(0))
    assert running.start(after) and after.finished.result(10).fine
    assert running.find("nowhere") is None


async def _nap(seconds: float) -> None:
    time.sleep(0.001)


def test_a_bug_of_ours_costs_one_request_and_no_more() -> None:
    class Broken(Wire):
        async def send(self, one: Outgoing) -> Outcome:
            outcome = await super().send(one)
            if one.body == b"1":
                raise RuntimeError("our bug")
            return outcome

    wire = Broken(Clock())
    progress = batch(wire, plan(0, 0, 0)).run()
    assert [body for _, body in wire.went] == [b"0", b"1", b"2"]
    assert (progress.state, progress.sent, progress.accepted, progress.failed) == ("finished", 3, 2, 1)


def test_an_attempt_tells_where_its_answer_came_from_and_keeps_no_more_headers_than_said() -> None:
    recorded: list[Attempt] = []

    def record(attempt: Attempt) -> Future[object]:
        recorded.append(attempt)
        return kept(attempt)

    class Far(Wire):
        async def send(self, one: Outgoing) -> Outcome:
            many = tuple((f"x-{n}", "v" * 1_000) for n in range(900))
            return Outcome(200, many, location="http://elsewhere.example/?key=SECRET")

    wire = Far(Clock())
    Batch(plan(0), wire, record, clock=wire.clock, sleep=wire.clock.sleep).run()
    [attempt] = recorded
    assert attempt.answer_headers.startswith('[["x-funnelscope-followed-to","http://elsewhere.example/')
    assert "SECRET" not in attempt.answer_headers
    assert len(attempt.answer_headers) < 20_000
