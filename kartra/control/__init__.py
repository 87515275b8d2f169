"""The control API of what was received and sent, for CI and scripts."""

from kartra.control import bins, deliveries, health

OPERATIONS = (*health.OPERATIONS, *deliveries.OPERATIONS, *bins.OPERATIONS)

__all__ = ["OPERATIONS"]
