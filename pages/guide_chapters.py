"""The guide's chapters: what a page is for, in a few sentences, and the state in which to try it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Chapter:
    """One short chapter; the link opens `page` with `state` as its query parameters."""

    title: str
    text: str
    page: str
    action: str
    state: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    """With `{sandbox}` and `{capture}` for this server's own addresses."""


TEST = (
    Chapter(
        "Walk a funnel",
        "Each page of a funnel makes certain calls: Import Click on every page, Import Lead on the lead "
        "page, Import Order at the checkout. The walk shows them in order with every parameter "
        "explained; send one, read the answer, and see `sessionId` and `orderId` carried on. A refused "
        "call stays where it is until it is mended.",
        "walk.py",
        "Walk the full funnel",
        {"funnel": "full", "seed": "7"},
        "python -m konnektive walk --json",
    ),
    Chapter(
        "Break it on purpose",
        "What happens in production when a page loses `sessionId`? Leave it out, send an old one or "
        "garble it: the sandbox answers as the CRM would, and the finding says what that costs.",
        "walk.py",
        "Walk without a sessionId",
        {"funnel": "full", "seed": "7", "break.sessionId": "leave out"},
    ),
    Chapter(
        "Every scenario against every fault",
        "A declined card, a double click on Buy, a lost session, a time-out: each scenario says what "
        "should happen, and the matrix says what did. A cell opens the run behind it.",
        "scenarios.py",
        "Open the matrix",
    ),
    Chapter(
        "Point a real funnel at the sandbox",
        "Replace the CRM's address by this one and change nothing else; login and password are `demo`. "
        "The calls appear as they are made, grouped by visit, and can be audited while you click.",
        "sandbox.py",
        "Watch the traffic",
        {"sandbox.tab": "Traffic"},
        "curl {sandbox}/leads/import/ -d loginId=demo -d password=demo -d campaignId=1 \\\n"
        "  -d firstName=Ana -d lastName=Pop -d emailAddress=ana@example.com",
    ),
    Chapter(
        "Meet refusals and faults",
        "Magic cards are declined, prepaid, slow, or ask for 3DS. Faults delay an answer, drop the "
        "connection or send HTML instead of JSON. What is switched on shows as a chip on every page.",
        "sandbox.py",
        "Switch a fault on",
        {"sandbox.tab": "Faults"},
    ),
    Chapter(
        "Audit a recording",
        "Drop a HAR file from your browser, a log or a list of cURL commands. The verdict comes first; "
        "then each missing, repeated or damaged call with what it costs and how to mend it. The same "
        "check runs in CI and fails the job when it should.",
        "audit.py",
        "Audit a recording with ten faults",
        {"sample": "ten-faults.har"},
        "python -m konnektive audit recording.har --fail-on error",
    ),
)

INSPECT = (
    Chapter(
        "Read a payload",
        "Paste what you have: the sentence on top says what it is, and under it stand the lead, the "
        "transaction, the custom fields and whatever is odd. Nothing is kept unless you say so.",
        "payloads.py",
        "Read a purchase",
        {"sample": "purchase.json"},
        "python -m kartra read event.json --json",
    ),
    Chapter(
        "Read what is damaged",
        "Log lines, `print_r` output, smart quotes, trailing commas, half a file: the steps taken to "
        "read it are listed, with the line and column of everything that was mended.",
        "payloads.py",
        "Read print_r output",
        {"sample": "php-print_r.txt"},
    ),
    Chapter(
        "Receive webhooks",
        "Give Kartra this address as outbound API or IPN. A `200` means that the event is on disk. What "
        "can not be read is kept all the same, and a repeated delivery is marked, never dropped.",
        "inbox.py",
        "Open the inbox",
        {},
        "curl {capture} -H 'Content-Type: application/json' \\\n"
        '  -d \'{{"action": "assign_tag", "lead": {{"email": "ana@example.com"}}}}\'',
    ),
    Chapter(
        "Find one event among many",
        "Words find names, addresses, products and ids. `action:`, `email:`, `product:`, `before:` and "
        "a minus in front narrow it down, and the search is part of the link.",
        "inbox.py",
        "Find purchases",
        {"inbox.q": "action:buy_product"},
    ),
    Chapter(
        "Make an event on purpose",
        "Kartra has no test button. Choose what should happen, a purchase or a subscription whose third "
        "payment fails, change any field, and send it to this inbox or to your own server.",
        "trigger.py",
        "Make an event",
        {},
        "python -m kartra trigger buy_product --to {capture} --set lead.first_name=Ana",
    ),
    Chapter(
        "Tell a customer's whole story",
        "A lifecycle is weeks of one customer in a few lines: each step names an event and how long after "
        "the one before it comes, `of` ties a rebill or refund to its payment, and `${step.field}` repeats "
        "what an earlier step sent. Take one that comes along, edit it as your own, and see every request "
        "before it is sent.",
        "trigger.py",
        "Tell a lifecycle",
        {},
        "python -m kartra trigger --lifecycle trial-refund --to {capture}\n"
        "python -m kartra trigger --scenario story.yaml --dry-run",
    ),
    Chapter(
        "Follow a subscription",
        "Sales, rebills, refunds and cancellations of one purchase belong together, whatever the order "
        "in which they came. The ledger says what was paid, what came back and which instalment is "
        "missing.",
        "ledger.py",
        "Open the ledger",
        {"ledger.tab": "Purchases"},
    ),
    Chapter(
        "See what the documents do not say",
        "Over everything that was received: which documented events and fields were ever seen, with "
        "which types, and which fields came that no document names.",
        "drift.py",
        "Open the drift",
    ),
)

OUTCOMES = (
    Chapter(
        "Where visits are lost, and why",
        "The title names the step that loses most, and splits the loss: who left, whose card was "
        "declined, whose call was broken. Visits that may still go on are not counted as lost. Click a "
        "bar to list its visits.",
        "funnel.py",
        "Open the funnel",
        {"outcomes.period": "30 days"},
    ),
    Chapter(
        "Compare kinds of visit",
        "By affiliate, UTM code, device or campaign, each rate with its 95 % interval. Where intervals "
        "overlap much there is no clear difference; fewer than thirty visits are drawn hollow.",
        "funnel.py",
        "Compare UTM sources",
        {"funnel.by": "UTM source"},
    ),
    Chapter(
        "What was earned",
        "Each transaction counts once, however often it was delivered and by whichever of Kartra's two "
        "ways. Refunds lie below the line.",
        "money.py",
        "Open the money page",
        {"outcomes.period": "All"},
    ),
    Chapter(
        "A thousand visits at once",
        "Simulated visits go through the sandbox's own code, so charts show what it would have "
        "recorded. The same seed gives the same visits.",
        "funnel.py",
        "See simulated visits",
        {"outcomes.source": "simulated"},
        "python -m konnektive simulate --sessions 1000 --seed 7",
    ),
)

PARTS = {"Test a funnel": TEST, "Inspect webhooks": INSPECT, "See outcomes": OUTCOMES}
