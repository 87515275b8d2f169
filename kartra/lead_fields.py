"""The lead object: one shape on all events, in the 2020 edition, the later one and in captures."""

from __future__ import annotations

from typing import Final

from kartra.field import Field, integer, moment, string

SOURCES: Final = (
    "single-optin",
    "double-optin",
    "helpdesk",
    "affiliate-signup",
    "checkout",
    "import",
    "api",
    "manual",
)
"""Values of `source` in the later edition; the 2020 sample prints "0"."""

GDPR_STATUS: Final = {
    "0": "GDPR is off for the account",
    "1": "not subject to GDPR",
    "2": "accepted",
    "3": "not accepted",
    "4": "unknown location",
    "5": "pending",
}

GDPR_COMMUNICATIONS_2020: Final = {"0": "agreed to be contacted", "1": "did not agree"}
"""What the outbound documentation prints in all 24 sections."""
GDPR_COMMUNICATIONS_LIKELY: Final = {"0": "did not agree", "1": "agreed to be contacted"}
"""What the IPN pages, the get_lead text and the one real capture say."""

LEAD_FIELDS: Final[tuple[Field, ...]] = (
    integer("id", "the lead's unique id"),
    string("first_name"),
    string("middle_name"),
    string("last_name"),
    string("last_name2"),
    string("email"),
    string("phone_country_code"),
    string("phone"),
    string("company"),
    string("address"),
    string("city"),
    string("zip"),
    string("state"),
    string("country"),
    moment("date_joined", "when the lead joined; no time zone is stated"),
    string("website"),
    string("ip"),
    string("ip_country", "a country name in the sample, a two-letter code in captures"),
    string("facebook"),
    string("twitter"),
    string("linkedin"),
    string("google_plus", edition="2020"),
    string("sales_tax_id"),
    string("lead_picture", "the address of a picture"),
    string("source", "how the lead came in"),
    integer("score"),
    integer("lead_deleted", "1 when deleted", "0", "1", edition="2020"),
    moment("lead_deleted_date", edition="2020"),
    integer("referring_id"),
    integer("blacklisted", "1 when blacklisted", "0", "1"),
    integer("source_id"),
    integer("gdpr_lead_status", "the lead's GDPR status", *GDPR_STATUS),
    moment("gdpr_lead_status_date", "when that status was set"),
    string("gdpr_lead_status_ip", "the address it was set from"),
    integer(
        "gdpr_lead_communications", "whether the lead may be contacted; the documents disagree", "0", "1"
    ),
    Field("custom_fields", "array", "the account's own fields"),
    string("owner_id", "the account", edition="captured"),
    string("username", edition="captured"),
    string("instagram", edition="captured"),
    integer("member_id", edition="captured"),
    string("lead_preferred_time_zone", "an IANA name", edition="later"),
)

CUSTOM_FIELD_FIELDS: Final[tuple[Field, ...]] = (
    integer("field_id"),
    string("field_identifier", "the name used in forms"),
    string("field_type", "", "input_field", "text_area", "drop_down", "radio_button", "checkbox"),
    Field("field_value", "array", "text for input_field and text_area, otherwise a list of options"),
)

OPTION_FIELDS: Final[tuple[Field, ...]] = (integer("option_id"), string("option_value"))

LEAD_FIELD: Final[dict[str, Field]] = {field.name: field for field in LEAD_FIELDS}
