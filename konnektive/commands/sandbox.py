"""`sandbox`: the CRM's sandbox alone, for a CI job or a funnel on another machine."""

from __future__ import annotations

import argparse
import contextlib
import socket
import ssl
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette

import store
from faces import Faces, Mount, control
from faces.pace import keep_pace
from konnektive.certificate import make_certificate
from konnektive.commands.database import keeping, unusable
from konnektive.commands.numbers import seed
from konnektive.control import OPERATIONS
from konnektive.control.resetting import SNAPSHOT_LIMIT
from konnektive.sandbox import Sandbox, shared
from konnektive.sandbox.catalogue import Catalogue, read_catalogue
from konnektive.web import mounts

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

PATIENCE = 3
"""Seconds that open connections have to end when the server stops."""


def add(subparsers: Subparsers) -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("sandbox", help="serve the CRM's sandbox alone", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=8502, help="port to listen on (default 8502; 0 for a free one)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--tls", action="store_true", help="speak https, with a certificate made on the spot")
    parser.add_argument(
        "--certificate", type=Path, metavar="PEM", help="speak https with your own certificate"
    )
    parser.add_argument("--key", type=Path, metavar="PEM", help="the key of --certificate")
    parser.add_argument("--seed", type=seed, help="start afresh, with ids drawn from this seed")
    parser.add_argument("--restore", type=Path, metavar="FILE", help="start with this snapshot")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="sell what this file says")
    parser.add_argument("--reset", action="store_true", help="start afresh, with the same seed")
    parser.add_argument(
        "--snapshot", type=Path, metavar="FILE", help="write what it holds to a file, and stop"
    )
    parser.add_argument("--strict", action="store_true", help="refuse what the documentation forbids")


@keeping
def run(args: argparse.Namespace) -> int:
    """Serve until stopped; 2 for a file or a database that can not be used, or a port that is taken."""
    if problem := unusable():
        print(problem, file=sys.stderr)
        return 2
    sandbox = shared()
    wrong = prepare(sandbox, args) or _certificate_problem(args)
    if args.snapshot and not wrong:
        return _write_snapshot(sandbox, args.snapshot)
    listener = wrong or _listener(args.host, args.port)
    if isinstance(listener, str):
        print(listener, file=sys.stderr)
        store.close_all()
        return 2
    certificate, key = _certificate(args)
    config = uvicorn.Config(
        Faces(Starlette(lifespan=_kept), faces(sandbox)),
        log_level="warning",
        access_log=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        timeout_graceful_shutdown=PATIENCE,
    )
    _announce(origin(args.host, listener.getsockname()[1], bool(certificate)), certificate)
    # uvicorn hands a Ctrl+C on once it has shut down in order.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def _write_snapshot(sandbox: Sandbox, file: Path) -> int:
    try:
        file.write_bytes(sandbox.snapshot())
    except OSError as unwritable:
        print(f"{file}: {unwritable.strerror}.", file=sys.stderr)
        return 2
    finally:
        store.close_all()
    print(f"{file}: what the sandbox holds")
    return 0


@contextlib.asynccontextmanager
async def _kept(app: Starlette) -> AsyncIterator[None]:
    """Write what is waiting as the server shuts down: a signal leaves no time after that."""
    keep_pace()
    yield
    store.close_all()


def faces(sandbox: Sandbox) -> tuple[Mount, ...]:
    """The CRM's paths below /konnektive and at the root, and the control API."""
    return (
        Mount(lambda path: path.startswith("/api/"), control(OPERATIONS), body_limit=SNAPSHOT_LIMIT),
        *mounts(sandbox, alone=True),
    )


def prepare(sandbox: Sandbox, args: argparse.Namespace) -> str:
    """Bring the sandbox to where the arguments want it; returns what is wrong, or an empty text."""
    # A snapshot takes the place of everything; one that is refused leaves everything as it was.
    if not args.restore and (args.reset or args.seed is not None):
        sandbox.reset(seed=args.seed)
    try:
        if args.restore and (wrong := sandbox.restore(args.restore.read_bytes())):
            return f"{args.restore}: {wrong}"
        if args.catalogue:
            catalogue = read_catalogue(args.catalogue.read_bytes())
            if not isinstance(catalogue, Catalogue):
                return f"{args.catalogue}: {catalogue}"
            sandbox.set(catalogue=catalogue)
    except OSError as unreadable:
        return f"{unreadable.filename}: {unreadable.strerror}."
    if args.strict:
        sandbox.set(strict=True)
    return ""


def _certificate_problem(args: argparse.Namespace) -> str:
    for file in (args.certificate, args.key):
        if file and not file.is_file():
            return f"{file}: no such file."
    if bool(args.certificate) != bool(args.key):
        return "--certificate and --key go together."
    try:
        if args.certificate:
            ssl.create_default_context().load_cert_chain(args.certificate, args.key)
    except ssl.SSLError as wrong:
        return f"{args.certificate}: not a certificate with its key ({wrong.reason})."
    return ""


def _certificate(args: argparse.Namespace) -> tuple[Path | None, Path | None]:
    if args.certificate:
        return args.certificate, args.key
    return make_certificate(Path("data")) if args.tls else (None, None)


def _listener(host: str, port: int) -> socket.socket | str:
    """A listening socket, or why there can be none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # The protocol is named: asyncio turns TCP_NODELAY on for such sockets only.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except (OSError, OverflowError) as taken:
        return f"{host}:{port}: {taken}."
    return listener


def origin(host: str, port: int, secure: bool) -> str:
    """What clients put in place of the CRM's host; an IPv6 address stands in brackets there."""
    return f"http{'s' * secure}://{f'[{host}]' if ':' in host else host}:{port}"


def _announce(at: str, certificate: Path | None) -> None:
    print(f"The CRM's sandbox answers at {at}/konnektive and at {at}", flush=True)
    print("  loginId demo, password demo, campaignId 1, products 101, 102, 103", flush=True)
    if certificate:
        print(f"  certificate: {certificate} (have the client trust it)", flush=True)
