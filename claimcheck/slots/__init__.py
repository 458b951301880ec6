"""Slots: which mentions of a bundle are values of one and the same thing."""

from claimcheck.slots.finding import find_slots
from claimcheck.slots.weighing import Weights, shipped_weights

__all__ = ["Weights", "find_slots", "shipped_weights"]
