"""The control API of the sandbox, for CI and scripts."""

from konnektive.audit import operation as audit
from konnektive.control import catalogue, clock, faults, resetting, state, traffic, users

OPERATIONS = (
    *resetting.OPERATIONS,
    *clock.OPERATIONS,
    *catalogue.OPERATIONS,
    *users.OPERATIONS,
    *faults.OPERATIONS,
    *traffic.OPERATIONS,
    *state.OPERATIONS,
    *audit.OPERATIONS,
)

__all__ = ["OPERATIONS"]
