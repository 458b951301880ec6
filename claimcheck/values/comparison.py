"""What two values say of one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Comparison", "Verdict"]

Verdict = Literal["equal", "compatible", "different", "incomparable"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two values can be true of one thing, and why in words that an editor understands.

    "equal" is one value; "compatible" leaves room for both (rounding, bounds, a day of a month);
    "incomparable" says nothing, as the two are of different kinds or cannot be resolved.
    """

    verdict: Verdict
    reason: str
