"""A delivery as it may be shared: people become tokens that stay the same, and what was hidden is counted."""

from __future__ import annotations

import secrets
from collections import Counter
from urllib.parse import parse_qsl, urlencode

import msgspec
from msgspec.structs import replace

from kartra.inspecting.as_json import NOT_JSON, as_json
from privacy.pseudonyms import Pseudonyms
from store import Store
from store.inbox import EventLine, Line, Whole
from store.settings import KeptSetting, setting

_KEY = "pseudonyms.key"
_FORM = "application/x-www-form-urlencoded"
_REQUEST = (
    "cookie",
    "set-cookie",
    "authorization",
    "x-forwarded-for",
    "x-real-ip",
    "forwarded",
    "cf-connecting-ip",
)
_BINARY = b"(a body that is no text was left out)"


class Sharing:
    """Replaces people in deliveries; exports with one key join."""

    def __init__(self, key: bytes) -> None:
        self._pseudonyms = Pseudonyms(key)

    @property
    def hidden(self) -> Counter[str]:
        """Kind to how many values were replaced."""
        return self._pseudonyms.hidden

    def shared(self, whole: Whole) -> Whole:
        """The delivery without anything that tells who somebody is."""
        return Whole(self._line(whole.line), self._headers(whole.headers), self._body(whole))

    def _line(self, line: Line) -> Line:
        return replace(
            line,
            query=self._form(line.query) if line.query else "",
            remote=self._pseudonyms.token("ip", line.remote) if line.remote else "",
            events=tuple(self._event(one) for one in line.events),
            note=self._pseudonyms.text(line.note),
        )

    def _event(self, one: EventLine) -> EventLine:
        return replace(
            one,
            lead_email=self._pseudonyms.token("email", one.lead_email) if one.lead_email else "",
            lead_name=self._pseudonyms.token("name", one.lead_name) if one.lead_name else "",
            subject=self._pseudonyms.text(one.subject),
        )

    def _headers(self, headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self._pseudonyms.text(value)) for name, value in headers if name not in _REQUEST)

    def _body(self, whole: Whole) -> bytes:
        value = as_json(whole.body)
        if value is not NOT_JSON:
            return msgspec.json.encode(self._pseudonyms.json(value))
        try:
            text = whole.body.decode()
        except UnicodeDecodeError:
            self.hidden["binary body"] += 1
            return _BINARY
        if whole.line.content_type.startswith(_FORM) and "=" in text:
            return self._form(text).encode()
        return self._pseudonyms.text(text).encode()

    def _form(self, text: str) -> str:
        pairs = parse_qsl(text, keep_blank_values=True)
        if not pairs:
            return self._pseudonyms.text(text)
        replaced = [(name, str(self._pseudonyms.json({name: value})[name])) for name, value in pairs]
        return urlencode(replaced)


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
