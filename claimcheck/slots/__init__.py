"""Slots: which mentions of a bundle are values of one and the same thing."""

from claimcheck.slots.finding import Unsure, find_slots
from claimcheck.slots.weighing import Weights, weights_for

__all__ = ["Unsure", "Weights", "find_slots", "weights_for"]
