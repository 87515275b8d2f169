"""The account's custom fields, one of each of Kartra's five types, as people fill them in."""

from __future__ import annotations

from dataclasses import dataclass

from kartra.generation.seed import Chance

TEXT_TYPES = ("input_field", "text_area")
"""The types whose value is text; the others hold a list of options, even when one is chosen."""

DISHES = ("beef lasagna", "pad thai", "shakshuka", "fish tacos", "mushroom risotto", "pierogi")
COLOURS = ((1, "red"), (2, "blue"), (3, "green"))
LEVELS = ((1, "Just starting"), (2, "Some experience"), (3, "Advanced"))
TIMES = ((1, "Mornings"), (2, "Evenings"))
GOALS = (
    "Cook at home on weekdays without spending the whole evening on it.",
    "Get back to a steady routine after the summer, and keep it this time.",
    "Find a plan that works with two children and a full-time job.",
    "",
)


@dataclass(frozen=True, slots=True)
class CustomField:
    """One field as filled in: text, or the options that were chosen."""

    id: int
    name: str
    type: str
    text: str = ""
    options: tuple[tuple[int, str], ...] = ()


def custom_fields(chance: Chance) -> tuple[CustomField, ...]:
    """One person's answers; like the capture's, they are not sorted by id."""
    return (
        CustomField(324, "experience", "drop_down", options=(chance.choice(LEVELS),)),
        CustomField(323, "color", "checkbox", options=tuple(chance.sample(COLOURS, chance.randint(1, 2)))),
        CustomField(325, "favorite_dish", "input_field", chance.choice(DISHES)),
        CustomField(326, "preferred_time", "radio_button", options=(chance.choice(TIMES),)),
        CustomField(327, "goal", "text_area", chance.choice(GOALS)),
    )
