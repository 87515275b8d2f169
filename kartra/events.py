"""The events that Kartra documents: 25 actions of the 2020 edition and survey_complete of a later one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from kartra.field import Field, integer, string
from kartra.transaction_fields import CANCELLATION_FIELDS, REFUND_FIELDS, SALE_FIELDS


@dataclass(frozen=True, slots=True)
class Action:
    """One event: its name in `action`, and what stands under its key in `action_details`."""

    name: str
    meaning: str
    family: str
    details_key: str
    fields: tuple[Field, ...]
    source: str
    other_keys: tuple[str, ...] = ()
    """Keys under which the details may stand instead, because the documents leave the wire key open."""
    scalar: bool = False
    """Whether `details_key` holds a bare value and no object."""
    transaction_type: str | None = None

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields that every edition lists."""
        return tuple(field for field in self.fields if not field.optional)


def _pair(thing: str) -> tuple[Field, ...]:
    return integer(f"{thing}_id"), string(f"{thing}_name")


def _optional(field: Field) -> Field:
    return Field(field.name, field.type, "Kartra memberships only", optional=True)


_MEMBERSHIP: Final = (*_pair("membership"), *(_optional(field) for field in _pair("level")))
_PRODUCT: Final = (
    integer("product_id"),
    string("product_name", "the internal name"),
    string("official_product_name", "the public name"),
)
_CALENDAR: Final = (
    *_pair("calendar"),
    *_pair("class"),
    Field("hosts", "array", "host_first_name, host_last_name, host_email_address", (), "later", True),
    string("vendor_timezone", "an IANA name", edition="later"),
    integer("calendar_subscription_id", edition="later"),
    Field(
        "events", "array", "event_date (YYYY-mm-dd HH:MM) and event_duration in minutes", (), "later", True
    ),
    string("calendar_subscription_status", '"Cancelled" on calendar_cancel', edition="later"),
)
_SURVEY: Final = (
    *_pair("survey"),
    integer("survey_type"),
    string("survey_score"),
    integer("survey_completion_time"),
    Field("questions", "array", "question_id, question_title, question_correct and answers"),
)


def _plain(name: str, meaning: str, thing: str, line: int) -> Action:
    return Action(name, meaning, thing, thing, _pair(thing), f"2020 edition, line {line}")


def _detailed(name: str, meaning: str, thing: str, fields: tuple[Field, ...], line: int) -> Action:
    return Action(name, meaning, thing, thing, fields, f"2020 edition, line {line}")


def _money(name: str, meaning: str, kind: str, fields: tuple[Field, ...], line: int) -> Action:
    return Action(
        name,
        meaning,
        "transaction",
        "transaction_details",
        fields,
        f"2020 edition, line {line}",
        transaction_type=kind,
    )


ACTIONS: Final[tuple[Action, ...]] = (
    _plain("list_subscription", "a lead subscribes to a list", "list", 140),
    _plain("list_unsubscription", "a lead unsubscribes from a list", "list", 240),
    _plain("assign_tag", "a lead is assigned a tag", "tag", 340),
    _plain("unassign_tag", "a lead is unassigned a tag", "tag", 440),
    Action(
        "filled_form",
        "a lead fills in a form",
        "form",
        "tag",
        _pair("form"),
        "2020 edition, line 540",
        ("form",),
    ),
    _plain("sequence_subscription", "a lead is subscribed to a sequence", "sequence", 640),
    _plain("sequence_unsubscription", "a lead is unsubscribed from a sequence", "sequence", 740),
    _plain("sequence_completion", "a lead completes a sequence", "sequence", 840),
    _plain("click_tracking_link", "a lead clicks a tracking link", "tracking_link", 940),
    _plain(
        "click_page_split_test_link", "a lead clicks a page split test link", "page_split_test_link", 1040
    ),
    _money("buy_product", "a lead buys a product", "sale", SALE_FIELDS, 1143),
    _money("refund_product", "a transaction is refunded", "refund", REFUND_FIELDS, 1329),
    _money(
        "partial_refund_product", "a transaction is refunded in part", "partial_refund", REFUND_FIELDS, 1329
    ),
    _money("cancel_subscription", "a subscription is cancelled", "cancellation", CANCELLATION_FIELDS, 1508),
    _plain("video_play", "a lead plays a video", "video", 1650),
    _plain("video_complete", "a lead watches a video to its end", "video", 1750),
    Action(
        "reaches_score",
        "a lead reaches a score for the first time",
        "score",
        "points",
        (integer("points"),),
        "2020 edition, line 1850",
        scalar=True,
    ),
    _detailed("membership_granted", "a lead is granted a membership", "membership", _MEMBERSHIP, 1947),
    _detailed("membership_revoked", "a lead loses a membership", "membership", _MEMBERSHIP, 2054),
    _detailed("affiliate_signup", "an affiliate signs up for a product", "product", _PRODUCT, 2161),
    _detailed("jv_signup", "a JV broker signs up for a product", "product", _PRODUCT, 2264),
    _plain("kartra_page_visit", "a lead visits a Kartra page", "kartra_page", 2367),
    _detailed("calendar_subscribe", "a lead books a calendar", "calendar", _CALENDAR, 2467),
    _detailed("calendar_complete", "a lead completes a calendar", "calendar", _CALENDAR, 2572),
    _detailed("calendar_cancel", "a lead cancels a calendar", "calendar", _CALENDAR, 2676),
    Action(
        "survey_complete",
        "a lead completes a survey",
        "survey",
        "survey",
        _SURVEY,
        "support article 15391969",
    ),
)

ACTION: Final[dict[str, Action]] = {action.name: action for action in ACTIONS}

_MISTAKEN: Final = {
    "subscription_cancelled": "cancel_subscription",
    "subscription_canceled": "cancel_subscription",
    "tag_applied": "assign_tag",
    "add_tag": "assign_tag",
    "admin_assign_members": "assign_tag",
    "purchase": "buy_product",
    "form_submitted": "filled_form",
}
"""Names that public handlers wait for and Kartra does not send."""


def nearest(name: str) -> str | None:
    """Return the documented action that `name` most likely means, or None."""
    known = _MISTAKEN.get(name.strip().casefold())
    close = get_close_matches(name.strip().casefold(), list(ACTION), 1, 0.6)
    return known or (close[0] if close else None)
