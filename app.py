"""The process: the dashboard, and the HTTP faces beside it on the same port."""

import streamlit as st
from starlette.middleware import Middleware

import kartra.receiver
import store
from faces import Faces

mounts = kartra.receiver.mounts(store.connect())
app = st.App("pages/navigation.py", middleware=[Middleware(Faces, mounts=mounts)])

if __name__ == "__main__":
    app.run()
