"""Lines of progress."""

from __future__ import annotations

import time
from collections.abc import Callable

from claimcheck.training.recipe import Recipe

_SHOW_EVERY = 50


class Meter:
    """A line of progress every so many steps, with the time left."""

    def __init__(self, recipe: Recipe, show: Callable[[str], None]) -> None:
        self._total = recipe.pairs
        self._started, self._started_at = 0.0, 0  # set by the first step
        self._show = show
        self._steps, self._loss = 0, 0.0

    def note(self, loss: float, factor: float, seen: int) -> None:
        """Count a step."""
        if not self._steps:  # what came before, a teacher's work for one, tells nothing of the rest
            self._started, self._started_at = time.monotonic(), seen
        self._steps += 1
        self._loss += (0.02 if self._steps > 1 else 1.0) * (loss - self._loss)
        if self._steps % _SHOW_EVERY:
            return
        speed = (seen - self._started_at) / max(time.monotonic() - self._started, 1e-9)
        left = max(0, self._total - seen) / speed / 60
        self._show(
            f"{seen:,}/{self._total:,} pairs  loss {self._loss:.3f}  "
            f"rate x{factor:.2f}  {speed:.0f} pairs/s  {left:.0f} min left"
        )
