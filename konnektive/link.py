"""A walk's set-up as the parameters of a link: funnel, buyer, landing URL, place and breaks.

Never in a link: the target, credentials, cards, and what was fired.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import fields

import msgspec

from konnektive.breaks import BREAKS, Break
from konnektive.buyer import Buyer, edited, seeded_buyer
from konnektive.exchange import CARRIED
from konnektive.funnel import Call, Funnel
from konnektive.funnel_file import read_funnel, written
from konnektive.landing import landing_of
from konnektive.run import Run, started
from konnektive.sandbox.identifiers import GREATEST_SEED
from konnektive.shipped import shipped_funnels
from privacy import is_secret, redacted_params

LONGEST_FUNNEL = 1 << 18
"""Bytes that a link's funnel may unfold to."""


Edits = Mapping[int, Mapping[str, str]]
"""Step to the parameters that a user changed there; an empty value leaves one out."""


def link(run: Run, edits: Edits | None = None) -> dict[str, str]:
    """Query parameters that `restored` and `restored_edits` make the same set-up from."""
    params = {"funnel": _funnel(run.funnel), "seed": str(run.seed), "landing": run.landing.requestUri}
    params["at"] = str(run.position)
    params |= {f"break.{name}": how for name, how in run.breaks.items()}
    usual = seeded_buyer(run.seed)
    names = [one.name for one in fields(Buyer) if one.name != "card"]
    changed = {
        name: getattr(run.buyer, name) for name in names if getattr(run.buyer, name) != getattr(usual, name)
    }
    params |= {f"buyer.{name}": value for name, value in redacted_params(changed).items()}
    for index, changes in (edits or {}).items():
        params |= {f"edit.{index}.{name}": value for name, value in changes.items() if not is_secret(name)}
    return params


def restored(params: Mapping[str, str]) -> Run | None:
    """The set-up that a link holds; none where it holds none. What cannot be read falls back to the usual."""
    if "funnel" not in params:
        return None
    seed = _number(params.get("seed", ""), otherwise=1)
    names = {one.name for one in fields(Buyer)} - {"card"}
    changes = {name: params[f"buyer.{name}"] for name in names if f"buyer.{name}" in params}
    run = started(_read(params["funnel"]), seed, edited(seeded_buyer(seed), changes))
    if params.get("landing"):
        run = started(run.funnel, seed, run.buyer, landing_of(params["landing"]))
    for name in CARRIED:
        run = run.breaking(name, _break(params.get(f"break.{name}", "")))
    return run.at(_number(params.get("at", ""), otherwise=0))


def restored_edits(params: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """The changed parameters that a link holds, by step."""
    found: dict[int, dict[str, str]] = {}
    for name, value in params.items():
        edit, _, rest = name.partition(".")
        index, _, parameter = rest.partition(".")
        if edit == "edit" and index.isdecimal() and len(index) < 5 and parameter and not is_secret(parameter):
            found.setdefault(int(index), {})[parameter] = value
    return found


def _number(text: str, otherwise: int) -> int:
    """A whole number that browsers hold too."""
    number = int(text) if text.isdecimal() and len(text) <= len(str(GREATEST_SEED)) else otherwise
    return number if number <= GREATEST_SEED else otherwise


def _break(text: str) -> Break | None:
    return next((how for how in BREAKS if how == text), None)


def _funnel(funnel: Funnel) -> str:
    known = [name for name, one in shipped_funnels().items() if one == funnel]
    if known:
        return known[0]
    packed = zlib.compress(written(_without_secrets(funnel)).encode(), 9)
    return "z" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _read(text: str) -> Funnel:
    usual = shipped_funnels()["full"]
    if not text.startswith("z"):
        return shipped_funnels().get(text, usual)
    try:
        packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
        unpacked = zlib.decompressobj().decompress(packed, LONGEST_FUNNEL)
    except (binascii.Error, zlib.error, ValueError):
        return usual
    # Links are made of JSON alone; YAML of this length would keep the server busy for seconds.
    return (read_funnel(unpacked).funnel if unpacked.startswith(b"{") else None) or usual


def _without_secrets(funnel: Funnel) -> Funnel:
    replace = msgspec.structs.replace
    return replace(
        funnel,
        pages=tuple(replace(page, calls=tuple(_bare(call) for call in page.calls)) for page in funnel.pages),
    )


def _bare(call: Call) -> Call:
    return Call(call.path, {name: value for name, value in call.params.items() if not is_secret(name)})
