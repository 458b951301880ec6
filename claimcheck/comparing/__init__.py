"""Compare the facts of two claims: which figures, dates and names fill the same slot."""

from claimcheck.comparing.align import Slot, measure_affinity, surroundings
from claimcheck.comparing.probes import MIN_AFFINITY, Comparison, compare

__all__ = ["MIN_AFFINITY", "Comparison", "Slot", "compare", "measure_affinity", "surroundings"]
