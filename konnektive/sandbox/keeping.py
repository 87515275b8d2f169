"""What the sandbox holds, written behind to the store and read back at the next start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

import msgspec
from sqlalchemy import Connection, delete, select

from konnektive.sandbox.account import KINDS, Account, Settings
from konnektive.sandbox.sandbox import Happened, Sandbox
from konnektive.sandbox.snapshot import rebuilt
from store.dialect import insert
from store.tables import sandbox_object

if TYPE_CHECKING:
    from store import Store

AT_ONCE = 400
"""Objects that are encoded while the sandbox waits: about a millisecond."""
SETTINGS = ("settings", "")


class Keeper:
    """Listens to a sandbox and has what changed written within a second."""

    def __init__(self, sandbox: Sandbox, store: Store) -> None:
        self.sandbox = sandbox
        self.store = store
        self.forget_first = False
        """What is kept is of before a reset."""
        self._asked = False

    def __call__(self, happened: Happened | None = None) -> None:
        """Something may have changed."""
        if not self._asked:
            self._asked = True
            self.store.later(Changed(self))

    def watch(self, afresh: bool) -> None:
        """The account was changed by hand; afresh: it is another one, and what was kept is to go."""
        self.forget_first = self.forget_first or afresh
        self()

    def batches(self) -> Iterator[list[dict[str, str]]]:
        """The rows to write, in pieces small enough not to hold up a call."""
        self._asked = False
        account = self.sandbox.account
        while account.changed:
            with self.sandbox.lock:
                keys = list(islice(account.changed, AT_ONCE))
                account.changed.difference_update(keys)
                rows = [_row(kind, key, account.of(kind).get(key)) for kind, key in keys]
            yield rows
        with self.sandbox.lock:
            yield [_row(*SETTINGS, account.settings)]


class Changed:
    """A change of the store: whatever is new at a keeper when its turn comes."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    @classmethod
    def write(cls, connection: Connection, changes: Sequence[Self]) -> list[object]:
        """Write what is new; after a reset, drop what was kept before."""
        for change in changes:
            if change.keeper.forget_first:
                change.keeper.forget_first = False
                connection.execute(delete(sandbox_object))
            for rows in change.keeper.batches():
                statement = insert(connection, sandbox_object)
                body = {"body": statement.excluded["body"]}
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["kind", "key"], set_=body), rows
                )
        return [None] * len(changes)


def _row(kind: str, key: Any, value: Any) -> dict[str, str]:
    return {"kind": kind, "key": str(key), "body": msgspec.json.encode(value).decode()}


def kept_account(store: Store) -> Account | None:
    """The account as it was kept last; none where there is none, or where it is of another version."""
    with store.reading() as connection:
        rows = connection.execute(select(sandbox_object.c.kind, sandbox_object.c.body)).all()
    objects: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    settings = Settings()
    try:
        for kind, body in rows:
            if kind == SETTINGS[0]:
                settings = msgspec.json.decode(body, type=Settings)
            elif kind in KINDS:
                objects[kind].append(msgspec.json.decode(body, type=KINDS[kind]))
        account = rebuilt(settings, {kind: sorted(found, key=_age) for kind, found in objects.items()})
    except msgspec.DecodeError:
        return None
    account.changed.clear()
    return account if rows else None


NUMBERS = ("actualOrderId", "transactionId", "fulfillmentId", "customerId")


def _age(one: Any) -> tuple[int, int]:
    """Objects come back in the order they were made: by time, and by number within a moment."""
    own = next((getattr(one, name) for name in NUMBERS if hasattr(one, name)), 0)
    return getattr(one, "created", 0), own
