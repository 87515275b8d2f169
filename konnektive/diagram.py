"""A funnel as a Mermaid flowchart: pages, their calls, and what each call gives to those after it."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_CLICK, IMPORT_LEAD, IMPORT_ORDER
from konnektive.funnel import Funnel, Step

MINTS = {IMPORT_CLICK.path: "sessionId", IMPORT_LEAD.path: "orderId", IMPORT_ORDER.path: "orderId"}


def diagram(funnel: Funnel) -> str:
    """The flowchart's text."""
    return "\n".join(["flowchart LR", *_pages(funnel), *_arrows(funnel)]) + "\n"


def _pages(funnel: Funnel) -> Iterator[str]:
    for number, page in enumerate(funnel.pages):
        yield f'  subgraph p{number}["{_quoted(page.title)}"]'
        yield "    direction TB"
        steps = [step for step in funnel.steps if step.page is page]
        for step in steps:
            yield f'    s{step.index}["{_quoted(_label(step))}"]'
        yield "  end"


def _arrows(funnel: Funnel) -> Iterator[str]:
    minted: set[str] = set()
    for step, following in zip(funnel.steps, funnel.steps[1:], strict=False):
        new = MINTS.get(step.call.path, "")
        carries = f"|{new}|" if new and new not in minted else ""
        minted.add(new)
        if following.call.path == CONFIRM_PAYPAL.path:
            carries = "|token, payerId|"
        yield f"  s{step.index} -->{carries} s{following.index}"


def _label(step: Step) -> str:
    sold = ", ".join(one.name or one.id for one in step.page.products)
    sells = sold and step.call.path not in (IMPORT_CLICK.path, IMPORT_LEAD.path)
    return f"{step.endpoint.name}<br/>{sold}" if sells else step.endpoint.name


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")
