"""Every documented field by its path, with its type in the 2020 edition and in the current one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kartra.events import ACTIONS, Action
from kartra.field import Field
from kartra.ipn_fields import IPN_KEYS, PERSON_KEYS
from kartra.lead_fields import LEAD_FIELD, LEAD_FIELDS
from kartra.transaction_fields import LATER_NAMES, SALE_FIELDS


@dataclass(frozen=True, slots=True)
class Documented:
    """One field as the editions document it; an empty type means that the edition does not have it."""

    path: str
    in_2020: str
    current: str
    values: tuple[str, ...] = ()
    captured: bool = False
    """Whether real events were seen with it although no edition has it."""


_NOT_LISTED_NOW: Final = frozenset({"click_tracking_link"})
"""Documented in 2020 and absent from the current list of events."""
_LATER_ACTIONS: Final = frozenset({"survey_complete"})
_RETYPED: Final = {"transaction_subscription_id": ("integer", "string")}


def _types(field: Field) -> tuple[str, str]:
    if field.name in _RETYPED:
        return _RETYPED[field.name]
    return (
        field.type if field.edition in ("both", "2020") else "",
        field.type if field.edition in ("both", "later") else "",
    )


def _of_lead() -> Iterator[Documented]:
    for field in LEAD_FIELDS:
        path = f"lead.{field.name}"
        yield Documented(path, *_types(field), field.values, field.edition == "captured")


def _of_action(action: Action) -> Iterator[Documented]:
    for field in action.fields:
        before, now = _types(field)
        if action.name in _LATER_ACTIONS:
            before = ""
        for key in (action.details_key, *action.other_keys):
            root = "action_details." if action.scalar else f"action_details.{key}."
            if later := LATER_NAMES.get(field.name):
                yield Documented(root + later, "", now, field.values)
                yield Documented(root + field.name, before, "", field.values)
            else:
                yield Documented(root + field.name, before, now, field.values)


def _of_ipn() -> Iterator[Documented]:
    types = {field.name: field.type for field in SALE_FIELDS}
    for key in sorted(IPN_KEYS):
        lead = LEAD_FIELD.get(PERSON_KEYS.get(key, ""))
        kind = types.get(key) or (lead.type if lead else "string")
        earlier = key in LATER_NAMES
        yield Documented(f"ipn.{key}", kind if earlier or key not in LATER_NAMES.values() else "",
                         "" if earlier else kind)  # fmt: skip


def _all() -> dict[str, Documented]:
    found: dict[str, Documented] = {}
    everything = [*_of_lead(), *(one for action in ACTIONS for one in _of_action(action)), *_of_ipn()]
    for one in everything:
        known = found.get(one.path)
        # Several actions share a key; one of them may document a field that the others lack.
        found[one.path] = one if known is None else _joined(known, one)
    return found


def _joined(one: Documented, other: Documented) -> Documented:
    values = tuple(dict.fromkeys((*one.values, *other.values)))
    return Documented(one.path, one.in_2020 or other.in_2020, one.current or other.current, values)


DOCUMENTED: Final[Mapping[str, Documented]] = _all()

EDITIONS_OF_ACTIONS: Final[Mapping[str, str]] = {
    action.name: (
        "current only" if action.name in _LATER_ACTIONS
        else "2020 only" if action.name in _NOT_LISTED_NOW
        else "2020 and current"
    )
    for action in ACTIONS
}  # fmt: skip

_FORM: Final = "The form's fields are documented under the key tag, copied from the tag section."
CONTRADICTIONS: Final[Mapping[str, str]] = {
    "lead.gdpr_lead_communications": (
        "The 2020 outbound text says 0 = agreed and 1 = not; the IPN pages, the get_lead text and a capture "
        "say 1 = agreed. The latter is likelier."
    ),
    "action_details.tag.form_id": _FORM,
    "action_details.tag.form_name": _FORM,
    "action_details.transaction_details.transaction_parent_id": (
        "cancel_subscription describes it in words and leaves it out of its object."
    ),
    "action_details.transaction_details.payments_left": (
        "9999 is explained by the words “cancelled by customer”, and shows on a first sale: most likely a "
        "plan without an end."
    ),
}
"""Where the vendor's documents contradict each other or themselves."""
