"""Ready-made mistakes: each is refused, or found before it is sent."""

from __future__ import annotations

import pytest

from konnektive.mistakes import MISTAKES
from tests.konnektive.walking import fresh_client, fresh_run

ALL = [(path, mistake.title) for path, mistakes in MISTAKES.items() for mistake in mistakes]


@pytest.mark.parametrize(("path", "title"), ALL, ids=[title for _, title in ALL])
def test_a_mistake_is_found_or_refused(path: str, title: str) -> None:
    client = fresh_client()
    index = next(step.index for step in fresh_run().steps if step.call.path == path)
    *_, run = (fresh_run(), *fresh_run().to_end(client, until=index))
    mistake = next(one for one in MISTAKES[path] if one.title == title)
    params = {name: value for name, value in mistake.make(run.draft()).items() if value}
    assert params != run.draft()
    found = {one.rule.name for one in run.findings(client.base_url, params)}
    assert found or run.fire(client, params).mark(index) == "refused"
