"""The process: the dashboard, and the HTTP faces beside it on the same port."""

import streamlit as st
from starlette.middleware import Middleware

import kartra.control
import kartra.receiver
import konnektive.web
import store
from faces import Faces, Mount, control
from konnektive.sandbox import shared

mounts = (
    *kartra.receiver.mounts(store.connect()),
    Mount(lambda path: path.startswith("/api/"), control(kartra.control.OPERATIONS)),
    *konnektive.web.mounts(shared()),
)
app = st.App("pages/navigation.py", middleware=[Middleware(Faces, mounts=mounts)])

if __name__ == "__main__":
    app.run()
