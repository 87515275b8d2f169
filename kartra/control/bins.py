"""Bins over the control API."""

from __future__ import annotations

from sqlalchemy import Connection

from faces import Answer, Asked, Operation, json_answer
from kartra.bin_schema import BIN, BIN_SHOWN, bin_from, shown_bin
from kartra.control.asking import UNAVAILABLE, answer_of, kept
from store.bins import NAME, Bin, RemovedBin, SavedBin, bins


async def list_bins(asked: Asked) -> Answer:
    """Every bin, without its secret."""
    known = await answer_of(bins)
    if isinstance(known, Answer):
        return known
    return json_answer({"bins": [shown_bin(one) for one in known.values()]})


async def save_bin(asked: Asked) -> Answer:
    """Make a bin, or set one up anew: what the body does not name is as for a new one."""
    name = asked.path["name"]
    if not NAME.fullmatch(name):
        return json_answer({"error": f"A bin's name is {NAME.pattern}; {name!r} is not."}, 409)
    wanted = bin_from(name, asked.body)
    if isinstance(wanted, str):
        return json_answer({"error": wanted}, 409)
    return await kept(SavedBin(wanted)) or await _shown(name)


async def _shown(name: str) -> Answer:
    found = await answer_of(lambda connection: _named(connection, name))
    if isinstance(found, Answer):
        return found
    return json_answer(shown_bin(found)) if found else _no_bin(name)


def _named(connection: Connection, name: str) -> Bin | None:
    return bins(connection).get(name)


async def remove_bin(asked: Asked) -> Answer:
    """Take a bin away; what it captured stays."""
    name = asked.path["name"]
    found = await answer_of(lambda connection: _named(connection, name))
    if isinstance(found, Answer):
        return found
    if not found:
        return _no_bin(name)
    return await kept(RemovedBin(name)) or json_answer({"removed": name})


def _no_bin(name: str) -> Answer:
    return json_answer({"error": f"There is no bin {name!r}."}, 404)


OPERATIONS = (
    Operation(
        "GET",
        "/bins",
        "The bins.",
        list_bins,
        answers={200: "All of them.", **UNAVAILABLE},
        answer_schema={
            "type": "object",
            "required": ["bins"],
            "properties": {"bins": {"type": "array", "items": BIN_SHOWN}},
        },
    ),
    Operation(
        "PUT",
        "/bins/{name}",
        "Make a bin, or set it up anew.",
        save_bin,
        body=BIN,
        body_required=False,
        answers={200: "As it is set up now.", 409: "No bin can be so; `error` says why.", **UNAVAILABLE},
        answer_schema=BIN_SHOWN,
    ),
    Operation(
        "DELETE",
        "/bins/{name}",
        "Take a bin away; what it captured stays.",
        remove_bin,
        answers={200: "It is gone.", **UNAVAILABLE},
        answer_schema={
            "type": "object",
            "required": ["removed"],
            "properties": {"removed": {"type": "string"}},
        },
    ),
)
