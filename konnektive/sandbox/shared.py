"""The process's own sandbox: the one that the pages show and the HTTP faces answer with."""

from __future__ import annotations

import threading

import store
from konnektive.sandbox.keeping import Keeper, kept_account
from konnektive.sandbox.recording import Recorder
from konnektive.sandbox.sandbox import Sandbox

LONG_JOURNAL = 100
"""Entries after which the journal is written anew at a start."""

_shared: dict[int, tuple[store.Store, Sandbox]] = {}
_opening = threading.Lock()


def shared() -> Sandbox:
    """The sandbox tied to the process's store, made when first asked for; its traffic is recorded there."""
    kept_in = store.connect()
    with _opening:
        known = _shared.get(id(kept_in))
        # The store is held too, so that its id can not come back as another one's.
        if known is None:
            _shared.clear()
            known = _shared[id(kept_in)] = kept_in, _opened(kept_in)
        return known[1]


def _opened(kept_in: store.Store) -> Sandbox:
    sandbox = Sandbox()
    kept = kept_account(kept_in)
    if kept.account is not None:
        sandbox.account = kept.account
    keeper = Keeper(sandbox, kept_in)
    sandbox.listeners += [Recorder(sandbox, kept_in), keeper]
    sandbox.watchers.append(keeper.watch)
    if kept.entries > LONG_JOURNAL:
        keeper.rewrite()
    return sandbox
