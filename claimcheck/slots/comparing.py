"""Temporary seam to the comparison of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimcheck.records import DateSpan, Figure
from claimcheck.values.dates import compare_dates
from claimcheck.values.displaying import TypedValue
from claimcheck.values.figure_compare import compare_figures
from claimcheck.values.units import convert

Verdict = Literal["equal", "compatible", "different", "incomparable"]


@dataclass(frozen=True, slots=True)
class Comparison:
    verdict: Verdict
    reason: str


def compare_values(a: TypedValue, b: TypedValue) -> Comparison:
    if isinstance(a, Figure) and isinstance(b, Figure):
        made = compare_figures(a, b)
        return Comparison(made.verdict, made.reason)
    if isinstance(a, DateSpan) and isinstance(b, DateSpan):
        other = compare_dates(a, b)
        return Comparison(other.verdict, other.reason)
    return Comparison("incomparable", "")


def value_sort(value: object) -> str:
    """Values of one sort can be compared: figures of one dimension, dates, times, scores."""
    if isinstance(value, Figure):
        unit = convert(value.low, value.unit)[1]
        return "share" if unit == "percent" else f"figure {unit}"
    return type(value).__name__
