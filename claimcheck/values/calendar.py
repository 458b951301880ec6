"""Intervals of whole days: months, weeks, quarters, and the nearest one to a day.

Weeks start on Monday. Everything here may raise ``ValueError`` or ``OverflowError`` for days
outside the calendar of ``datetime.date`` (years 1 to 9999); callers turn that into "unresolved".
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from claimcheck.language import table
from claimcheck.records import Granularity

Direction = Literal["past", "coming"]
Part = Literal["early", "mid", "late"]
MONTHS = tuple(table("calendar").table("months"))
# How far a date with a day in it may lie on the wrong side of the tense: tense is read from
# words, not parsed, and a wrong year is worse than a date six weeks away.
SLACK = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date
    granularity: Granularity

    def distance(self, day: date) -> int:
        """Days between the interval and ``day``; 0 when it is inside."""
        return max((self.first - day).days, (day - self.last).days, 0)


def one_day(day: date, granularity: Granularity = "day") -> Interval:
    """The interval of a single day."""
    return Interval(day, day, granularity)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or that month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, count: int, granularity: Granularity) -> Interval:
    """``count`` whole months from the first of ``month``."""
    first = date(year, month, 1)
    final = add_months(first, count - 1)
    return Interval(first, final.replace(day=monthrange(final.year, final.month)[1]), granularity)


def month_of(year: int, month: int) -> Interval:
    """One calendar month."""
    return months_from(year, month, 1, "month")


def year_of(year: int) -> Interval:
    """One calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def quarter_of(year: int, quarter: int) -> Interval:
    """A calendar quarter, 1 to 4."""
    return months_from(year, 3 * quarter - 2, 3, "quarter")


def half_of(year: int, half: int) -> Interval:
    """A calendar half year, 1 or 2."""
    return months_from(year, 6 * half - 5, 6, "half")


def week_of(day: date) -> Interval:
    """The week around ``day``, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def decade_of(year: int) -> Interval:
    """Ten years from ``year``, which ends in 0."""
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), "decade")


def century_of(year: int) -> Interval:
    """A hundred years from ``year``, which ends in 00."""
    return Interval(date(year, 1, 1), date(year + 99, 12, 31), "range")


def part_of(whole: Interval, part: Part) -> Interval:
    """The early, middle or late part: ten days of a month, thirds of other spans."""
    first, last = whole.first, whole.last
    if whole.granularity == "month":
        days = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part]
        return Interval(first.replace(day=days[0]), first.replace(day=days[1]), "range")
    if whole.granularity == "week":
        days = {"early": (0, 2), "mid": (1, 3), "late": (2, 6)}[part]
        return Interval(first + timedelta(days[0]), first + timedelta(days[1]), "range")
    if whole.granularity == "decade":
        years = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}[part]
        return Interval(
            date(first.year + years[0], 1, 1), date(first.year + years[1], 12, 31), "range"
        )
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    third = max(count // 3, 1)
    offset = {"early": 0, "mid": third, "late": count - third}[part]
    start = add_months(first, offset)
    return Interval(start, months_from(start.year, start.month, third, "range").last, "range")


def nearest(candidates: list[Interval], anchor: date, direction: Direction | None) -> Interval:
    """The candidate nearest to ``anchor`` that the tense allows.

    News tells more of what was than of what will be, so days ahead count for a quarter more.
    """
    allowed = [c for c in candidates if _allowed(c, anchor, direction)]
    return min(
        allowed or candidates,
        key=lambda c: (c.distance(anchor) * (5 if c.first > anchor else 4), c.first),
    )


def _allowed(candidate: Interval, anchor: date, direction: Direction | None) -> bool:
    exact = candidate.granularity in {"day", "part of day", "range"}
    slack = SLACK if exact else timedelta(0)
    if direction == "past":
        return candidate.first <= anchor + slack
    return direction is None or candidate.last >= anchor - slack


def nearest_weekday(weekday: int, anchor: date, direction: Direction | None) -> date:
    """The day of that name on or before ``anchor``, or on or after it for a coming one."""
    if direction == "coming":
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def display_dates(first: date, last: date, granularity: str) -> str:
    """The interval in words: "June 2025", "15-17 June 2025", "30 May 2025", "2024"."""
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        if granularity == "decade":
            return f"the {first.year}s"
        return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if first.year == last.year:
        if whole_months and first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
        if whole_months:
            return f"{MONTHS[first.month - 1]}-{MONTHS[last.month - 1]} {first.year}"
        if first.month == last.month:
            return f"{first.day}-{last.day} {MONTHS[first.month - 1]} {first.year}"
        return f"{first.day} {MONTHS[first.month - 1]} - {display_dates(last, last, 'day')}"
    return f"{display_dates(first, first, 'day')} - {display_dates(last, last, 'day')}"
