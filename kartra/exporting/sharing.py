"""A delivery as it may be shared: people become tokens that stay the same, and what was hidden is counted."""

from __future__ import annotations

import secrets
from collections import Counter

from msgspec.structs import replace

from kartra.exporting.shared_body import HIDDEN, VOCABULARY, Opened, opened, shared_body
from privacy.people import People
from privacy.personal import personal_kind
from privacy.pseudonyms import Pseudonyms
from store import Store
from store.inbox import EventLine, Line, Whole
from store.settings import KeptSetting, setting

_KEY = "pseudonyms.key"
_REQUEST = (
    "cookie",
    "set-cookie",
    "authorization",
    "x-forwarded-for",
    "x-real-ip",
    "forwarded",
    "cf-connecting-ip",
)


class Sharing:
    """Replaces people in deliveries; exports with one key join."""

    def __init__(self, key: bytes) -> None:
        self._pseudonyms = Pseudonyms(key, VOCABULARY)

    def counted(self, data: bytes) -> Counter[str]:
        """Kind to how many stand-ins are in a file, and how many bodies it does not show as they came."""
        text = data.decode()
        return self._pseudonyms.counted(text) + Counter(
            {kind: count for kind, mark in HIDDEN.items() if (count := text.count(mark))}
        )

    def shared(self, whole: Whole) -> Whole:
        """The delivery without anything that tells who somebody is."""
        found = opened(whole)
        people = _people(whole, found)
        body = shared_body(found, people, self._pseudonyms)
        return Whole(self._line(whole.line, people), self._headers(whole.headers, people), body)

    def _line(self, line: Line, people: People) -> Line:
        def text(told: str) -> str:
            return self._pseudonyms.text(told, people) if told else told

        return replace(
            line,
            path=text(line.path),
            query=text(line.query),
            remote=self._pseudonyms.token("ip", line.remote) if line.remote else "",
            content_type=text(line.content_type),
            idempotency_key=line.idempotency_key and text(line.idempotency_key),
            events=tuple(self._event(one, people) for one in line.events),
            note=text(line.note),
            tags=tuple(text(tag) for tag in line.tags),
        )

    def _event(self, one: EventLine, people: People) -> EventLine:
        names = self._pseudonyms
        return replace(
            one,
            action=names.text(one.action, people) if one.action not in VOCABULARY else one.action,
            lead_id=one.lead_id if one.lead_id.isdecimal() else names.text(one.lead_id, people),
            lead_email=names.token("email", one.lead_email) if one.lead_email else "",
            lead_name=names.token("name", one.lead_name) if one.lead_name else "",
            subject=names.text(one.subject, people),
        )

    def _headers(self, headers: tuple[tuple[str, str], ...], people: People) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, self._header(name, value, people)) for name, value in headers if name not in _REQUEST
        )

    def _header(self, name: str, value: str, people: People) -> str:
        kind = personal_kind(name)
        return self._pseudonyms.token(kind, value) if kind and value else self._pseudonyms.text(value, people)


def _people(whole: Whole, found: Opened) -> People:
    """Everybody whom the delivery tells of, wherever it does."""
    people = People()
    for one in whole.line.events:
        people.add("email", one.lead_email)
        people.add("name", one.lead_name)
    for name, value in whole.headers:
        if kind := personal_kind(name):
            people.add(kind, value)
    if whole.line.remote:
        people.add("ip", whole.line.remote)
    people.add_form(whole.line.query)
    found.introduce(people)
    return people


def sharing(store: Store) -> Sharing:
    """With this installation's own key, made when it is first needed."""
    with store.reading() as connection:
        key = setting(connection, _KEY)
    if key is None:
        store.write(KeptSetting(_KEY, secrets.token_hex(32))).result()
        with store.reading() as connection:
            # Another process may have been first: its key counts.
            key = setting(connection, _KEY) or ""
    return Sharing(bytes.fromhex(key))
