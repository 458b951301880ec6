"""Typed values of a text: figures, dates, times of day and scores, and their algebra.

``find_values`` reads them, ``compare_values`` says of two whether both can be true of one thing,
``display``, ``value_key`` and ``normalized`` write them down.
"""

from __future__ import annotations

from claimcheck.values.comparing import compare_scores, compare_times, compare_values
from claimcheck.values.comparison import Comparison, Verdict
from claimcheck.values.date_compare import compare_dates
from claimcheck.values.dateline import infer_published
from claimcheck.values.dates import find_dates
from claimcheck.values.displaying import TypedValue, display, normalized, value_key
from claimcheck.values.figure_compare import compare_figures, compares_with_counts
from claimcheck.values.figures import find_figures
from claimcheck.values.finding import find_values
from claimcheck.values.precision import vagueness
from claimcheck.values.units import convert

__all__ = [
    "Comparison",
    "TypedValue",
    "Verdict",
    "compare_dates",
    "compare_figures",
    "compare_scores",
    "compare_times",
    "compare_values",
    "compares_with_counts",
    "convert",
    "display",
    "find_dates",
    "find_figures",
    "find_values",
    "infer_published",
    "normalized",
    "vagueness",
    "value_key",
]
