"""The faces below the dashboard's own path too, where a proxy passes on what is below that path alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.types import ASGIApp, Receive, Scope, Send

from faces.server import Mount


class Below:
    """Lets the mounts' paths also be asked for below `base`, such as `/tools`; empty for nowhere else."""

    def __init__(self, app: ASGIApp, base: str, mounts: Sequence[Mount]) -> None:
        self.app = app
        self._base = base
        self._mounts = below(base, mounts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(mount.claims(scope["path"]) for mount in self._mounts):
            scope = {**scope, "path": scope["path"].removeprefix(self._base)}
        await self.app(scope, receive, send)


def below(base: str, mounts: Sequence[Mount]) -> tuple[Mount, ...]:
    """What the mounts claim below that path; nothing without one."""
    return tuple([_below(base, mount) for mount in mounts]) if base else ()


def _below(base: str, mount: Mount) -> Mount:
    claims, refused = mount.claims, mount.refused
    return replace(
        mount,
        claims=lambda path: path.startswith(f"{base}/") and claims(path.removeprefix(base)),
        refused=lambda path, status: refused(path.removeprefix(base), status),
    )
