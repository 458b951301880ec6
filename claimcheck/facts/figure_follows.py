"""Whether one figure follows from another, by what both say and not by how news uses it.

`compare_figures` asks whether two outlets may both be right, where "more than 9,000" is hardly
said of 11,645. Inference asks for less: 11,645 are more than 9,000.
"""

from __future__ import annotations

import math
from typing import Literal

from claimcheck.facts.figure_compare import aligned, compare_figures
from claimcheck.records import Figure

__all__ = ["Following", "follows"]

Following = Literal["holds", "open", "excluded", "incomparable"]
_PLAIN = ("exact", "about")
_STRICT = ("more than", "less than")
_ABOUT = 0.1  # as in `compare_figures`


def follows(premise: Figure, hypothesis: Figure) -> Following:
    """What the value of ``premise`` makes of ``hypothesis``, both taken for one quantity.

    "holds" where every value that the premise allows is one of the hypothesis's, "excluded" where
    none is, "open" in between; "incomparable" where the units do not convert.
    """
    if (premise.unit == "ordinal") != (hypothesis.unit == "ordinal"):
        return "incomparable"
    ends = aligned(premise, hypothesis)
    if ends is None:
        return "incomparable"
    if premise.bound in _PLAIN and hypothesis.bound in _PLAIN:
        if compare_figures(premise, hypothesis).verdict == "different":
            return "excluded"
        vaguer = premise.bound == "about" and hypothesis.bound == "exact"
        return "open" if vaguer and ends[0] != ends[1] else "holds"
    (low, high), (least, most) = _allowed(premise, *ends[0]), _allowed(hypothesis, *ends[1])
    strict = premise.bound in _STRICT or hypothesis.bound in _STRICT
    if high < least or most < low or (strict and (high == least or most == low)):
        return "excluded"
    return "holds" if least <= low and high <= most else "open"


def _allowed(figure: Figure, low: float, high: float) -> tuple[float, float]:
    if figure.bound in ("at least", "more than"):
        return low, math.inf
    if figure.bound in ("at most", "less than"):
        return -math.inf, high
    slack = _ABOUT * max(abs(low), abs(high)) if figure.bound == "about" else 0.0
    return low - slack, high + slack
