"""The two generations of Kartra's keys, and how each writes a value.

`2020` is the documentation of that year: `lead` first, `buyer_` keys, numbers as numbers.
`later` is what later pages and the one capture show: `action` first, `lead_` keys, every value text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Edition = Literal["2020", "later"]
EDITIONS: tuple[Edition, ...] = ("2020", "later")


class Cents(int):
    """An amount of money, which the wire writes in units with two decimals."""


def written(value: Any, edition: Edition) -> Any:
    """One value as that edition puts it on the wire."""
    if edition == "2020":
        return int(value) / 100 if isinstance(value, Cents) else value
    if isinstance(value, Cents):
        return f"{int(value) / 100:.2f}"
    return str(value) if isinstance(value, int) else value


def all_written(values: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    """Every value as that edition puts it on the wire; the order stays."""
    return {name: written(value, edition) for name, value in values.items()}
