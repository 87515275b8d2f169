"""The two values that describe a CRM endpoint: a parameter, and the endpoint that takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Need = Literal["required", "conditional", "recommended", "optional"]
Evidence = Literal["recorded", "vendor", "code", "assumed"]

PAGE_TYPES = (
    "presellPage",
    "leadPage",
    "checkoutPage",
    "upsellPage1",
    "upsellPage2",
    "upsellPage3",
    "upsellPage4",
    "thankyouPage",
)
"""The documented values of pageType, in the order a visitor meets them."""

UPSELL_PAGES = PAGE_TYPES[3:7]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a call, as far as it is documented or seen."""

    name: str
    need: Need
    meaning: str
    format: str = ""
    """What a value looks like, in words."""
    allowed: tuple[str, ...] = ()
    """The only values the CRM is known to take; empty where any is fine."""
    max_length: int | None = None
    pages: tuple[str, ...] = ()
    """The pageTypes it belongs to; empty where it belongs to all."""
    source: str = ""
    when: str = ""
    """For a conditional one: when it is needed."""
    numbered: bool = False
    """The 1 in its name stands for 1, 2, 3 ... (`product1_id`, `product2_id`)."""
    pattern: str = ""
    """A regular expression that a right value matches whole."""
    secret: bool = False
    """Never stored or shown: masked where it enters."""


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """One call that the CRM takes; there is one value of each, so that they are compared by identity."""

    name: str
    path: str
    """Without host and without slashes at its ends: `landers/clicks/import`."""
    method: str
    """The usual one; the CRM takes GET and POST alike."""
    parameters: tuple[Parameter, ...]
    source: str
    evidence: Evidence
    """How far the shape of its answer is known: recorded live, in vendor text, in client code, or assumed."""
    why: str = ""
    """One sentence on why a funnel makes this call."""
    answer: str = ""
    """One sentence on what comes back."""
    reference: str = ""
    """The vendor's reference page."""
    vendor_line: str = ""
    """The sentence of the vendor's recommended flow that asks for it."""

    @property
    def url_path(self) -> str:
        """The path as clients write it: a slash at the end of all but one."""
        return self.path if self.path == "transactions/confirmPaypal" else self.path + "/"

    def parameter(self, name: str) -> Parameter | None:
        """The description of a parameter; `product3_id` is described by `product1_id`."""
        first = re.sub(r"^([a-z]+)\d+(_|$)", r"\g<1>1\2", name)
        for one in self.parameters:
            if one.name == name or (one.numbered and one.name == first):
                return one
        return None

    @property
    def required(self) -> tuple[Parameter, ...]:
        """What every such call must carry."""
        return tuple(one for one in self.parameters if one.need == "required")
