"""What the sandbox sells, and who may call it: edited here, or as a file."""

from __future__ import annotations

from typing import Any

import msgspec
import streamlit as st
from sandbox_users import edit_users, filled

from konnektive.sandbox import Affiliate, Campaign, Catalogue, Coupon, Product, Sandbox
from konnektive.sandbox.catalogue import read_catalogue, written, wrong_in

PRODUCT = (
    "campaignProductId",
    "productName",
    "price",
    "shipPrice",
    "productType",
    "billingCycleType",
    "billingIntervalDays",
    "trialDays",
    "regularPrice",
    "finalBillingCycle",
    "isShippable",
    "productSku",
    "productId",
)

COLUMNS: dict[str, Any] = {
    "campaignProductId": st.column_config.NumberColumn("Product id", help="What calls must send.", width=90),
    "productName": st.column_config.TextColumn("Name", width="medium"),
    "price": st.column_config.TextColumn("Price", width=70),
    "shipPrice": st.column_config.TextColumn("Shipping", width=80),
    "productType": st.column_config.SelectboxColumn("Kind", options=["OFFER", "UPSALE"]),
    "billingCycleType": st.column_config.SelectboxColumn("Bills", options=["ONE_TIME", "RECURRING"]),
    "billingIntervalDays": st.column_config.NumberColumn("Every (days)", width=90),
    "trialDays": st.column_config.NumberColumn("Trial (days)", width=90),
    "regularPrice": st.column_config.TextColumn("Later price", help="The price when empty.", width=90),
    "finalBillingCycle": st.column_config.NumberColumn("Last cycle", help="0: no end.", width=80),
    "isShippable": st.column_config.CheckboxColumn("Shipped", width=70),
    "productSku": "SKU",
    "productId": st.column_config.NumberColumn("Catalogue id", help="Calls must not send it."),
}


def show_catalogue(crm: Sandbox) -> None:
    """Draw campaigns with their products and coupons, affiliates, and the API users."""
    catalogue = crm.account.catalogue
    campaign = _choose(catalogue)
    if campaign:
        _edit_campaign(crm, campaign)
    affiliates, users, file = st.tabs(["Affiliates", "API users", "As a file"], key="sandbox.wares")
    with affiliates:
        _edit_affiliates(crm)
    with users:
        edit_users(crm)
    with file:
        _show_file(crm)


def _choose(catalogue: Catalogue) -> Campaign | None:
    names = {f"{one.campaignId} · {one.campaignName}": one for one in catalogue.campaigns}
    if not names:
        st.info("Nothing is for sale: load a catalogue file.", icon=":material/storefront:")
        return None
    name = st.segmented_control(
        "Campaign", list(names), default=next(iter(names)), required=True, key="sandbox.campaign"
    )
    return names.get(name)


def _edit_campaign(crm: Sandbox, campaign: Campaign) -> None:
    version = hash(campaign)
    key = f"{campaign.campaignId}.{version}"
    rows = [{name: getattr(one, name) for name in PRODUCT} for one in campaign.products]
    products = st.data_editor(
        rows,
        key=f"sandbox.products.{key}",
        num_rows="dynamic",
        hide_index=True,
        column_config=COLUMNS,
        alt="The campaign's products",
    )
    coupons = st.data_editor(
        [
            {"couponCode": one.couponCode, "percent": one.percent, "amount": one.amount}
            for one in campaign.coupons
        ],
        key=f"sandbox.coupons.{key}",
        num_rows="dynamic",
        hide_index=True,
        width="content",
        column_config={"couponCode": "Coupon", "percent": "Percent off", "amount": "Amount off"},
        alt="The campaign's coupons",
    )
    if st.button("Save campaign", key="sandbox.save", type="primary", icon=":material/save:"):
        _save(crm, campaign, filled(products, "campaignProductId"), filled(coupons, "couponCode"))


def _save(crm: Sandbox, campaign: Campaign, products: list[Any], coupons: list[Any]) -> None:
    try:
        changed = msgspec.structs.replace(
            campaign,
            products=tuple(msgspec.convert(products, list[Product], strict=False)),
            coupons=tuple(msgspec.convert(coupons, list[Coupon], strict=False)),
        )
    except msgspec.ValidationError as wrong:
        st.error(f"{wrong}.", title="Not saved")
        return
    kept = tuple(
        changed if one.campaignId == campaign.campaignId else one for one in crm.account.catalogue.campaigns
    )
    _sell(crm, msgspec.structs.replace(crm.account.catalogue, campaigns=kept))


def _sell(crm: Sandbox, catalogue: Catalogue) -> None:
    if wrong := wrong_in(catalogue):
        st.error(wrong, title="Not saved")
        return
    crm.set(catalogue=catalogue)
    st.toast("For sale now.", icon=":material/check:")
    st.rerun()


def _edit_affiliates(crm: Sandbox) -> None:
    catalogue = crm.account.catalogue
    rows = st.data_editor(
        [{"affId": one.affId, "sourceTitle": one.sourceTitle} for one in catalogue.affiliates],
        key=f"sandbox.affiliates.{hash(catalogue.affiliates)}",
        num_rows="dynamic",
        hide_index=True,
        column_config={"affId": "affId (upper and lower case matter)", "sourceTitle": "Name"},
        alt="Affiliates",
    )
    if st.button("Save affiliates", key="sandbox.save_affiliates"):
        affiliates = tuple(msgspec.convert(filled(rows, "affId"), list[Affiliate], strict=False))
        _sell(crm, msgspec.structs.replace(catalogue, affiliates=affiliates))


def _show_file(crm: Sandbox) -> None:
    st.download_button(
        "Download catalogue",
        written(crm.account.catalogue),
        "catalogue.json",
        "application/json",
        key="sandbox.download_catalogue",
        icon=":material/download:",
        on_click="ignore",
    )
    file = st.file_uploader("Load a catalogue", type="json", key="sandbox.load_catalogue")
    if file and st.button("Sell this and nothing else", key="sandbox.sell"):
        read = read_catalogue(file.getvalue())
        if isinstance(read, str):
            st.error(read, title="Not loaded")
        else:
            _sell(crm, read)
