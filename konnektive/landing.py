"""The URL a visitor lands on, and the two click parameters that the CRM reads attribution from."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, quote_plus

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
SUB_IDS = ("c1", "c2", "c3", "c4", "c5")


@dataclass(frozen=True, slots=True)
class Landing:
    """A landing page's address and what the advertisement appended to it."""

    page: str = "https://offer.example.com/story"
    affId: str = "AF54B33412"
    subs: tuple[tuple[str, str], ...] = (("c1", "fb"), ("c2", "5000234"))
    """c1 to c5, in order; case-sensitive against the affiliate's profile (seeds/001, Presell Page)."""
    utm: tuple[tuple[str, str], ...] = (
        ("utm_source", "facebook"),
        ("utm_medium", "cpc"),
        ("utm_campaign", "spring-sale"),
    )

    @property
    def requestUri(self) -> str:
        """The landing URL as the visitor requested it, its own values encoded once."""
        pairs = [("affId", self.affId)] if self.affId else []
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in (*pairs, *self.subs, *self.utm))
        return _with_query(self.page, query_of(self.page), query)

    @property
    def httpReferer(self) -> str:
        """The same URL where it carries UTM codes: the vendor allows both to be equal (seeds/001)."""
        return self.requestUri if self.utm else ""

    @property
    def on_the_wire(self) -> str:
        """requestUri as it leaves in a form body: every & and = of its own encoded."""
        return quote_plus(self.requestUri)


def query_of(url: str) -> str:
    """What stands between the first question mark and the fragment, whatever else the URL is."""
    return url.partition("#")[0].partition("?")[2]


def landing_of(url: str) -> Landing:
    """A landing URL taken apart. Names outside affId, c1..c5 and utm_* stay with the page's address."""
    pairs = parse_qsl(query_of(url.strip()), keep_blank_values=True)
    known = {"affId", *SUB_IDS}
    own = "&".join(
        f"{name}={quote(value, safe='')}"
        for name, value in pairs
        if name not in known and not name.startswith("utm_")
    )
    return Landing(
        page=_with_query(url.strip(), own),
        affId=dict(pairs).get("affId", ""),
        subs=tuple(pair for pair in pairs if pair[0] in SUB_IDS),
        utm=tuple(pair for pair in pairs if pair[0].startswith("utm_")),
    )


def _with_query(url: str, *queries: str) -> str:
    """The URL with this query string in place of its own."""
    address, query = url.partition("#")[0].partition("?")[0], "&".join(filter(None, queries))
    return f"{address}?{query}" if query else address


def unencoded(params: dict[str, str]) -> dict[str, str]:
    """What the CRM reads when requestUri is sent raw: cut at its first &, the rest read as parameters."""
    first, *spilled = params.get("requestUri", "").split("&")
    spill = dict(parse_qsl("&".join(spilled), keep_blank_values=True))
    return {**params, "requestUri": first, **spill}


def encoded_twice(params: dict[str, str]) -> dict[str, str]:
    """The parameters of a funnel that encodes requestUri itself and lets its HTTP library do so again."""
    return {**params, "requestUri": quote(params.get("requestUri", ""), safe="")}
