"""What the sandbox holds, written behind to the store as a journal, and read back at the next start."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, delete, select

from konnektive.sandbox.account import KINDS, Account, Key, Settings
from konnektive.sandbox.forgetting import HELD
from konnektive.sandbox.sandbox import Happened, Sandbox
from konnektive.sandbox.snapshot import rebuilt
from store.dialect import insert
from store.tables import sandbox_object

if TYPE_CHECKING:
    from store import Store

AT_ONCE = 500
"""Objects of one entry: encoded while the sandbox waits, which takes it about a millisecond."""
JOURNAL, SETTINGS = "journal", "settings"


class Keeper:
    """Listens to a sandbox and has what changed written within a second.

    An entry of the journal holds what changed since the one before; the latest of an object counts.
    """

    def __init__(self, sandbox: Sandbox, store: Store) -> None:
        self.sandbox = sandbox
        self.store = store
        self.forget_first = False
        """What is kept is of before a reset."""
        self._asked = False
        self._forgotten = sandbox.account.forgotten

    def __call__(self, happened: Happened | None = None) -> None:
        """Something may have changed."""
        if not self._asked:
            self._asked = True
            self.store.later(Changed(self))

    def watch(self, afresh: bool) -> None:
        """The account was changed by hand; afresh: it is another one, and what was kept is to go."""
        self.forget_first = self.forget_first or afresh
        self()

    def shorten(self) -> None:
        """Write the journal anew once the account has forgotten as much as it holds."""
        forgotten = self.sandbox.account.forgotten
        if forgotten >= self._forgotten + HELD:
            self.rewrite()
        if forgotten < self._forgotten or self.forget_first:
            self._forgotten = forgotten

    def put_back(self, taken: Sequence[Key], afresh: bool) -> None:
        """These objects are to be written yet, as far as the account still holds them."""
        account = self.sandbox.account
        self.forget_first = self.forget_first or afresh
        with self.sandbox.lock:
            account.changed.update((kind, key) for kind, key in taken if key in account.of(kind))

    def rewrite(self) -> None:
        """Have the whole account written anew: a long journal becomes a short one."""
        account = self.sandbox.account
        with self.sandbox.lock:
            account.changed.update((kind, key) for kind in KINDS for key in account.of(kind))
        self.watch(True)

    def entries(self, taken: list[Key]) -> Iterator[dict[str, str]]:
        """The rows to write; which objects they hold is noted in `taken`."""
        self._asked = False
        account = self.sandbox.account
        while account.changed:
            with self.sandbox.lock:
                keys = list(islice(account.changed, AT_ONCE))
                account.changed.difference_update(keys)
                taken += keys
                body = msgspec.json.encode([(kind, account.of(kind).get(key)) for kind, key in keys])
            yield {"kind": JOURNAL, "key": _entry_key(), "body": body.decode()}
        with self.sandbox.lock:
            body = msgspec.json.encode(account.settings)
        yield {"kind": SETTINGS, "key": "", "body": body.decode()}


def _entry_key() -> str:
    """In the order of time, and unlike any other process's: a walk may be made while the dashboard runs."""
    return f"{time.time_ns():020d}-{uuid4().hex[:8]}"


class Changed:
    """A change of the store: whatever is new at a keeper when its turn comes."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.taken: list[Key] = []
        """What it wrote last; brought again, it means that the transaction came to nothing."""
        self.afresh = False
        """Whether it dropped what was kept before."""

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Write what is new; after a reset, drop what was kept before."""
        for change in changes:
            keeper = change.keeper
            keeper.put_back(change.taken, change.afresh)
            keeper.shorten()
            change.taken, change.afresh, keeper.forget_first = [], keeper.forget_first, False
            if change.afresh:
                connection.execute(delete(sandbox_object))
            statement = insert(connection, sandbox_object)
            body = {"body": statement.excluded["body"]}
            upsert = statement.on_conflict_do_update(index_elements=["kind", "key"], set_=body)
            connection.execute(upsert, list(keeper.entries(change.taken)))
        return [None] * len(changes)


class Kept(msgspec.Struct, frozen=True):
    """The account as it was kept last, and how many entries its journal has."""

    account: Account | None
    entries: int


def kept_account(store: Store) -> Kept:
    """What the store holds of a sandbox; no account where there is none, or one of another version."""
    with store.reading() as connection:
        rows = connection.execute(
            select(sandbox_object.c.kind, sandbox_object.c.body).order_by(sandbox_object.c.key)
        ).all()
    journal = [body for kind, body in rows if kind == JOURNAL]
    settings = [body for kind, body in rows if kind == SETTINGS]
    try:
        account = (
            rebuilt(msgspec.json.decode(settings[0], type=Settings), _latest(journal)) if settings else None
        )
    except msgspec.DecodeError:
        return Kept(None, len(journal))
    if account:
        account.changed.clear()
    return Kept(account, len(journal))


def _latest(journal: Sequence[str]) -> dict[str, list[Any]]:
    """The latest of each object, oldest first; an entry of the journal has them in no order."""
    latest: dict[str, dict[Any, Any]] = {kind: {} for kind in KINDS}
    for entry in journal:
        for kind, one in msgspec.json.decode(entry):
            latest[kind][one[KEYS[kind]]] = one
    return {kind: sorted(found.values(), key=_created) for kind, found in latest.items()}


def _created(one: dict[str, Any]) -> int:
    return int(one.get("created", 0))


KEYS = {kind: holds.__struct_fields__[0] for kind, holds in KINDS.items()}
"""The field that tells an object from the others of its kind: its first."""
