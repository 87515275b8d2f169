"""The CRM in memory: one call at a time, from any thread, without input or output of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from uuid import uuid4

import msgspec

from konnektive.endpoints import nearest
from konnektive.sandbox.account import Account, Settings
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.answering import ANSWERING
from konnektive.sandbox.assumed import UNKNOWN_PATH
from konnektive.sandbox.call import Call
from konnektive.sandbox.catalogue import Catalogue
from konnektive.sandbox.users import BAD_CREDENTIALS, ApiUser

BASE_URL = "http://127.0.0.1:8501/konnektive"
JSON_BODY = "a JSON body is not read: send the parameters in the query string or as a form"


class Happened(msgspec.Struct, frozen=True):
    """A call that was answered, as its listeners are told of it. The parameters are as they came."""

    path: str
    params: Mapping[str, str]
    answered: Answered
    at: int
    """UTC ms of the real time."""
    elapsed_us: int
    source: str
    """`walk` for this process's own client, `http` for everyone else's."""
    caller: str


Listener = Callable[[Happened], None]


class Sandbox:
    """Answers as the CRM does. The same calls after the same reset give the same answers."""

    def __init__(
        self,
        *,
        seed: int = 0,
        strict: bool = False,
        catalogue: Catalogue | None = None,
        users: tuple[ApiUser, ...] | None = None,
        set_at: int | None = None,
        base_url: str = BASE_URL,
    ) -> None:
        settings = Settings(seed=seed, strict=strict, set_at=set_at)
        if catalogue is not None:
            settings.catalogue = catalogue
        if users is not None:
            settings.users = users
        self.account = Account(settings)
        self.epoch = uuid4().hex[:12]
        """Tells the visits of before and after a reset apart; no answer carries it."""
        self.base_url = base_url
        self.listeners: list[Listener] = []
        self.lock = threading.RLock()

    def answer(
        self,
        method: str,
        path: str,
        params: Mapping[str, str],
        *,
        caller: str = "127.0.0.1",
        json_body: bool = False,
        source: str = "http",
        base_url: str = "",
    ) -> Answered:
        """One call. GET and POST are alike; wrong input is an ERROR with a reason, never an exception."""
        began = time.perf_counter_ns()
        path = path.strip("/")
        with self.lock:
            answered = self._answer(path, params, caller, json_body, base_url or self.base_url)
        if self.listeners:
            elapsed = (time.perf_counter_ns() - began) // 1000
            happened = Happened(path, params, answered, time.time_ns() // 1_000_000, elapsed, source, caller)
            for listener in self.listeners:
                listener(happened)
        return answered

    def _answer(
        self, path: str, params: Mapping[str, str], caller: str, json_body: bool, base_url: str
    ) -> Answered:
        perform = ANSWERING.get(path)
        if perform is None:
            return unknown_path(path)
        user = self.account.logins.get(params.get("loginId", ""))
        if user is None or user.password != params.get("password", ""):
            if json_body:
                return Answered("ERROR", f"{BAD_CREDENTIALS} ({JSON_BODY})", notes=(JSON_BODY,))
            return Answered("ERROR", BAD_CREDENTIALS)
        if (user.addresses or user.endpoints) and (refusal := user.refusal(path, caller)):
            return Answered("ERROR", refusal)
        answered = perform(Call(self.account, path, params, self.account.clock.now(), base_url))
        if json_body:
            answered.notes += (JSON_BODY,)
        return answered

    def reset(self, *, seed: int | None = None) -> None:
        """Forget every buyer and draw ids from the start again; catalogue, API users and strictness stay."""
        with self.lock:
            old = self.account
            settings = Settings(
                old.catalogue,
                old.users,
                old.strict,
                old.ids.seed if seed is None else seed,
                set_at=old.clock.set_at,
            )
            self.account = Account(settings)
            self.epoch = uuid4().hex[:12]


def unknown_path(path: str) -> Answered:
    """No such endpoint: the nearest real one is named."""
    close = nearest(path)
    hint = f"; did you mean {close.path}?" if close else ""
    return Answered("ERROR", f"No endpoint {path[:80]}{hint}", notes=(UNKNOWN_PATH.note,))
