"""The control API of the sandbox, for CI and scripts."""

from konnektive.audit import operation as audit
from konnektive.control import catalogue, clock, faults, resetting, state, traffic, users
from konnektive.opening import explained

OPERATIONS = tuple(
    explained(one)
    for subject in (resetting, clock, catalogue, users, faults, traffic, state, audit)
    for one in subject.OPERATIONS
)

__all__ = ["OPERATIONS"]
