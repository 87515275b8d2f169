"""Where this server is: its own bins may always be sent to, its machine only while nobody else asks."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from faces.access import is_loopback
from kartra.sending.target import Target

_BINS = "/in/"


@dataclass(frozen=True, slots=True)
class Here:
    """What this process listens on, as it was told at its start."""

    address: str = "127.0.0.1"
    """Empty: every address of this machine."""
    port: int = 8501
    base: str = ""
    """The path below which it answers as well, such as `/tools`."""

    @property
    def is_alone(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.address)

    def has(self, place: Target, address: str) -> bool:
        """Whether that address of that place is one of its own bins."""
        if place.scheme != "http" or place.port != self.port or not self._is_bin(place.path):
            return False
        return is_loopback(address) or _is_of_this_machine(address)

    def _is_bin(self, path: str) -> bool:
        return path.startswith((_BINS, f"{self.base}{_BINS}"))


def _is_of_this_machine(address: str) -> bool:
    """Only an address of one's own can be bound to."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as one:
            one.bind((address, 0))
    except OSError:
        return False
    return True


_told = [Here()]


def listens(address: str, port: int, base: str = "") -> None:
    """Say once, at the start, what the process listens on."""
    _told[0] = Here(address, port, base)


def here() -> Here:
    """What the process listens on."""
    return _told[0]
