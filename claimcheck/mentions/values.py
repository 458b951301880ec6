"""The values of a stretch of text: the seam to what reads figures, dates and times."""

from __future__ import annotations

from datetime import date

from claimcheck.facts.dates import find_dates
from claimcheck.facts.figures import find_figures
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Quotation, Score

TextValue = Figure | DateSpan | ClockTime | Score | Name | Quotation


def find_values(
    text: str, anchor: date | None, start: int, end: int
) -> tuple[Figure | DateSpan | ClockTime | Score, ...]:
    """The figures, dates, times of day and scores in ``text[start:end]``, in order."""
    dates = find_dates(text, anchor, start, end)
    figures = [
        figure
        for figure in find_figures(text, start, end)
        if not any(figure.start < d.end and figure.end > d.start for d in dates)
    ]
    return tuple(sorted([*figures, *dates], key=lambda value: (value.start, value.end)))
