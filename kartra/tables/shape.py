"""Typed shapes of what Kartra sends: decoded faster than dictionaries, and without losing a field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import astuple

from kartra.ipn_fields import IPN_KEYS
from kartra.lead_fields import LEAD_FIELDS
from kartra.tables.written import scalar, written
from kartra.transaction_fields import LATER_NAMES, SALE_FIELDS

Scalar = str | int | float | bool | None

LEAD_NAMES: Final = tuple(field.name for field in LEAD_FIELDS if field.name != "custom_fields")
TRANSACTION_NAMES: Final = tuple(
    dict.fromkeys((*(f.name for f in SALE_FIELDS), *LATER_NAMES.values(), *sorted(IPN_KEYS - {"secret_key"})))
)
"""Both generations of names, and the IPN's: a reader must take any of them."""

LEARNED_AT_MOST: Final = 200
"""Fields beyond the known ones that a shape takes on; no account has more, a hostile input may."""

_UNKNOWN: Final = re.compile(r"unknown field `(.*)`$", re.DOTALL)

_UNNAMEABLE: Final = re.compile(r'[\x00-\x1f"\\\ud800-\udfff]')
"""What a struct's field can not be called after."""
OTHERS: Final = "(others)"
"""The field for all that can not have one of its own."""
_NOTHING: Final = msgspec.Raw(b"")


class Shape:
    """Decodes JSON objects into structs of known fields, and learns each further field on meeting it."""

    def __init__(self, names: Sequence[str], nested: Sequence[str] = ()) -> None:
        self.names = tuple(names)
        self.nested = tuple(nested)
        """Known fields of any JSON value, kept as they were written."""
        self.learned: tuple[str, ...] = ()
        self._build()

    def _build(self) -> None:
        # Python names may not be any text, so fields are numbered and renamed for the wire.
        wire = (*self.names, *self.nested, *self.learned)
        kinds = [Scalar] * len(self.names) + [msgspec.Raw] * len(self.nested) + [Any] * len(self.learned)
        fields = [
            (f"f{at}", kind, _NOTHING if kind is msgspec.Raw else None) for at, kind in enumerate(kinds)
        ]
        rename = {f"f{at}": name for at, name in enumerate(wire)}
        self.struct = msgspec.defstruct("Shaped", fields, rename=rename, forbid_unknown_fields=True, gc=False)
        self._decode = msgspec.json.Decoder(self.struct).decode
        self.attribute = {name: attribute for attribute, name in rename.items()}
        self.other = tuple((name, self.attribute[name]) for name in self.learned)

    def decode(self, data: bytes | msgspec.Raw) -> Any:
        """The struct of one object; MsgspecError or ValueError when it is not one of nameable scalars."""
        while True:
            try:
                return self._decode(data)
            except msgspec.ValidationError as wrong:
                unknown = _UNKNOWN.search(str(wrong))
                if unknown is None or len(self.learned) >= LEARNED_AT_MOST or unknown[1] in self.learned:
                    raise
                if _UNNAMEABLE.search(unknown[1]):
                    raise
                self._learn(unknown[1])

    def columns(self, structs: Sequence[Any]) -> dict[str, list[Any]]:
        """Field -> its values, for every field known by now; absent ones are None."""
        names = (*self.names, *self.nested)
        # Structs from before a field was learned have no place for it, and end sooner.
        found = dict(zip(names, map(list, zip(*map(astuple, structs), strict=False)), strict=False))
        for name, slot in self.other:
            found[name] = [getattr(struct, slot, None) for struct in structs]
        return found

    def taken(self, fields: Mapping[str, Any]) -> Any:
        """The struct of an object that was read another way; never fails."""
        fresh = [name for name in fields if name not in self.attribute and not _UNNAMEABLE.search(name)]
        room = LEARNED_AT_MOST - len(self.learned)
        if fresh and room > 0:
            self._learn(*fresh[:room])
        known = {name: scalar(fields[name]) for name in fields if name in self.attribute}
        for name in self.nested:
            if name in known:
                known[name] = fields[name]
        rest = {name: value for name, value in fields.items() if name not in self.attribute}
        if rest:
            if OTHERS not in self.attribute:
                self._learn(OTHERS)
            known[OTHERS] = rest
        return self._decode(written(known))

    def _learn(self, *names: str) -> None:
        self.learned = (*self.learned, *names)
        self._build()


def lead_shape() -> Shape:
    """A shape of the lead object."""
    return Shape(LEAD_NAMES, ("custom_fields",))


def transaction_shape() -> Shape:
    """A shape of transaction_details and of an IPN post."""
    return Shape(TRANSACTION_NAMES)
