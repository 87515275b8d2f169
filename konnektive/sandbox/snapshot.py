"""The whole account as one value: taken, kept as JSON, and put back."""

from __future__ import annotations

from typing import Any

import msgspec

from konnektive.sandbox.account import KINDS, Account, Settings
from konnektive.sandbox.soundness import wrong_objects, wrong_settings

NOT_ONE = "Not a snapshot of this sandbox"
Objects = dict[str, list[Any]]


class Snapshot(msgspec.Struct, frozen=True):
    """Settings, and every object by kind."""

    settings: Settings
    objects: Objects


def taken(account: Account) -> bytes:
    """The account as JSON. No card number is in it, for none is kept."""
    objects: Objects = {kind: list(account.of(kind).values()) for kind in KINDS}
    return msgspec.json.encode(Snapshot(account.settings, objects))


def restored(text: bytes) -> Account | str:
    """The account of a snapshot, or the sentence that says what is wrong with it."""
    try:
        snapshot = msgspec.json.decode(text, type=Snapshot)
        if problem := wrong_settings(snapshot.settings):
            return f"{NOT_ONE}: {problem}"
        account = rebuilt(snapshot.settings, snapshot.objects)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as wrong:
        return f"{NOT_ONE}: {wrong}."
    problem = wrong_objects(account, snapshot.objects)
    return f"{NOT_ONE}: {problem}" if problem else account


def rebuilt(settings: Settings, objects: Objects) -> Account:
    """An account that holds these objects."""
    account = Account(settings)
    for kind, holds in KINDS.items():
        add = getattr(account, f"add_{kind}")
        for raw in objects.get(kind, ()):
            one = msgspec.convert(raw, holds)
            add(one)
            account.clock.resume(max(getattr(one, "created", 0), getattr(one, "updated", 0)))
    return account
