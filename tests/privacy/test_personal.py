"""Field names are told however they are written and wherever they stand."""

from __future__ import annotations

import pytest

from privacy.personal import personal_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("data[lead][first_name]", "name"), ("lead.email", "email"), ("shipping_address", "address"),
        ("shippingZip", "postal code"), ("x-user-name", "name"), ("X-Client-IP", "ip"),
        ("true-client-ip", "ip"),
        ("transaction_affiliate", "name"), ("transaction_jv", "name"),
        ("hosts[0][host_email_address]", "email"),
        ("spouse_first_name", "name"), ("homePhone", "phone"), ("WORK_EMAIL", "email"),
        ("official_product_name", None), ("unzip_count", None), ("cityscape", None),
        ("membership_name", None),
        ("product_name", None), ("hostname", None), ("name", None), ("tag_name", None), ("ip_country", None),
        ("phone_country_code", None), ("affiliate_id", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_tells_the_kind(name: str, kind: str | None) -> None:
    assert personal_kind(name) == kind


def test_a_bare_name_is_somebodys_inside_somebody() -> None:
    assert personal_kind("name", "customer") == "name"
    assert personal_kind("name", "product") is None
