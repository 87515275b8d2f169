"""Kartra events made on purpose: by seed, consistent in themselves, in both generations of keys."""

from kartra.generation.callback import Callback
from kartra.generation.editions import EDITIONS, Edition
from kartra.generation.edits import Unfit, edited
from kartra.generation.single import callback
from kartra.generation.story import KINDS, Story, transaction_type

__all__ = [
    "EDITIONS",
    "KINDS",
    "Callback",
    "Edition",
    "Story",
    "Unfit",
    "callback",
    "edited",
    "transaction_type",
]
