"""The personal values that one delivery tells, to be found again wherever they stand and however written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote

import msgspec

from privacy.markup import is_multipart, without_named_elements, without_named_parts
from privacy.named import without_named_values
from privacy.personal import inherited_kind, personal_kind
from privacy.recognised import Replace, is_address, phone_digits

NOTHING = frozenset({"", "0", "n/a", "na", "null", "none", "-", "true", "false", "redacted"})
"""What stands for no value."""
_NAMING = ("field_identifier", "name", "key", "field", "label")
_VALUED = ("field_value", "value", "answer")
_SHORTEST_PHONE = 7
_SHORTEST_NUMBER = 5
_SHORTEST_PART = 3
_LONGEST = 300
"""Characters; a longer value is known as a whole, and not looked for inside other text."""
_LONG = 10_000
_MOST_WORK = 30_000_000
"""Characters of text times values looked for: about a second."""
_RUN = re.compile(r"[a-z0-9]+")
_ESCAPE = re.compile(r"%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[nrtbf]|&#?\w{2,8};")
_BLANK = r"(?:[\s+_.\-]|%(?:25)*20|&nbsp;|\\+[nrt])+"
_BEGIN = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrtbf])|(?<=\\u[0-9A-Fa-f]{4}))"
_IDEOGRAPHS = "\u2e80"
"""From here on scripts set no space between words."""


class People:
    """Values by what they are; case and the width of blanks do not count."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._marked: dict[str, list[str]] | None = None

    def add(self, kind: str, value: str) -> None:
        """Remember one value, a full name by its parts too."""
        plain = _folded(value)
        if plain in NOTHING:
            return
        kind = "email" if is_address(plain) else kind
        self._kinds.setdefault(plain, kind)
        self._marked = None
        if kind == "phone" and len(digits := phone_digits(plain)) >= _SHORTEST_PHONE:
            self._kinds.setdefault(digits, kind)
            self._kinds.setdefault("".join(filter(str.isdecimal, plain)), kind)
        if kind == "name" and " " in plain:
            for part in plain.split():
                if len(part) >= _SHORTEST_PART:
                    self._kinds.setdefault(part, kind)

    def add_all(self, value: Any) -> None:
        """Remember every personal value of decoded JSON, and of JSON in its strings."""
        for kind, found in personal_values(value):
            self.add(kind, found)

    def add_form(self, text: str) -> None:
        """Remember the personal fields of a form or query."""
        for name, value in parse_qsl(text):
            if kind := personal_kind(name):
                self.add(kind, value)
            elif (inner := json_inside(value)) is not None:
                self.add_all(inner)

    def add_text(self, text: str) -> None:
        """Remember what stands under a personal name in a form, in XML or in a form in parts."""

        def seen(kind: str, value: str) -> str:
            self.add(kind, value)
            return value

        without_named_values(text, seen)
        if "<" in text:
            without_named_elements(text, seen)
        if is_multipart(text):
            without_named_parts(text, seen)
        elif "=" in text:
            self.add_form(text)

    def are_in(self, text: str) -> bool:
        """Whether any known value stands in the text as words of its own."""
        found: list[str] = []

        def seen(kind: str, value: str) -> str:
            found.append(value)
            return value

        self.replaced(text, seen)
        return bool(found)

    def kind_of(self, value: str) -> str | None:
        """What the whole of this value is known to be."""
        plain = _folded(value)
        if plain.isdecimal() and len(plain) < _SHORTEST_NUMBER:
            return None
        return self._kinds.get(plain)

    def knows_phone(self, digits: str) -> bool:
        """Whether these last digits of a number are a known phone's."""
        return self._kinds.get(digits) == "phone"

    def replaced(self, text: str, replace: Replace) -> str:
        """The text with each known value replaced where it stands as words of its own."""
        for value in self._perhaps_in(text):
            kind = self._kinds[value]
            text = _pattern(value).sub(lambda found, of=kind, real=value: replace(of, real), text)  # type: ignore[misc]
        return text

    def are_too_many_for(self, text: str) -> bool:
        """Whether so many people are in so long a text that finding each one's place takes seconds."""
        return len(text) > _LONG and len(self._perhaps_in(text)) * len(text) > _MOST_WORK

    def _perhaps_in(self, text: str) -> list[str]:
        """The values of which a piece stands in the text, longest first."""
        if self._marked is None:
            self._marked = {}
            for value in filter(_is_telling, self._kinds):
                self._marked.setdefault(_mark(value), []).append(value)
        folded = text.lower()
        pieces = set(_RUN.findall(_ESCAPE.sub(" ", folded)))
        near = [value for piece in pieces for value in self._marked.get(piece, ())]
        escaped = _ESCAPE.search(folded) is not None
        near += [value for value in self._marked.get("", ()) if escaped or value in folded]
        return sorted(near, key=len, reverse=True)


