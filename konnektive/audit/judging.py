"""Judging: every rule asked about every visit, and what came of it as one report."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from konnektive.audit.call import Call
from konnektive.audit.fitness import fitness
from konnektive.audit.placing import visits
from konnektive.audit.recording import Recording
from konnektive.audit.report import Judged, Report
from konnektive.audit.rule import SEVERITIES, Finding, Rule
from konnektive.audit.rules import RULES
from konnektive.audit.visit import Visit
from konnektive.endpoints import Endpoint

_RANK = {rule.name: (SEVERITIES.index(rule.severity), place) for place, rule in enumerate(RULES)}


def audit(recordings: Iterable[Recording]) -> Report:
    """The report on some recordings, their visits in the order given and counted through."""
    read = tuple(recordings)
    judged: list[Judged] = []
    for recording in read:
        for visit in visits(recording.calls, dict(recording.last_request)):
            judged.append(judge(visit, len(judged) + 1, recording.file))
    return Report(tuple(judged), read)


def judge(visit: Visit, number: int = 1, file: str = "") -> Judged:
    """One visit with its findings, in the order of its calls, the gravest first at each."""
    findings = findings_of(visit)
    return Judged(number, file, visit, tuple(findings), fitness(visit, findings), silent(visit))


def findings_of(visit: Visit) -> list[Finding]:
    """Everything that the rules hold against a visit."""
    found = [
        Finding(rule, seen.call, seen.message, seen.parameter)
        for rule in _rules_about(visit.endpoints)
        for seen in rule.judge(visit)
    ]
    return sorted(found, key=lambda one: (one.call.number, _RANK[one.rule.name]))


@lru_cache(maxsize=256)
def _rules_about(endpoints: frozenset[Endpoint]) -> tuple[Rule, ...]:
    """The rules that can say something about a visit with calls to these endpoints."""
    return tuple(rule for rule in RULES if not rule.of or not endpoints.isdisjoint(rule.of))


def silent(visit: Visit) -> tuple[str, ...]:
    """The rules that could not be judged, since an answer that they need was not recorded."""
    unanswered = {call.endpoint.path for call in visit.calls if not call.answer.recorded}
    if not unanswered:
        return ()
    return tuple(rule.name for rule in RULES if any(one.path in unanswered for one in rule.needs))


def findings_before(call: Call, earlier_calls: Sequence[Call]) -> list[Finding]:
    """What the rules hold against a call about to be sent, given those of its visit that were made."""
    numbered = [
        msgspec.structs.replace(one, number=number, place=(0, number))
        for number, one in enumerate((*earlier_calls, call), 1)
    ]
    last = numbered[-1]
    groups = [visit for visit in visits(numbered) if last in visit.calls]
    whole = dataclasses.replace(groups[0], calls=tuple(numbered))
    return [one for one in findings_of(whole) if one.call is last and one.rule.name not in _AFTERWARDS]


_AFTERWARDS = ("LEA-003", "ORD-001", "UPS-004", "CNF-001", "PPL-001", "RES-001", "RES-003")
"""What can be told only once the visit has gone on."""
