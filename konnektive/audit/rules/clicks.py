"""CLK: the clicks of a visit, above all the first one, on which attribution rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from konnektive.audit.call import Call
from konnektive.audit.landing import (
    carries_utm,
    is_encoded_twice,
    landing_pairs,
    landing_url,
    misspelt,
    spilled,
    unfilled,
)
from konnektive.audit.pages import nearest_page
from konnektive.audit.rule import FLOW, Rule, Seen, listed, shown
from konnektive.audit.visit import Visit
from konnektive.endpoints import IMPORT_CLICK, PAGE_TYPES


def no_click(visit: Visit) -> Iterator[Seen]:
    if not visit.clicks:
        yield Seen(visit.calls[0], f"{len(visit.calls)} calls of one visit, and no Import Click among them.")


def no_request_uri(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if click and not click.is_unread and not click.given("requestUri"):
        yield Seen(click, "The visit's first click carries no requestUri.", "requestUri")


def uri_not_encoded(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if click and (names := spilled(click)):
        what = (
            f"{listed(names)} of the landing URL {'arrives as a parameter' if len(names) == 1 else 'arrive'}"
        )
        where = " of the call itself" if len(names) == 1 else " as parameters of the call itself"
        end = f"requestUri ends after its first parameter: {shown(click, 'requestUri')}."
        yield Seen(click, f"{what}{where}; {end}", "requestUri")


def no_user_agent(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if click and not click.is_unread and not click.given("userAgent"):
        yield Seen(click, "The visit's first click carries no userAgent.", "userAgent")


def utm_not_in_referer(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if click and carries_utm(landing_url(click)) and not carries_utm(click.given("httpReferer")):
        referer = click.given("httpReferer")
        what = (
            f"httpReferer {shown(click, 'httpReferer')} carries none"
            if referer
            else "there is no httpReferer"
        )
        yield Seen(click, f"requestUri carries utm_ codes, {what}.", "httpReferer")


def attribution_misspelt(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if not click:
        return
    landed = list(landing_pairs(click))
    said = [f"{name} instead of {_right_case(name)}" for name in misspelt(landed)]
    said += [f"{name}={value[:40]}, a placeholder that was not filled in" for name, value in unfilled(landed)]
    if said:
        yield Seen(click, f"The landing URL has {listed(said)}.", "requestUri")


def _right_case(name: str) -> str:
    return "affId" if name.lower() == "affid" else name.lower()


def wrong_page_type(visit: Visit) -> Iterator[Seen]:
    for click in visit.clicks:
        page = click.given("pageType")
        if click.is_unread or page in PAGE_TYPES:
            continue
        meant = nearest_page(page)
        hint = f"; did you mean {meant}?" if meant else f"; it is one of {', '.join(PAGE_TYPES)}."
        what = f"pageType is {shown(click, 'pageType')}" if page else "The click carries no pageType"
        yield Seen(click, what + hint, "pageType")


def encoded_twice(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if click and is_encoded_twice(click.given("requestUri")):
        yield Seen(click, f"requestUri is encoded twice: {shown(click, 'requestUri')}.", "requestUri")


def clicked_again(visit: Visit) -> Iterator[Seen]:
    for page, clicks in visit.clicked.items():
        for count, click in enumerate(clicks[1:], 2):
            yield Seen(
                click, f"{page} is clicked for the {_ordinal(count)} time{_how(clicks, count)}.", "pageType"
            )


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10 if count % 100 not in (11, 12, 13) else 0, "th")
    return f"{count}{ending}"


def _how(clicks: Sequence[Call], count: int) -> str:
    """Whether it looks like a doubled call or like a reload, as far as the times tell."""
    before, again = clicks[count - 2], clicks[count - 1]
    if before.sent_at is None or again.sent_at is None:
        return ""
    return (
        " at once: a doubled call" if again.sent_at - before.sent_at < 1000 else ": a reload or a step back"
    )


def server_without_address(visit: Visit) -> Iterator[Seen]:
    click = visit.first_click
    if not click or click.page or not click.knows_headers or click.is_unread:
        return
    if not click.given("ipAddress"):
        what = "A server makes the first click (no web page's Origin or Referer) and passes no ipAddress on."
        yield Seen(click, what, "ipAddress")


CLICK_RULES = (
    Rule(
        "CLK-001",
        "error",
        no_click,
        "No Import Click",
        "The visit is not in the CRM's click reports: no conversion rate, and no affiliate gets credit.",
        "Call Import Click on every page, before its other calls.",
        f"{FLOW}: each page begins with Call Import Click; the pages that you do use should contain them.",
    ),
    Rule(
        "CLK-002",
        "error",
        no_request_uri,
        "First click without requestUri",
        "The CRM does not learn affId and c1 to c5: the affiliate gets no credit for the sale.",
        "Send requestUri with the URL the visitor landed on, URL-encoded.",
        f"{FLOW}: On the first Import Click call you must pass the url encoded requestUri.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-003",
        "error",
        uri_not_encoded,
        "requestUri not URL-encoded",
        "All that follows the first & of the landing URL is lost: sub ids and codes are missing in reports, "
        "and the affiliate's postback goes out without them.",
        "URL-encode the value of requestUri once before it is put into the request.",
        f"{FLOW}, Presell Page: Url encode this value to prevent breakage from passing the ampersand.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-004",
        "warn",
        no_user_agent,
        "First click without userAgent",
        "Reports by browser and device have a hole.",
        "Send the visitor's User-Agent header as userAgent with the first click.",
        f"{FLOW}, Presell Page: userAgent=User Agent Header, used for reporting on browser and device type.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-005",
        "warn",
        utm_not_in_referer,
        "UTM codes missing in httpReferer",
        "The CRM's UTM filters read httpReferer: the campaign's sales show up as direct.",
        "Send httpReferer with the utm_ codes; it may be the same value as requestUri.",
        f"{FLOW}, Presell Page: httpReferer must include the UTM code(s); UTM filters (vendor help).",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-006",
        "warn",
        attribution_misspelt,
        "Attribution in the wrong case or not filled in",
        "Passed values are case sensitive: the affiliate gets no credit, or a placeholder does.",
        "Write affId and c1 to c5 exactly so, and have the traffic source fill its placeholders.",
        f"{FLOW}, Presell Page: passed values are case sensitive and must match with the affiliate profile.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-007",
        "error",
        wrong_page_type,
        "Unknown pageType",
        "The page is missing in the click reports, and the step's conversion rate is wrong.",
        "Send one of the documented page types, letter for letter.",
        f"{FLOW}: pageType=presellPage, leadPage, checkoutPage, upsellPage1-4, thankyouPage.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-008",
        "error",
        encoded_twice,
        "requestUri encoded twice",
        "The CRM finds no affId and no c1 in it: the affiliate gets no credit.",
        "Encode requestUri once; libraries that encode parameters need the plain URL.",
        f"{FLOW}, Presell Page: Url encode this value (once).",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-009",
        "info",
        clicked_again,
        "Page clicked more than once",
        "The page counts more often than it was seen; a reload is normal, a doubled call is not.",
        "Call Import Click once for each page of a visit.",
        f"{FLOW}: one Import Click a page; the vendor's form code fires each pageType once for a session.",
        of=(IMPORT_CLICK,),
    ),
    Rule(
        "CLK-010",
        "warn",
        server_without_address,
        "First click by a server without ipAddress",
        "The CRM sees the server's address as the visitor's: fraud scores and reports by country are wrong.",
        "Send the visitor's own address as ipAddress.",
        "Client code alone: fitboxmedia/konnektive-api requires ipAddress with the first click.",
        of=(IMPORT_CLICK,),
    ),
)
