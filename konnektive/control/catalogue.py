"""What the sandbox sells, as a file; its magic cards; and the answers that are assumed."""

from __future__ import annotations

import msgspec

from faces import Answer, Asked, Operation, json_answer
from konnektive.control.schemas import schema_of
from konnektive.sandbox import Catalogue, shared
from konnektive.sandbox.assumed import TABLE
from konnektive.sandbox.cards import CARDS, VALUES
from konnektive.sandbox.catalogue import wrong_in

SCHEMA = schema_of(Catalogue)


async def show(asked: Asked) -> Answer:
    return json_answer(shared().account.catalogue)


async def replace(asked: Asked) -> Answer:
    catalogue = msgspec.convert(asked.body, Catalogue)
    if wrong := wrong_in(catalogue):
        return json_answer({"error": wrong}, 409)
    shared().set(catalogue=catalogue)
    return json_answer(catalogue)


async def show_cards(asked: Asked) -> Answer:
    cards = [{"cardNumber": one.number, "meaning": one.meaning, "rebill": one.rebill} for one in CARDS]
    return json_answer({"cards": cards, "values": VALUES})


async def show_assumed(asked: Asked) -> Answer:
    return json_answer(TABLE)


OPERATIONS = (
    Operation(
        "GET",
        "/sandbox/catalogue",
        "Campaigns, products, coupons and affiliates.",
        show,
        answer_schema=SCHEMA,
    ),
    Operation(
        "PUT",
        "/sandbox/catalogue",
        "Sell this and nothing else.",
        replace,
        body=SCHEMA,
        answers={200: "For sale now.", 409: "An id is used twice."},
        answer_schema=SCHEMA,
    ),
    Operation(
        "GET",
        "/sandbox/cards",
        "Cards and values with a fixed fate.",
        show_cards,
        answer_schema={"type": "object"},
    ),
    Operation(
        "GET",
        "/sandbox/assumed",
        "Answers of the sandbox whose real words or shape nobody has shown.",
        show_assumed,
        answer_schema={"type": "array"},
    ),
)
