"""LEA: the partial order, made once and updated under its orderId."""

from __future__ import annotations

from collections.abc import Iterator

from konnektive.audit.rule import FLOW, Rule, Seen, listed, shown
from konnektive.audit.visit import Visit
from konnektive.endpoints import CONFIRM_PAYPAL, IMPORT_CLICK, IMPORT_LEAD, IMPORT_ORDER

REQUIRED = ("firstName", "lastName", "campaignId")


def incomplete_lead(visit: Visit) -> Iterator[Seen]:
    for lead in visit.leads:
        if lead.is_unread:
            continue
        missing = [name for name in REQUIRED if not lead.given(name)]
        wanting = missing[0] if missing else "emailAddress"
        if not lead.given("emailAddress") and not lead.given("phoneNumber"):
            missing.append("emailAddress or phoneNumber")
        if missing:
            yield Seen(lead, f"Import Lead carries no {listed(missing)}.", wanting)


def lead_again(visit: Visit) -> Iterator[Seen]:
    minted = False
    for count, lead in enumerate(visit.leads):
        if count and minted and not lead.is_unread and not lead.given("orderId"):
            yield Seen(
                lead,
                "Import Lead again without the orderId that an earlier one was answered with.",
                "orderId",
            )
        minted = minted or bool(lead.answer.order_id and lead.answer.succeeded)


def no_lead(visit: Visit) -> Iterator[Seen]:
    clicks = visit.clicked.get("leadPage")
    if clicks and not any(lead.number > clicks[0].number for lead in visit.leads):
        yield Seen(clicks[-1], "leadPage was clicked and no Import Lead followed.")


def foreign_order_id(visit: Visit) -> Iterator[Seen]:
    given = visit.given_orders
    for call in visit.calls:
        if given and call.order_id and call.order_id not in given and not call.is_unread:
            what = f"orderId {shown(call, 'orderId')} was given by no answer of this visit"
            yield Seen(call, f"{what}, which gave {listed(sorted(given)[:3], 'or')}.", "orderId")


LEAD_RULES = (
    Rule(
        "LEA-001",
        "error",
        incomplete_lead,
        "Incomplete Import Lead",
        "The CRM refuses it: no partial, so nobody can be called back or written to.",
        "Send firstName, lastName, campaignId and emailAddress or phoneNumber.",
        f"{FLOW}, Lead Page: firstName, lastName, emailAddress or phoneNumber (campaignId, credentials); "
        "recorded answer: First and last name are required fields.",
        of=(IMPORT_LEAD,),
    ),
    Rule(
        "LEA-002",
        "error",
        lead_again,
        "Import Lead repeated without orderId",
        "Every repeat makes another partial for the same person: partials never convert, rates are wrong.",
        "Send the orderId that the first Import Lead returned.",
        f"{FLOW}, Lead Page: send orderId parameter returned from the first Import Lead call.",
        of=(IMPORT_LEAD,),
        needs=(IMPORT_LEAD,),
    ),
    Rule(
        "LEA-003",
        "info",
        no_lead,
        "Lead page without Import Lead",
        "Nothing to follow up on if this visitor had begun to fill in the form.",
        "Call Import Lead as soon as name and e-mail address or phone are known.",
        f"{FLOW}, Lead Page: Call Import Lead. A visitor who leaves is normal.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "LEA-004",
        "error",
        foreign_order_id,
        "orderId from elsewhere",
        "The call changes another order or none: the partial never converts.",
        "Send the orderId that this visit's Import Lead or Import Order returned.",
        f"{FLOW}: send orderId parameter returned from the first Import Lead call.",
        needs=(IMPORT_LEAD, IMPORT_ORDER, CONFIRM_PAYPAL),
    ),
)
