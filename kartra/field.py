"""One documented field of a webhook: its name, its type and what the vendor says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["integer", "string", "float", "datetime", "enum", "array"]
Edition = Literal["both", "2020", "later", "captured"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field as documented; real events send numbers as text, so `type` is what the text should hold."""

    name: str
    type: FieldType = "string"
    meaning: str = ""
    values: tuple[str, ...] = ()
    """The allowed values as text, where the documentation lists them."""
    edition: Edition = "both"
    """Which vendor text has it: 2020 only, the later edition only, both, or none (seen in captures)."""
    optional: bool = False
    """Whether an event is complete without it."""


def integer(name: str, meaning: str = "", *values: str, edition: Edition = "both") -> Field:
    """Return a field documented as an integer."""
    return Field(name, "integer", meaning, values, edition, optional=edition != "both")


def string(name: str, meaning: str = "", *values: str, edition: Edition = "both") -> Field:
    """Return a field documented as a string."""
    return Field(name, "string", meaning, values, edition, optional=edition != "both")


def money(name: str, meaning: str = "") -> Field:
    """Return a field documented as a float; the documents name no currency."""
    return Field(name, "float", meaning)


def moment(name: str, meaning: str = "", edition: Edition = "both") -> Field:
    """Return a field documented as Y-m-d H:i:s; the documents state no zone."""
    return Field(name, "datetime", meaning, (), edition, optional=edition != "both")
