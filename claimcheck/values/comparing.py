"""Compare two values of any type; every comparison is the same both ways round."""

from __future__ import annotations

from claimcheck.records import ClockTime, DateSpan, Figure, Score
from claimcheck.values.clock import DAY, is_open
from claimcheck.values.comparison import Comparison
from claimcheck.values.date_compare import compare_dates
from claimcheck.values.displaying import TypedValue, display
from claimcheck.values.figure_compare import compare_figures

__all__ = ["compare_scores", "compare_times", "compare_values"]

_TYPES = {Figure: "a figure", DateSpan: "a date", ClockTime: "a time of day", Score: "a score"}


def compare_values(a: TypedValue, b: TypedValue) -> Comparison:
    """Compare two values; values of two types are incomparable."""
    if isinstance(a, Figure) and isinstance(b, Figure):
        return compare_figures(a, b)
    if isinstance(a, DateSpan) and isinstance(b, DateSpan):
        return compare_dates(a, b)
    if isinstance(a, ClockTime) and isinstance(b, ClockTime):
        return compare_times(a, b)
    if isinstance(a, Score) and isinstance(b, Score):
        return compare_scores(a, b)
    first, second = sorted((_TYPES[type(a)], _TYPES[type(b)]))
    return Comparison("incomparable", f"{first} and {second}")


def compare_times(a: ClockTime, b: ClockTime) -> Comparison:
    """Compare two times of day, in one zone where both name theirs.

    Where only one names a zone, whole half hours between the two may be the zone's. A clock of
    twelve hours without a.m. or p.m. may mean either half of the day.
    """
    left, right = sorted((display(a), display(b)))
    zoned = a.zone is not None and b.zone is not None
    spans = [_span(time, (time.zone or 0) if zoned else 0) for time in (a, b)]
    if spans[0] == spans[1] and is_open(a) == is_open(b):
        return Comparison("equal", left if left == right else f"{left} is {right}")
    if _meet(spans[0], spans[1], DAY):
        return Comparison("compatible", f"{left} and {right} are at one time of day")
    if (is_open(a) or is_open(b)) and _meet(spans[0], spans[1], DAY // 2):
        return Comparison("compatible", f"{left} and {right}, without a.m. or p.m.")
    apart = (spans[0][0] - spans[1][0]) % 30
    if not zoned and (a.zone is not None or b.zone is not None) and apart == 0:
        return Comparison("incomparable", f"{left} and {right}: one of them names no time zone")
    return Comparison("different", f"{left} against {right}")


def _span(time: ClockTime, shift: int) -> tuple[int, int]:
    """Where the time begins, in minutes after midnight, and how long it may last."""
    return (time.first - shift) % DAY, (time.last - time.first) % DAY


def _meet(a: tuple[int, int], b: tuple[int, int], turn: int) -> bool:
    """Whether two spans have a minute in common on a clock that begins anew after ``turn``."""
    return (b[0] - a[0]) % turn <= a[1] or (a[0] - b[0]) % turn <= b[1]


def compare_scores(a: Score, b: Score) -> Comparison:
    """Compare two results; one told from the other side ("lost 1-2") is the same result."""
    left, right = sorted((display(a), display(b)))
    if a.points == b.points:
        return Comparison("equal", left)
    if len(a.points) != len(b.points):
        return Comparison("incomparable", f"{left} and {right} tell of different parts of the game")
    turned = tuple(p for i in range(0, len(b.points) - 1, 2) for p in b.points[i : i + 2][::-1])
    if a.points == turned:
        return Comparison("compatible", f"{left} and {right}, told from either side")
    return Comparison("different", f"{left} against {right}")
