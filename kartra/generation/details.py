"""What stands in `action_details` of the events that carry no money."""

from __future__ import annotations

from typing import Any, Literal

from kartra.events import ACTION, Action
from kartra.generation.dates import DAY, calendar_date
from kartra.generation.editions import Edition, all_written
from kartra.generation.seed import Chance, seeded
from kartra.generation.shop import HOSTS, QUESTIONS, THINGS, Product


def takes(action: str) -> Literal["product", "thing", ""]:
    """What can be chosen by name for an action without money; nothing for a score and for transactions."""
    known = ACTION.get(action)
    if known is None or known.scalar or known.transaction_type:
        return ""
    return "product" if known.details_key in ("membership", "product") else "thing"


def details(
    action: str, chance: Chance, edition: Edition, at: int, product: Product, name: str = ""
) -> dict[str, Any]:
    """The details of one event; `name` chooses the thing by its name where there are several."""
    known = ACTION[action]
    if known.scalar:
        return all_written({"points": chance.choice((50, 100, 150, 250))}, edition)
    return {known.details_key: _object(known, chance, edition, at, product, name)}


def _object(
    action: Action, chance: Chance, edition: Edition, at: int, product: Product, name: str
) -> dict[str, Any]:
    if action.details_key == "membership":
        return all_written({
            "membership_id": product.membership_id, "membership_name": product.membership_name,
            "level_id": product.level_id, "level_name": product.level_name}, edition)  # fmt: skip
    if action.details_key == "product":
        return all_written({"product_id": product.id, "product_name": product.name,
                            "official_product_name": product.official_name}, edition)  # fmt: skip
    plain = _thing(action.fields[0].name.removesuffix("_id"), chance, edition, name)
    if action.details_key == "calendar":
        return plain | _calendar(action.name, chance, edition, at)
    if action.details_key == "survey":
        return plain | _survey(chance, edition)
    return plain


def _thing(thing: str, chance: Chance, edition: Edition, name: str = "") -> dict[str, Any]:
    number, title = _named(thing, name) if name else chance.choice(THINGS[thing])
    return all_written({f"{thing}_id": number, f"{thing}_name": title}, edition)


def _named(thing: str, name: str) -> tuple[int, str]:
    """The thing of that name; one's own name always has the same id, far above those of the shop."""
    known = next((one for one in THINGS[thing] if one[1] == name), None)
    return known or (seeded("thing", thing, name).randint(10_000_000, 99_999_999), name)


_STATUS = {"calendar_subscribe": "Active", "calendar_complete": "Completed", "calendar_cancel": "Cancelled"}


def _calendar(action: str, chance: Chance, edition: Edition, at: int) -> dict[str, Any]:
    plain = _thing("class", chance, edition)
    if edition == "2020":
        return plain
    first, last, email = chance.choice(HOSTS)
    # A call that was held lies behind; one that was booked or called off lies ahead, on the hour.
    day = at + (-1 if action == "calendar_complete" else chance.randint(2, 9)) * DAY
    return plain | {
        "hosts": [{"host_first_name": first, "host_last_name": last, "host_email_address": email}],
        "vendor_timezone": "America/Detroit",
        "calendar_subscription_id": chance.randint(100, 9_999),
        "events": [{"event_date": calendar_date(day // 3_600_000 * 3_600_000), "event_duration": 30}],
        "calendar_subscription_status": _STATUS[action],
    }


def _survey(chance: Chance, edition: Edition) -> dict[str, Any]:
    questions = [
        {
            **all_written({"question_id": number, "question_title": title}, edition),
            "question_correct": 1,
            "answers": [all_written({"option_id": option + 1, "option_value": options[option]}, edition)],
        }
        for number, (title, options) in enumerate(QUESTIONS, 1)
        for option in [chance.randrange(len(options))]
    ]
    return {
        "survey_type": 1,
        "survey_score": str(chance.choice((60, 80, 100))),
        "survey_completion_time": chance.randint(40, 400),
        "questions": questions,
    }
