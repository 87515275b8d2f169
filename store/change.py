"""A change: a frozen value that knows how a batch of its kind is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

from sqlalchemy import Connection


class Change(Protocol):
    """Written by the one writer, many at a time, inside one transaction.

    A kind that has a class method `committed` is told once they are on the disk, before anybody else is.
    """

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Write them all; one result for each, in their order."""
        ...


class Refusal(Exception):
    """Why a change was not kept: the queue or the disk is full, or the database can not be written."""


class Unwritable(Refusal):
    """The change itself can not be written, now or ever."""
