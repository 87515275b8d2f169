"""The process: the dashboard, and the HTTP faces beside it on the same port."""

import contextlib
import gc
import os
import sys
from collections.abc import AsyncIterator

import streamlit as st
from starlette.middleware import Middleware

import kartra.control
import kartra.receiver
import konnektive.control
import konnektive.web
import store
from faces import Faces, Mount, Streams, control
from faces.one_write import write_once
from konnektive.sandbox import shared

SNAPSHOT_LIMIT = 64 << 20
"""Bytes of a body for the control API: a sandbox's whole state fits."""

operations = (*konnektive.control.OPERATIONS, *kartra.control.OPERATIONS)
mounts = (
    *kartra.receiver.mounts(store.connect()),
    Mount(
        lambda path: path.startswith("/api/"),
        control(operations),
        SNAPSHOT_LIMIT,
    ),
    *konnektive.web.mounts(shared()),
)


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Write at shutdown what is still on its way to the disk."""
    # All that is imported stays: collections that look through it each time hold requests up for 80 ms.
    gc.freeze()
    # What comes after is looked through seldom: counting references frees nearly all of it.
    gc.set_threshold(20_000, 50, 10)
    write_once()
    # A page or a reader that computes gives way to requests and the writer after 1 ms, not after 5.
    sys.setswitchinterval(0.001)
    yield
    store.close_all()


middleware = [Middleware(Streams, operations=operations), Middleware(Faces, mounts=mounts)]
app = st.App("pages/navigation.py", middleware=middleware, lifespan=lifespan)

if __name__ == "__main__":
    # `streamlit run` reads these variables itself; App.run reads config.toml alone.
    names = ("address", "headless", "port")
    told = {f"server.{name}": os.environ.get(f"STREAMLIT_SERVER_{name.upper()}") for name in names}
    app.run(config={name: value for name, value in told.items() if value})
