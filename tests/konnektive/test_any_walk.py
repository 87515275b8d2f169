"""Whatever is done to a walk in whatever order, it stays a walk: nothing raises, nothing is lost."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from konnektive.breaks import BREAKS
from konnektive.ending import SENTENCES, ending, outcome, told
from konnektive.exchange import CARRIED
from konnektive.export.formats import FORMATS
from konnektive.export.replayed import read_run
from konnektive.link import link, restored
from konnektive.run import started
from konnektive.shipped import shipped_funnels
from tests.konnektive.walking import fresh_client

ANY_TEXT = st.text(max_size=30)


class AnyWalk(RuleBasedStateMachine):
    @initialize(funnel=st.sampled_from(list(shipped_funnels())), seed=st.integers(0, 50))
    def start(self, funnel: str, seed: int) -> None:
        self.client = fresh_client()
        self.run = started(shipped_funnels()[funnel], seed)
        self.fired = 0

    @rule()
    def fire(self) -> None:
        self.fired += self.run.step is not None
        self.run = self.run.fire(self.client)

    @rule(name=st.sampled_from(["pageType", "orderId", "requestUri", "cardMonth", "Ünknown"]), value=ANY_TEXT)
    def fire_something_odd(self, name: str, value: str) -> None:
        if self.run.step:
            self.fired += 1
            self.run = self.run.fire(self.client, {**self.run.draft(), name: value})

    @rule()
    def skip(self) -> None:
        self.run = self.run.skip()

    @rule(index=st.integers(-3, 15))
    def stand_at(self, index: int) -> None:
        self.run = self.run.at(index)

    @rule(name=st.sampled_from(CARRIED), how=st.sampled_from([None, *BREAKS]))
    def breaking(self, name: str, how) -> None:
        self.run = self.run.breaking(name, how)

    @rule()
    def go_to_the_end(self) -> None:
        for run in self.run.to_end(self.client, stop_on_refusal=False):
            self.run, self.fired = run, self.fired + 1

    @invariant()
    def it_is_a_walk(self) -> None:
        run = self.run
        assert 0 <= run.position <= len(run.steps)
        assert len(run.attempts) == self.fired
        assert ending(run) in SENTENCES and outcome(run).endswith(".")
        assert all(told(one, run) for one in run.attempts)
        assert restored(link(run)).position == run.position
        run.findings("http://127.0.0.1:8501/konnektive")

    def teardown(self) -> None:
        if not getattr(self, "run", None) or not self.run.attempts:
            return
        texts = {one.name: one.write(self.run) for one in FORMATS}
        assert read_run(texts["JSON"].encode()).funnel
        assert read_run(texts["HAR"].encode()).funnel


AnyWalk.TestCase.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
TestAnyWalk = AnyWalk.TestCase
