"""A funnel as a small file: written as JSON, read as JSON or YAML; what is wrong with one is a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from konnektive.funnel import Funnel


@dataclass(frozen=True, slots=True)
class FunnelRead:
    """A funnel file as read: the funnel, or the sentence that says what is wrong with it and where."""

    funnel: Funnel | None
    problem: str = ""


def read_funnel(text: bytes | str) -> FunnelRead:
    """The funnel of a file's text. A file that starts with a brace or bracket is JSON, any other YAML."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    try:
        funnel = _from_json(shown) if shown.lstrip().startswith(("{", "[")) else _from_yaml(shown)
    except RecursionError:
        return FunnelRead(None, "This is not a funnel file: it is nested too deeply.")
    except (msgspec.DecodeError, yaml.YAMLError, ValueError, OverflowError) as wrong:
        # YAML's own reader lets some numbers through that no character or version has.
        return FunnelRead(None, f"This is not a funnel file: {' '.join(str(wrong).split())}.")
    if not funnel.pages:
        return FunnelRead(None, "This funnel has no pages.")
    return FunnelRead(funnel)


def written(funnel: Funnel) -> str:
    """The funnel's file: indented JSON, defaults left out."""
    return msgspec.json.format(msgspec.json.encode(funnel), indent=2).decode() + "\n"


def _from_json(text: str) -> Funnel:
    return msgspec.json.decode(text, type=Funnel)


def _from_yaml(text: str) -> Funnel:
    # A few aliases can unfold to gigabytes, and a funnel has no use for them.
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
        raise yaml.YAMLError("aliases are not read")
    # BaseLoader makes nothing but text, lists and mappings: a price of 49.90 stays as it is written.
    value: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return msgspec.convert(value, Funnel, strict=False)
