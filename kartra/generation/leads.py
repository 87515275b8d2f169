"""The `lead` object of an outbound event, in either generation of keys."""

from __future__ import annotations

from typing import Any

from kartra.generation.custom_fields import TEXT_TYPES, CustomField
from kartra.generation.dates import kartra_date
from kartra.generation.editions import Edition, all_written
from kartra.generation.people import Person

NO_PICTURE = "https://d2uolguxr56s4e.cloudfront.net/img/shared/default_user.svg"
"""What the capture shows for a lead without a picture."""


def lead(person: Person, edition: Edition, score: int = 0) -> dict[str, Any]:
    """The lead as every outbound event carries it, whatever happened."""
    return _of_2020(person, score) if edition == "2020" else _of_later(person, score)


def _of_2020(person: Person, score: int) -> dict[str, Any]:
    return {
        "id": person.id, "first_name": person.first_name, "middle_name": "", "last_name": person.last_name,
        "last_name2": "", "email": person.email, "phone_country_code": person.country.dial,
        "phone": person.phone, "company": person.company, "address": person.address,
        "city": person.city.name, "zip": person.city.zip, "state": person.city.state,
        "country": person.country.name, "date_joined": kartra_date(person.joined_at), "website": "",
        "ip": person.ip, "ip_country": person.country.name, "facebook": "", "twitter": "", "linkedin": "",
        "google_plus": "", "sales_tax_id": "", "lead_picture": "", "source": person.source, "score": score,
        "lead_deleted": 0, "lead_deleted_date": "", "referring_id": 0, "blacklisted": 0,
        "source_id": person.source_id, **_consent(person), "custom_fields": _custom_fields(person, "2020"),
    }  # fmt: skip


def _of_later(person: Person, score: int) -> dict[str, Any]:
    consent = _consent(person)
    ip = consent.pop("gdpr_lead_status_ip")
    return {**all_written({
        "id": person.id, "owner_id": 300_001, "first_name": person.first_name, "middle_name": "",
        "last_name": person.last_name, "last_name2": "", "company": person.company, "sales_tax_id": "",
        "email": person.email, "username": person.username, "date_joined": kartra_date(person.joined_at),
        "phone_country_code": person.country.dial, "phone": person.phone, "ip": person.ip,
        "address": person.address, "zip": person.city.zip, "city": person.city.name,
        "state": person.city.state, "country": person.country.name, "lead_picture": NO_PICTURE,
        "score": score, "source": person.source, "source_id": person.source_id,
        "ip_country": person.country.code_2, "website": "", "facebook": "", "twitter": "", "linkedin": "",
        "instagram": "", "member_id": 0, "referring_id": 0, "blacklisted": 0, **consent,
        "gdpr_lead_status_ip": ip, "lead_preferred_time_zone": person.country.time_zone,
    }, "later"), "custom_fields": _custom_fields(person, "later")}  # fmt: skip


def _consent(person: Person) -> dict[str, Any]:
    # 1 means agreed: the IPN pages and the capture say so, against the outbound page's own wording.
    return {
        "gdpr_lead_status": 2 if person.agrees else 3,
        "gdpr_lead_status_date": kartra_date(person.joined_at),
        "gdpr_lead_status_ip": person.ip,
        "gdpr_lead_communications": int(person.agrees),
    }


def _custom_fields(person: Person, edition: Edition) -> list[dict[str, Any]]:
    return [_custom_field(one, edition) for one in person.answers]


def _custom_field(one: CustomField, edition: Edition) -> dict[str, Any]:
    named = {"field_id": one.id, "field_identifier": one.name, "field_type": one.type}
    options = [all_written({"option_id": id_, "option_value": text}, edition) for id_, text in one.options]
    return {**all_written(named, edition), "field_value": one.text if one.type in TEXT_TYPES else options}
