"""The person of an event: who it is, what is known, and what the consent flags mean in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kartra import identity
from kartra.custom_fields import CustomField, custom_fields
from kartra.event import Event
from kartra.lead_fields import GDPR_COMMUNICATIONS_2020, GDPR_COMMUNICATIONS_LIKELY, GDPR_STATUS

NAME_PARTS: Final = ("first_name", "middle_name", "last_name", "last_name2")


@dataclass(frozen=True, slots=True)
class Lead:
    """One person as one event tells of them; nothing is filled in that the event does not say."""

    lead_id: str = ""
    """As text; empty when the event names none ("", "0", N/A, a placeholder)."""
    email: str = ""
    """As it came, trimmed; may be a placeholder or a mask: `address` is what identifies."""
    name: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Every field of the lead object as it came, custom_fields included."""

    @classmethod
    def of(cls, event: Event) -> Lead:
        """The event's lead; the buyer of the transaction where the event has no lead of its own."""
        fields = event.lead if _names_somebody(event.lead) else {**event.lead, **_buyer(event.details)}
        return cls(
            lead_id=identity.identifier(fields.get("id")),
            email=identity.text(fields.get("email")),
            name=full_name(fields.get(key) for key in NAME_PARTS),
            fields=fields,
        )

    @property
    def custom_fields(self) -> tuple[CustomField, ...]:
        """The custom fields in one shape."""
        return custom_fields(self.fields.get("custom_fields"))

    @property
    def address(self) -> str:
        """The mail address in lower case when it is one; empty for placeholders and masks."""
        return identity.address(self.email)

    @property
    def identities(self) -> tuple[str, ...]:
        """What this person can be recognised by; empty when the event names nobody."""
        by_id = (f"id:{self.lead_id}",) if self.lead_id else ()
        return by_id + ((f"email:{self.address}",) if self.address else ())

    @property
    def gdpr_status(self) -> str:
        """gdpr_lead_status in words; empty when not told."""
        return gdpr_status(identity.text(self.fields.get("gdpr_lead_status")))

    @property
    def contact(self) -> str:
        """gdpr_lead_communications in words, likelier meaning first: Kartra's documents contradict."""
        return contact(identity.text(self.fields.get("gdpr_lead_communications")))


def full_name(parts: Iterable[Any]) -> str:
    """A name from its parts; empty ones and placeholders are left out."""
    text, is_placeholder = identity.text, identity.is_placeholder
    return " ".join([told for part in parts if part and (told := text(part)) and not is_placeholder(told)])


def gdpr_status(told: str) -> str:
    """A value of gdpr_lead_status in words."""
    return GDPR_STATUS.get(told, f"undocumented value {told}" if told else "")


def contact(told: str) -> str:
    """A value of gdpr_lead_communications in words, likelier meaning first."""
    if told not in GDPR_COMMUNICATIONS_LIKELY:
        return f"undocumented value {told}" if told else ""
    likely, other = GDPR_COMMUNICATIONS_LIKELY[told], GDPR_COMMUNICATIONS_2020[told]
    return f"{likely} (likely; the 2020 text reads {told} as “{other}”)"


def _names_somebody(lead: Mapping[str, Any]) -> bool:
    return bool(identity.identifier(lead.get("id")) or identity.text(lead.get("email")))


def _buyer(details: Mapping[str, Any]) -> dict[str, Any]:
    """The buyer's fields under the lead's own names, from either generation of keys."""
    found: dict[str, Any] = {}
    for name in ("id", "email", "first_name", "last_name", "username"):
        for key in (f"buyer_{name}", f"lead_{name}"):
            if identity.text(details.get(key)):
                found.setdefault(name, details[key])
    return found
