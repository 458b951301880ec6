"""Every value of a text, each place read once: the longest reading wins, a date before a figure."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import date

from claimcheck.values.clock import find_times, stamps
from claimcheck.values.compounds import joined
from claimcheck.values.counts import TOLD
from claimcheck.values.dates import find_dates
from claimcheck.values.displaying import TypedValue
from claimcheck.values.figures import find_figures
from claimcheck.values.lengths import LENGTHS
from claimcheck.values.people import PEOPLE
from claimcheck.values.scores import find_scores
from claimcheck.values.sieve import Sieve

__all__ = ["find_values"]

_TOLD = Sieve((*TOLD, *LENGTHS, *PEOPLE))


def find_values(
    text: str, anchor: date | None, start: int = 0, end: int | None = None
) -> tuple[TypedValue, ...]:
    """The figures, dates, times and scores in ``text[start:end]``, in order and without overlap.

    Offsets are code points into the whole ``text``; ``anchor`` is the day of publication, from
    which relative dates are counted. Stamps of a live blog are no values.
    """
    low = max(start, 0)
    high = len(text) if end is None else min(end, len(text))
    readings: tuple[Iterable[TypedValue], ...] = (
        find_dates(text, anchor, low, high),
        find_times(text, anchor, low, high),
        find_scores(text, low, high),
        _TOLD.read(text, low, high),
        find_figures(text, low, high),
    )
    ranked = [
        (value.start - value.end, order, value.start, value)
        for order, values in enumerate(readings)
        for value in values
    ]
    ranked.sort(key=lambda item: item[:3])
    taken = [(span[0], span[1]) for span in stamps(text, low, high)]
    kept: list[TypedValue] = []
    for *_, value in ranked:
        if _is_free(taken, value.start, value.end):
            insort(taken, (value.start, value.end))
            kept.append(value)
    return joined(sorted(kept, key=lambda value: value.start), text)


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no span of ``taken``, which is sorted and apart, reaches into ``start:end``."""
    place = bisect_left(taken, (start, end))
    before = place == 0 or taken[place - 1][1] <= start
    return before and (place == len(taken) or taken[place][0] >= end)