def _folded(value: str) -> str:
    return " ".join(value.split()).lower()


def _is_telling(value: str) -> bool:
    """Whether the value says something in the middle of other text."""
    return (_SHORTEST_NUMBER if value.isdecimal() else 2) <= len(value) <= _LONGEST


def _mark(value: str) -> str:
    """The longest piece of it that is written the same whatever is escaped; empty when there is none."""
    return max(_RUN.findall(value), key=len, default="")


@lru_cache(maxsize=2048)
def _pattern(value: str) -> re.Pattern[str]:
    inside = "".join(_BLANK if char == " " else _written(char) for char in value)
    begin = _BEGIN if value[0] < _IDEOGRAPHS else ""
    end = r"(?![^\W_])" if value[-1] < _IDEOGRAPHS else ""
    return re.compile(begin + inside + end, re.IGNORECASE)


def _written(char: str) -> str:
    """One character as it is, percent-encoded, as an escape of JSON or of markup."""
    if char.isascii() and char.isalnum():
        return char
    forms = {re.escape(char)}
    for one in {char, char.upper()}:
        encoded = "".join(f"%(?:25)*{byte:02X}" for byte in one.encode("utf-8", "replace"))
        units = one.encode("utf-16-be", "surrogatepass")
        escaped = "".join(rf"\\+u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
        forms |= {encoded, escaped, *(rf"&\#(?:{ord(c)}|x{ord(c):x});" for c in one if len(one) == 1)}
    if quote(char, safe="") != char:
        forms.add(r"\\+" + re.escape(char))
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"


def personal_values(value: Any) -> Iterator[tuple[str, str]]:
    """Kind and value of each personal field of decoded JSON, however deep; placeholders for none left out."""
    left: list[tuple[str, str, str | None, Any]] = [("", "", None, value)]
    while left:
        parent, name, inherited, one = left.pop()
        kind = personal_kind(name, parent) or inherited
        if isinstance(one, Mapping):
            named = pair_name(one)
            below = inherited_kind(kind)
            left += [
                ("", named, below, item) if named and key in _VALUED else (name, str(key), below, item)
                for key, item in one.items()
            ]
        elif isinstance(one, list | tuple):
            left += [(parent, name, inherited, item) for item in one]
        elif isinstance(one, str) and (inner := json_inside(one)) is not None:
            left.append((parent, name, inherited, inner))
        elif kind and one is not None and _folded(str(one)) not in NOTHING:
            yield kind, str(one)


def pair_name(value: Mapping[Any, Any]) -> str:
    """The personal name in a pair like `{"name": "phone", "value": ...}`; empty when it tells none."""
    if not any(key in value for key in _VALUED):
        return ""
    told = (value[key] for key in _NAMING if key in value)
    return next((name for name in told if isinstance(name, str) and personal_kind(name)), "")


def is_valued(key: str) -> bool:
    """Whether under this key stands the value of such a pair."""
    return key in _VALUED


def json_inside(text: str) -> Any:
    """The object or list that a string holds as JSON; none when it holds no such."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        inner = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return inner if isinstance(inner, dict | list) else None
