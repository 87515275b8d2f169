"""The story in docs/lifecycles.md can be told as it stands there, and says what it promises."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kartra.lifecycles import Scenario, Step, scenario, told

TEXT = (Path(__file__).parents[3] / "docs" / "lifecycles.md").read_text(encoding="utf-8")


def test_the_example_is_told_with_its_references() -> None:
    story = scenario(TEXT.partition("```yaml\n")[2].partition("```")[0])
    assert isinstance(story, Scenario)
    callbacks = told(story, 7, start=1_790_000_000_000)
    assert isinstance(callbacks, tuple)
    payments = {one.payment.type: one.payment for one in callbacks if one.payment}
    refund, tag = callbacks[-3].payload, callbacks[-1].payload
    details = refund["action_details"]["transaction_details"]
    assert details["vendor_tracking_id_1"] == f"order {payments['sale'].transaction_id}"
    assert details["transaction_parent_id"] == str(payments["rebill"].transaction_id)
    assert tag["action_details"]["tag"]["tag_name"] == f"Refunded {payments['rebill'].transaction_id}"


def test_every_field_of_a_step_is_explained() -> None:
    rows = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `")]
    explained = {name.strip(" `") for row in rows for name in row.split(",")}
    assert explained == {field.encode_name for field in msgspec.structs.fields(Step)}
