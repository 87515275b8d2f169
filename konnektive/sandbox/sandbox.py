"""The CRM in memory: one call at a time, from any thread, without input or output of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from uuid import uuid4

import msgspec

from konnektive.endpoints import nearest, plain_path
from konnektive.sandbox.account import Account, Settings
from konnektive.sandbox.answered import Answered
from konnektive.sandbox.answering import ANSWERING
from konnektive.sandbox.approvals import PAGES
from konnektive.sandbox.assumed import UNKNOWN_PATH
from konnektive.sandbox.billing import Billed, pass_time
from konnektive.sandbox.call import Call
from konnektive.sandbox.catalogue import Catalogue
from konnektive.sandbox.clock import Clock
from konnektive.sandbox.entering import cleaned
from konnektive.sandbox.faults import Fault, Faults, met
from konnektive.sandbox.forgetting import EVERY, forget_oldest
from konnektive.sandbox.returning import Return, come_back
from konnektive.sandbox.snapshot import restored, taken
from konnektive.sandbox.strictness import violations
from konnektive.sandbox.users import BAD_CREDENTIALS, ApiUser, opens
from privacy import redacted_text

BASE_URL = "http://127.0.0.1:8501/konnektive"
STRICT = "Strict: the documentation forbids this; the CRM may let it pass."
JSON_BODY = "a JSON body is not read: send the parameters in the query string or as a form"


class Happened(msgspec.Struct, frozen=True, gc=False):
    """A call that was answered, as its listeners are told of it.

    Of the parameters only those that are secret by their names still hold secrets.
    """

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
Watcher = Callable[[bool], None]


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
        """Told of every call that was answered."""
        self.watchers: list[Watcher] = []
        """Told when the account was changed otherwise; True when it is another one altogether."""
        self.lock = threading.RLock()
        self._calls = 0

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
        path, params = plain_path(path), cleaned(params)
        with self.lock:
            answered = self._met(path, params, caller, json_body, base_url or self.base_url)
            self._calls += 1
            if self._calls % EVERY == 0:
                forget_oldest(self.account)
        if self.listeners:
            self._tell(path, params, answered, began, source, caller)
        return answered

    def _tell(
        self, path: str, params: Mapping[str, str], answered: Answered, began: int, source: str, caller: str
    ) -> None:
        elapsed = (time.perf_counter_ns() - began) // 1000
        happened = Happened(path, params, answered, time.time_ns() // 1_000_000, elapsed, source, caller)
        for listener in self.listeners:
            listener(happened)

    def _met(
        self, path: str, params: Mapping[str, str], caller: str, json_body: bool, base_url: str
    ) -> Answered:
        """The answer, unless a fault that was asked for comes in its way."""
        fault = self.account.faults.meeting(path) if self.account.faults.on else None
        if fault is None:
            return self._answer(path, params, caller, json_body, base_url)
        return met(fault, lambda: self._answer(path, params, caller, json_body, base_url))

    def _answer(
        self, path: str, params: Mapping[str, str], caller: str, json_body: bool, base_url: str
    ) -> Answered:
        perform = ANSWERING.get(path)
        if perform is None:
            return unknown_path(path)
        user = self.account.logins.get(params.get("loginId", ""))
        if user is None or not opens(user, params.get("password", "")):
            if json_body:
                return Answered("ERROR", f"{BAD_CREDENTIALS} ({JSON_BODY})", notes=(JSON_BODY,))
            return Answered("ERROR", BAD_CREDENTIALS)
        if (user.addresses or user.endpoints) and (refusal := user.refusal(path, caller)):
            return Answered("ERROR", refusal)
        call = Call(self.account, path, params, self.account.clock.now(), base_url)
        if self.account.strict and (wrong := violations(call)):
            return Answered("ERROR", wrong, notes=(STRICT,))
        answered = perform(call)
        if json_body:
            answered.notes += (JSON_BODY,)
        return answered

    def reset(self, *, seed: int | None = None) -> None:
        """Forget every buyer and draw ids from the start again; what a user set stays."""
        with self.lock:
            kept = self.account.settings
            kept.seed = kept.seed if seed is None else seed
            kept.drawn, kept.counters, kept.ahead, kept.forgotten = 0, {}, 0, 0
            self._replace(Account(kept))

    def snapshot(self) -> bytes:
        """The whole account as JSON."""
        with self.lock:
            return taken(self.account)

    def restore(self, snapshot: bytes) -> str:
        """Put a snapshot's account in this one's place; returns what is wrong with it, or an empty text."""
        account = restored(snapshot)
        if isinstance(account, str):
            return account
        with self.lock:
            self._replace(account)
        return ""

    def advance(self, by: int) -> Billed:
        """Move the clock on by so many milliseconds, and bill what falls due on the way."""
        with self.lock:
            now = self.account.clock.shown()
            billed = pass_time(Call(self.account, "", {}, now, self.base_url), now + by)
            self.account.clock.advance(by)
            forget_oldest(self.account)
        self._changed(False)
        return billed

    def set(
        self,
        *,
        catalogue: Catalogue | None = None,
        users: tuple[ApiUser, ...] | None = None,
        faults: tuple[Fault, ...] | None = None,
        strict: bool | None = None,
    ) -> None:
        """Change what a user sets; what is not given stays as it is."""
        with self.lock:
            account = self.account
            if catalogue is not None:
                account.sell(catalogue)
            if users is not None:
                account.admit(users)
            if faults is not None:
                account.faults = Faults(faults, account.ids.seed)
            if strict is not None:
                account.strict = strict
        self._changed(False)

    def set_clock(self, moment: int | None) -> None:
        """Hold the clock at that moment (UTC ms), or let it keep to the real day again."""
        with self.lock:
            self.account.clock = Clock(moment)
        self._changed(False)

    def come_back(self, token: str, *, approved: bool) -> Return | None:
        """The buyer decided at PayPal or at the bank; none where nobody waits with that token."""
        began = time.perf_counter_ns()
        with self.lock:
            account = self.account
            approval = account.approvals.get(token)
            if approval is None:
                return None
            params = {"orderId": approval.orderId}
            path = PAGES[approval.kind]
            call = Call(account, path, params, account.clock.now(), self.base_url)
            back = come_back(call, approval, approved)
        if back.answered:
            self._tell(path, params, back.answered, began, "http", "")
        self._changed(False)
        return back

    def _replace(self, account: Account) -> None:
        self.account = account
        self._calls = 0
        self.epoch = uuid4().hex[:12]
        self._changed(True)

    def _changed(self, afresh: bool) -> None:
        for watcher in self.watchers:
            watcher(afresh)


def unknown_path(path: str) -> Answered:
    """No such endpoint: the nearest real one is named."""
    close = nearest(path)
    hint = f"; did you mean {close.path}?" if close else ""
    return Answered("ERROR", f"No endpoint {redacted_text(path[:80])}{hint}", notes=(UNKNOWN_PATH.note,))
