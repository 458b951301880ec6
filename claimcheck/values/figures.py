"""Figures: quantities as written, with value, unit and bound.

The rules look at the words next to a number, which is where news puts its unit and its bound.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.values.figure_compare import FigureComparison, compare_figures
from claimcheck.values.figure_making import figure_of
from claimcheck.values.figure_ranges import read_range
from claimcheck.values.numbers import ATOM
from claimcheck.values.quantities import read_quantity
from claimcheck.values.units import CURRENCY_SIGNS
from claimcheck.records import Figure

__all__ = ["FigureComparison", "compare_figures", "find_figures"]

# A number begins with one of these signs; to see that first makes white space cheap.
_CANDIDATE = re.compile(rf"(?=[\w.{CURRENCY_SIGNS}½¼¾⅓⅔⅛])" + ATOM.pattern, ATOM.flags)
# More numbers than this, each at most so many characters after the one before, are a table.
_MOST_IN_A_ROW = 64
_NEXT_TO = 8


def find_figures(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """All figures inside ``text[start:end]``, sorted and apart; offsets are into ``text``.

    Context is read only inside the given part. The bound's words stand outside the span. Of a
    long row of numbers with next to nothing between them only the first 64 are read.
    """
    part = text[start:end]
    figures: list[Figure] = []
    position = in_a_row = 0
    while (match := _CANDIDATE.search(part, position)) is not None:
        in_a_row = in_a_row + 1 if match.start() - position <= _NEXT_TO else 1
        position = match.end()
        if in_a_row > _MOST_IN_A_ROW:
            continue
        quantity = read_quantity(part, match)
        if quantity is None:
            continue
        made = read_range(part, quantity) or (figure_of(part, quantity),)
        position = max(position, made[-1].end)
        figures.extend(made)
    return tuple(_shift(figure, start) for figure in figures) if start else tuple(figures)


def _shift(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)
