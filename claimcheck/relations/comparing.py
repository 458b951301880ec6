"""How the values of two mentions compare; one seam for values of every type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimcheck.records.mentions import Value
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Score
from claimcheck.values.dates import compare_dates
from claimcheck.values.figure_compare import compare_figures
from claimcheck.values.places import contains

Verdict = Literal["equal", "compatible", "different", "incomparable"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two values can both be right of one thing, and why in a few words."""

    verdict: Verdict
    reason: str


def compare_values(a: Value, b: Value) -> Comparison:
    """Compare two values of one type, the same both ways round; other types are incomparable."""
    if isinstance(a, Figure) and isinstance(b, Figure):
        figures = compare_figures(a, b)
        return Comparison(figures.verdict, figures.reason)
    if isinstance(a, DateSpan) and isinstance(b, DateSpan):
        dates = compare_dates(a, b)
        return Comparison(dates.verdict, dates.reason)
    if isinstance(a, ClockTime) and isinstance(b, ClockTime):
        return _clocks(a, b)
    if isinstance(a, Score) and isinstance(b, Score):
        same = sorted(a.points) == sorted(b.points)
        return Comparison("equal" if same else "different", "the same points" if same else "points")
    if isinstance(a, Name) and isinstance(b, Name):
        return _names(a, b)
    return Comparison("incomparable", "values of two types")


def _clocks(a: ClockTime, b: ClockTime) -> Comparison:
    shift = (a.zone or 0) - (b.zone or 0) if a.zone is not None and b.zone is not None else 0
    first, last = b.first + shift, b.last + shift
    if (a.first, a.last) == (first, last):
        return Comparison("equal", "the same time")
    return Comparison("different", "two times")


def _names(a: Name, b: Name) -> Comparison:
    one, other = a.canonical.casefold(), b.canonical.casefold()
    if one == other:
        return Comparison("equal", "the same name")
    if contains(a.canonical, b.canonical) or contains(b.canonical, a.canonical):
        return Comparison("compatible", "one place lies in the other")
    if set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()):
        return Comparison("compatible", "one name is part of the other")
    return Comparison("different", "two names")
