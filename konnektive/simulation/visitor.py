"""A simulated visitor: who, from where, on what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from konnektive.buyer import Buyer, buyer_by
from konnektive.landing import Landing
from konnektive.people import DEVICES
from konnektive.simulation.chances import Chances, Weights

DAY, HOUR = 86_400_000, 3_600_000
LONGEST_VISIT = HOUR // 2
MEDIUM = {"facebook": "cpc", "google": "cpc", "tiktok": "cpc", "newsletter": "email"}
EVERY_BROWSER = [agent for _, agent in DEVICES]
"""What visitors of a kind that has no browser here come with."""
SUB_IDS = {"facebook": "fb", "google": "gg", "tiktok": "tt", "newsletter": "nl"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person about to land."""

    number: int
    buyer: Buyer
    landing: Landing
    arrived: int
    """UTC milliseconds."""


class Crowd:
    """Draws visitors by the chances; the same Random in the same state draws the same ones."""

    def __init__(self, chances: Chances, until: int) -> None:
        """`until`, UTC ms, is when the last visit has ended."""
        self.until = until - LONGEST_VISIT
        self.first_day = self.until // DAY - chances.days + 1
        self.days = chances.days
        self.affiliates = _Choice(chances.affiliates)
        self.sources = _Choice(chances.sources)
        self.campaigns = _Choice(chances.campaigns)
        self.devices = _Choice(chances.devices)
        self.hours = _Choice([(str(hour), weight) for hour, weight in enumerate(chances.hours)])
        self.agents = {
            kind: [agent for known, agent in DEVICES if known == kind] or EVERY_BROWSER
            for kind, _ in chances.devices
        }

    def visitor(self, chance: Random, number: int) -> Visitor:
        """The next one."""
        agent = chance.choice(self.agents[self.devices.draw(chance)])
        day = self.first_day + int(chance.random() * self.days)
        arrived = day * DAY + int(self.hours.draw(chance)) * HOUR + int(chance.random() * HOUR)
        if arrived > self.until:
            # Later today has not happened yet: the visit belongs to the day before the first.
            arrived -= self.days * DAY
        return Visitor(number, buyer_by(chance, number, agent), self._landing(chance), arrived)

    def _landing(self, chance: Random) -> Landing:
        source, affiliate = self.sources.draw(chance), self.affiliates.draw(chance)
        if not source:
            return Landing(affId=affiliate, subs=(), utm=())
        return Landing(
            affId=affiliate,
            subs=(("c1", SUB_IDS.get(source, source)),),
            utm=(
                ("utm_source", source),
                ("utm_medium", MEDIUM.get(source, "referral")),
                ("utm_campaign", self.campaigns.draw(chance)),
            ),
        )


class _Choice:
    """A weighted choice with its sums made once."""

    def __init__(self, weights: Weights | Sequence[tuple[str, float]]) -> None:
        self.names = [name for name, _ in weights]
        self.sums = list(accumulate(weight for _, weight in weights))

    def draw(self, chance: Random) -> str:
        return chance.choices(self.names, cum_weights=self.sums)[0]
