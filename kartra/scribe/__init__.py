"""A second process that reads and keeps arrivals while more come at once than one process can take and keep.

The receiver goes on taking requests; the scribe has an interpreter, a connection and the disk to itself.
"""

from kartra.scribe.connection import Gone
from kartra.scribe.employer import Employer

__all__ = ["Employer", "Gone"]
