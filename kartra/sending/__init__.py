"""Requests sent on purpose: guarded, bounded, recorded."""

from kartra.sending.outgoing import Outcome, Outgoing
from kartra.sending.reach import Reach
from kartra.sending.sender import Sender

__all__ = ["Outcome", "Outgoing", "Reach", "Sender"]
