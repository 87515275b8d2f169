"""The control API of the sandbox, for CI and scripts."""

from konnektive.control import catalogue, clock, faults, resetting, state, traffic, users

OPERATIONS = (
    *resetting.OPERATIONS,
    *clock.OPERATIONS,
    *catalogue.OPERATIONS,
    *users.OPERATIONS,
    *faults.OPERATIONS,
    *traffic.OPERATIONS,
    *state.OPERATIONS,
)

__all__ = ["OPERATIONS"]
