"""The process: the dashboard, and the HTTP faces beside it on the same port."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import kartra.control
import kartra.receiver
import konnektive.control
import store
from faces import Below, Faces, Mount, Streams, below, control
from faces.access_log import leave_out
from faces.pace import keep_pace
from kartra.sending.here import listens
from konnektive.control.resetting import SNAPSHOT_LIMIT
from konnektive.opening import opening_mounts
from konnektive.sandbox import shared

# Streamlit lends it to one script and takes it back when that ends, though another is still importing.
sys.path.append(str(Path(__file__).parent / "pages"))

operations = (*konnektive.control.OPERATIONS, *kartra.control.OPERATIONS)
mounts = (
    *kartra.receiver.mounts(store.connect()),
    Mount(
        lambda path: path.startswith("/api/"),
        control(operations),
        SNAPSHOT_LIMIT,
    ),
    *opening_mounts(shared),
)
path = st.get_option("server.baseUrlPath").strip("/")
base = f"/{path}" if path else ""
doors = (*mounts, *below(base, mounts))


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Say where the process listens; write at shutdown what is still on its way to the disk."""
    listens(st.get_option("server.address") or "", st.get_option("server.port"), base)
    keep_pace(doors)
    leave_out(doors)
    yield
    store.close_all()


middleware = [Middleware(Streams, operations=operations), Middleware(Faces, mounts=mounts)]
if base:
    middleware.insert(0, Middleware(Below, base=base, mounts=mounts))
app = st.App("pages/navigation.py", middleware=middleware, lifespan=lifespan)

if __name__ == "__main__":
    # `streamlit run` reads these variables itself; App.run reads config.toml alone.
    names = ("address", "headless", "port")
    told = {f"server.{name}": os.environ.get(f"STREAMLIT_SERVER_{name.upper()}") for name in names}
    app.run(config={name: value for name, value in told.items() if value})
