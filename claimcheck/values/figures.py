"""Figures: quantities as written, with value, unit and bound.

The rules look at the words next to a number, which is where news puts its unit and its bound.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.records import Figure
from claimcheck.values.figure_making import figure_of
from claimcheck.values.figure_ranges import read_range
from claimcheck.values.numbers import ATOM, FIRST_WORDS
from claimcheck.values.quantities import read_quantity
from claimcheck.values.units import CODES, CURRENCY_SIGNS

__all__ = ["find_figures"]

# Where a number may begin: a sign of money, digits, or one of these words.
_START = re.compile(
    rf"[A-Z]{{0,3}}\$|[{re.escape(CURRENCY_SIGNS)}½¼¾⅓⅔⅛]|\.?[0-9]+|[A-Za-z]+\.?", re.ASCII
)
_WORDS = FIRST_WORDS | {code.lower() for code in CODES}
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
    for begin in _START.finditer(part):
        word = begin.group()
        if begin.start() < position or (word[0].isalpha() and not _may_begin(word)):
            continue
        match = ATOM.match(part, begin.start())
        if match is None:
            continue
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


def _may_begin(word: str) -> bool:
    return word.rstrip(".").lower() in _WORDS or word.endswith("$")


def _shift(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)
