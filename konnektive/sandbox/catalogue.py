"""What the sandbox's account sells: campaigns, products, coupons and affiliates, as a user edits them."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Amount = Annotated[str, Meta(pattern=r"^([0-9]{1,7}(\.[0-9]{0,2})?)?$")]
"""Two-decimal text, as a person writes it."""
Identifier = Annotated[int, Meta(ge=1, le=2_000_000_000)]
Days = Annotated[int, Meta(ge=0, le=3_660)]


class Product(msgspec.Struct, frozen=True, omit_defaults=True):
    """A product as one campaign sells it."""

    campaignProductId: Identifier
    productName: str
    price: Amount
    productId: Annotated[int, Meta(ge=0, le=2_000_000_000)] = 0
    """The catalogue id, which calls must not send; the campaign product id less 100 when left out."""
    shipPrice: Amount = "0.00"
    productSku: str = ""
    productType: Literal["OFFER", "UPSALE"] = "OFFER"
    billingCycleType: Literal["ONE_TIME", "RECURRING"] = "ONE_TIME"
    billingIntervalDays: Annotated[int, Meta(ge=1, le=3_660)] = 30
    trialDays: Days = 0
    """Days until the first full price is charged; `price` is then the trial's."""
    regularPrice: Amount = ""
    """What later cycles cost; the price when empty."""
    finalBillingCycle: Days = 0
    """The last cycle that bills; 0 for no end."""
    isShippable: bool = True

    @property
    def catalogue_id(self) -> int:
        """The id that the catalogue knows it by."""
        return self.productId or max(1, self.campaignProductId - 100)


class Coupon(msgspec.Struct, frozen=True, omit_defaults=True):
    """A coupon of a campaign: a percentage or an amount off the products' prices."""

    couponCode: str
    percent: Annotated[int, Meta(ge=0, le=100)] = 0
    amount: Amount = "0.00"


class Campaign(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sold under one campaignId."""

    campaignId: Identifier
    campaignName: str
    campaignType: Literal["ECOMMERCE", "LANDER", "PHONE"] = "LANDER"
    currency: str = "USD"
    countries: tuple[str, ...] = ()
    """The countries it ships to; all when empty."""
    products: tuple[Product, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    taxPercent: Amount = "0.00"
    paypalReferenceTransactions: bool = True
    """Whether upsells are charged without the buyer; otherwise PayPal asks for approval of each again."""

    def product(self, campaign_product_id: int) -> Product | None:
        """The product that a call names; the catalogue's own id is not it."""
        return next((one for one in self.products if one.campaignProductId == campaign_product_id), None)

    def coupon(self, code: str) -> Coupon | None:
        """The coupon, upper and lower case alike."""
        return next((one for one in self.coupons if one.couponCode.lower() == code.lower()), None)


class Affiliate(msgspec.Struct, frozen=True, omit_defaults=True):
    """Someone who sends visitors; the id's upper and lower case matter."""

    affId: str
    sourceTitle: str


class Catalogue(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything that is for sale, as one file."""

    campaigns: tuple[Campaign, ...] = ()
    affiliates: tuple[Affiliate, ...] = ()


DEMO = Catalogue(
    campaigns=(
        Campaign(
            1,
            "Demo Campaign",
            products=(
                Product(101, "Main Offer", "49.95", shipPrice="4.95", productSku="MAIN-101"),
                Product(102, "Upsell One", "29.95", productSku="UP-102", productType="UPSALE"),
                Product(
                    103,
                    "Upsell Club",
                    "4.95",
                    productSku="UP-103",
                    productType="UPSALE",
                    billingCycleType="RECURRING",
                    trialDays=14,
                    regularPrice="19.95",
                ),
                Product(104, "Subscription", "39.95", productSku="SUB-104", billingCycleType="RECURRING"),
            ),
            coupons=(Coupon("SAVE10", percent=10), Coupon("FIVEOFF", amount="5.00")),
        ),
    ),
    affiliates=(Affiliate("AF54B33412", "Demo Affiliate"),),
)
"""What is for sale until a user says otherwise."""


def read_catalogue(text: bytes | str) -> Catalogue | str:
    """The catalogue of a JSON file's text, or the sentence that says what is wrong with it."""
    try:
        catalogue = msgspec.json.decode(text, type=Catalogue)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as wrong:
        return f"Not a catalogue: {wrong}."
    return wrong_in(catalogue) or catalogue


def wrong_in(catalogue: Catalogue) -> str:
    """The id that is used twice, as a sentence; empty where all is well."""
    campaigns = Counter(one.campaignId for one in catalogue.campaigns)
    for number, times in campaigns.items():
        if times > 1:
            return f"campaignId {number} is used twice."
    for campaign in catalogue.campaigns:
        products = Counter(one.campaignProductId for one in campaign.products)
        for number, times in products.items():
            if times > 1:
                return f"Campaign {campaign.campaignId} has campaignProductId {number} twice."
    return ""


def written(catalogue: Catalogue) -> bytes:
    """The catalogue as a file that people edit."""
    return msgspec.json.format(msgspec.json.encode(catalogue), indent=2)
