"""A funnel as a Mermaid sequence diagram: pages, their calls, what each carries and what it gives."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.endpoints import CONFIRM_ORDER, CONFIRM_PAYPAL, IMPORT_CLICK, IMPORT_LEAD, IMPORT_ORDER
from konnektive.funnel import Funnel, Step

MINTS = {IMPORT_CLICK.path: "sessionId", IMPORT_LEAD.path: "orderId", IMPORT_ORDER.path: "orderId"}


def diagram(funnel: Funnel) -> str:
    """The diagram's text."""
    head = ["sequenceDiagram", "  participant F as Funnel", "  participant C as CRM"]
    return "\n".join([*head, *_lines(funnel)]) + "\n"


def _lines(funnel: Funnel) -> Iterator[str]:
    known: list[str] = []
    page = None
    for step in funnel.steps:
        if step.page is not page:
            page = step.page
            sold = ", ".join(one.name or one.id for one in page.products)
            yield f"  Note over F,C: {_plain(page.title + (f' ({sold})' if sold else ''))}"
        yield f"  F->>C: {_plain(_call(step, known))}"
        gives = MINTS.get(step.call.path, "")
        if gives and gives not in known:
            known.append(gives)
            yield f"  C-->>F: {gives}"
        if step.call.path == IMPORT_ORDER.path:
            yield from _away(step)


def _call(step: Step, known: list[str]) -> str:
    carried = [name for name in known if _takes(step, name)]
    if step.call.path == CONFIRM_PAYPAL.path:
        carried += ["token", "payerId"]
    return step.endpoint.name + (f" ({', '.join(carried)})" if carried else "")


def _takes(step: Step, name: str) -> bool:
    if step.call.path == CONFIRM_ORDER.path:
        return name == "orderId"
    return name == "sessionId" or step.call.path != IMPORT_CLICK.path


def _away(step: Step) -> Iterator[str]:
    """The buyer is sent to PayPal or to the bank."""
    params = step.call.params
    if params.get("redirectsTo"):
        yield "  C-->>F: MERC_REDIRECT, the buyer approves and comes back"
    elif params.get("paySource") == "PAYPAL":
        yield "  C-->>F: paypalUrl, the buyer approves and comes back"


def _plain(text: str) -> str:
    # In a message Mermaid reads # as the start of an entity and ; as the end of the line.
    return text.replace("#", "no. ").replace(";", ",").replace("\n", " ")
