"""Simulated visits: N visitors by seed through the sandbox's own code."""

from konnektive.simulation.chances import Chances
from konnektive.simulation.simulate import Progress, simulate, simulating

__all__ = ["Chances", "Progress", "simulate", "simulating"]
