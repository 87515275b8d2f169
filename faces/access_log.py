"""uvicorn's log without the faces' requests: their paths and queries hold bins' secrets and passwords."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from faces.server import Mount

_LOGGERS = ("uvicorn.access", "uvicorn.error")
"""Where uvicorn names requests; the second one names websockets."""


def leave_out(mounts: Sequence[Mount]) -> Callable[[], None]:
    """Have no line logged that names a path of these mounts; returns what ends that."""
    claims = [mount.claims for mount in mounts]

    def names_none(record: logging.LogRecord) -> bool:
        told = record.args if isinstance(record.args, tuple) else ()
        paths = [unquote(one.partition("?")[0]) for one in told if isinstance(one, str) and one[:1] == "/"]
        return not any(claim(path) for path in paths for claim in claims)

    for name in _LOGGERS:
        logging.getLogger(name).addFilter(names_none)

    def end() -> None:
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(names_none)

    return end
