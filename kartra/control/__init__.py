"""The control API of what was received and sent, for CI and scripts."""

from kartra.control import batches, bins, deliveries, health, replaying, taking_along, triggering, uploads

OPERATIONS = (
    *health.OPERATIONS,
    *deliveries.OPERATIONS,
    *bins.OPERATIONS,
    *taking_along.OPERATIONS,
    *triggering.OPERATIONS,
    *replaying.OPERATIONS,
    *batches.OPERATIONS,
    *uploads.OPERATIONS,
)

__all__ = ["OPERATIONS"]
