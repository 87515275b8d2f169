"""Chart colours are told apart with every common colour blindness, in light and dark."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from kartra.figures import EARNED_COLOUR, RETURNED_COLOUR
from konnektive.figures import COLOURS

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
THEME = tomllib.loads(CONFIG.read_text())["theme"]
FAR = 15.0
"""CIE76 distance at which two patches are clearly different; 2.3 is just noticeable."""
BLIND = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""
WHITE = (0.95047, 1.0, 1.08883)
SETS = {
    "meanings": list(COLOURS.values()),
    "money": [EARNED_COLOUR, RETURNED_COLOUR],
    "light": THEME["light"]["chartCategoricalColors"][:8],
    "dark": THEME["dark"]["chartCategoricalColors"][:8],
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour: str, blindness: str) -> tuple[float, float, float]:
    """CIELAB of a colour as it appears."""
    rgb = [sum(m * part for m, part in zip(row, linear(colour), strict=True)) for row in BLIND[blindness]]
    r, g, b = (min(max(part, 0.0), 1.0) for part in rgb)
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    ratios = [value / white for value, white in zip(xyz, WHITE, strict=True)]
    x, y, z = (ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116 for ratio in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("blindness", BLIND)
@pytest.mark.parametrize("name", SETS)
def test_no_two_colours_of_a_set_look_alike(name: str, blindness: str) -> None:
    for one, other in combinations(SETS[name], 2):
        pairs = zip(seen(one, blindness), seen(other, blindness), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= FAR, f"{one} and {other}"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_mode_has_the_ten_colours_that_charts_ask_for(mode: str) -> None:
    assert len(THEME[mode]["chartCategoricalColors"]) == len(THEME[mode]["chartSequentialColors"]) == 10


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "http" not in CONFIG.read_text()
