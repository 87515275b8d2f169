"""One-click mending: the nearest parameters with which a rule holds nothing against the call any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from konnektive.audit import Finding
from konnektive.audit.aliases import documented_name
from konnektive.endpoints import Endpoint
from konnektive.exchange import CARRIED
from konnektive.run import Run

Params = dict[str, str]
PLACEHOLDER = re.compile(r"[?&][^=&]*=(\[[^&\]]*\]|\{+[^&}]*\}+)")


@dataclass(frozen=True, slots=True)
class Mended:
    """The call as it should leave."""

    params: Params
    breaks_off: tuple[str, ...] = ()
    """Ids that must no longer be broken on purpose."""


def mended(run: Run, base_url: str, params: Mapping[str, str], finding: Finding) -> Mended | None:
    """The first mending that silences the rule; none where it lies with an earlier call or with the order."""
    for candidate in _candidates(run, dict(params), finding):
        kept = {name: how for name, how in run.breaks.items() if name not in candidate.breaks_off}
        found = replace(run, breaks=kept).findings(base_url, candidate.params)
        if all(one.rule.name != finding.rule.name for one in found):
            return candidate
    return None


def _candidates(run: Run, params: Params, finding: Finding) -> Iterator[Mended]:
    """From the smallest change to the whole draft."""
    broken = tuple(name for name in CARRIED if name in run.breaks)
    if broken:
        yield Mended(params, broken)
    own = OWN.get(finding.rule.name)
    if own:
        yield Mended(own(params, finding.call.endpoint))
    draft = run.draft()
    name = finding.parameter
    if name:
        yield Mended({**params, name: draft[name]} if name in draft else _without(params, name))
    yield Mended({**params, **{name: value for name, value in draft.items() if not params.get(name)}})
    yield Mended({name: value for name, value in params.items() if name in draft} | draft)


def _without(params: Params, name: str) -> Params:
    return {kept: value for kept, value in params.items() if kept != name}


def _decoded_once(params: Params, endpoint: Endpoint) -> Params:
    return {**params, "requestUri": unquote(params.get("requestUri", ""))}


def _spelt_right(params: Params, endpoint: Endpoint) -> Params:
    """affId and c1..c5 in the documented case, placeholders gone."""
    uri = re.sub(r"(?i)(?<=[?&])affid(?==)", "affId", params.get("requestUri", ""))
    uri = re.sub(r"(?<=[?&])C(?=[1-5]=)", "c", uri)
    head, mark, query = PLACEHOLDER.sub(lambda found: found[0][0], uri).partition("?")
    return {**params, "requestUri": head + mark + "&".join(part for part in query.split("&") if part)}


def _renamed(params: Params, endpoint: Endpoint) -> Params:
    return {documented_name(name, endpoint) or name: value for name, value in params.items()}


def _without_card(params: Params, endpoint: Endpoint) -> Params:
    return {name: value for name, value in params.items() if not name.startswith("card")}


OWN: Mapping[str, Callable[[Params, Endpoint], Params]] = {
    "CLK-006": _spelt_right,
    "CLK-008": _decoded_once,
    "TRN-002": _renamed,
    "UPS-005": _without_card,
}
