"""The swim-lanes as plotly draws them."""

from __future__ import annotations

from konnektive.audit import audit, read
from konnektive.audit.lanes import lanes, worst_first
from konnektive.figures_audit import swim_lanes
from tests.konnektive.audit.faults import FAULTS
from tests.konnektive.audit.recorded import clean, copied, json_lines


def test_a_lane_has_a_mark_for_each_call_and_each_missing_one() -> None:
    records = copied(clean("no presell"))
    FAULTS["ORD-003"][0](records)
    report = audit([read(json_lines(records))])
    figure = swim_lanes(lanes(report.visits))
    drawn = {trace.name: trace for trace in figure.data}
    assert sum(len(drawn[name].x) for name in ("Fine", "Note", "Warning", "Error")) == 5
    assert list(drawn["Missing"].text) == ["click"]
    assert list(drawn["Warning"].customdata) == [[1, 3]]
    assert list(figure.layout.xaxis.ticktext) == ["Lead", "Checkout", "Thank you"]


def test_the_gravest_visits_come_first_when_there_is_no_room_for_all() -> None:
    broken = copied(clean("no presell", 2))
    FAULTS["ORD-005"][0](broken)
    report = audit([read(json_lines(clean("no presell", 1))), read(json_lines(broken))])
    assert [one.number for one in worst_first(report.visits, 1)] == [2]
