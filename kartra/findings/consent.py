"""gdpr_lead_communications: Kartra's documents contradict each other, so both meanings are told."""

from __future__ import annotations

from collections.abc import Iterator

from kartra import identity
from kartra.event import Event, Finding
from kartra.lead_fields import GDPR_COMMUNICATIONS_2020, GDPR_COMMUNICATIONS_LIKELY, GDPR_STATUS


def about_consent(event: Event) -> Iterator[Finding]:
    """Tell what the two GDPR fields mean, and where they can not be trusted."""
    told = identity.text(event.lead.get("gdpr_lead_communications"))
    path = "lead.gdpr_lead_communications" if event.surface == "outbound" else "gdpr_lead_communications"
    if told in GDPR_COMMUNICATIONS_LIKELY:
        likely, other = GDPR_COMMUNICATIONS_LIKELY[told], GDPR_COMMUNICATIONS_2020[told]
        message = (
            f"{told} most likely means “{likely}”: Kartra's IPN pages, get_lead and a capture say so. "
            f"The outbound documentation prints the opposite, “{other}”. Do not mail on this field alone."
        )
        yield Finding("gdpr-ambiguous", path, "info", message)
    elif told:
        yield Finding("undocumented-value", path, "warn", f"“{told[:40]}” is neither 0 nor 1.")
    status = identity.text(event.lead.get("gdpr_lead_status"))
    if status and status not in GDPR_STATUS:
        message = f"“{status[:40]}” is no documented GDPR status (0 to 5)."
        yield Finding("undocumented-value", path.replace("communications", "status"), "warn", message)
