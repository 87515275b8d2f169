"""Reading recordings: what a file is, is told by its content; what can not be read is named."""

from konnektive.audit.reading.kinds import read, read_file

__all__ = ["read", "read_file"]
