"""What two date phrases may both mean, beyond the one interval that each was resolved to.

A phrase says some of a date and leaves the rest to be counted: "Monday" its week, "in July" its
year, "today" the day of writing, which is not always that of publication. Only what is said may
contradict: of 172 pairs of dates that one labelled slot holds together, that come out apart and
that no editor marked, 151 differ in nothing but what was counted (bundles of folds 0 to 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claimcheck.language import table
from claimcheck.records.values import DateSpan, Figure

_CALENDAR, _WORDS = table("calendar"), table("relations").table("dates")
_WEEKDAYS = frozenset(day.casefold() for day in _CALENDAR.texts("weekdays"))
_MONTHS = frozenset(
    form.casefold()
    for name in _CALENDAR.table("months")
    for form in (name, *_CALENDAR.table("months").texts(name))
)
_DAY_WORDS = frozenset(word.casefold() for word in _CALENDAR.table("day_words"))
_LATE, _WEEKS = _WORDS.words("late"), _WORDS.words("weeks")
_YEAR = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}\b")
_DAY = timedelta(days=1)
# A month without a year is of any year that another phrase names with it; where the other names
# the year alone, of that year or one beside it: nothing else of the two could be wrong.
_ANY_YEAR = 9999
_LONG = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}

Interval = tuple[date, date]


def may_be_one(a: DateSpan, b: DateSpan) -> bool:
    """Whether what the two phrases say, without what was counted, may be one date. Symmetric."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    one, other = (a.first, a.last), (b.first, b.last)
    return (
        any(_overlap(reading, other) for reading in _readings(a, one, b))
        or any(_overlap(reading, one) for reading in _readings(b, other, a))
        or _one_night(a, b)
        or _one_night(b, a)
    )


def length_reaches(length: Figure, span: DateSpan, said: date) -> bool:
    """Whether a length counted from the day of publication, back or on, comes to the date."""
    unit = _LONG.get(length.unit)
    if unit is None or span.first is None or span.last is None:
        return False
    near, far = length.low * unit, length.high * unit
    slack = max(unit / 2, 0.1 * far)
    first, last = (span.first - said).days, (span.last - said).days
    return any(
        low - slack <= last and first <= high + slack for low, high in ((near, far), (-far, -near))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9/']+", text[:200].casefold())


def _readings(span: DateSpan, at: Interval, other: DateSpan) -> Iterator[Interval]:
    """The other intervals that a phrase may mean, those that could meet the other phrase's."""
    words = set(_words(span.text))
    plain = span.text.casefold()
    ends = [day for day in (other.first, other.last) if day is not None]
    if any(word in plain for word in _DAY_WORDS):
        yield _moved(at, -1)[0], _moved(at, 1)[1]
    elif not _MONTHS.isdisjoint(words) or "/" in plain:
        if not _YEAR.search(plain):
            far = 1 if other.granularity in ("year", "decade") else _ANY_YEAR
            yield from (_in_year(at, d.year) for d in ends if abs(d.year - at[0].year) <= far)
    elif not _WEEKDAYS.isdisjoint(words):
        weeks = {(day - at[0]).days // 7 for day in ends}
        yield from (_moved(at, 7 * (week + more)) for week in sorted(weeks) for more in (0, 1))
    elif not _WEEKS.isdisjoint(words):
        yield _moved(at, -7)
        yield _moved(at, 7)


def _moved(at: Interval, days: int) -> Interval:
    """The interval so many days on, within the calendar."""
    lowest, highest = date.min.toordinal(), date.max.toordinal()
    first, last = (min(max(day.toordinal() + days, lowest), highest) for day in at)
    return date.fromordinal(first), date.fromordinal(last)


def _in_year(at: Interval, year: int) -> Interval:
    """The same days of another year; what runs over the turn of the year keeps its length."""
    first = _same_day(at[0], year)
    return first, max(first, _same_day(at[1], year + at[1].year - at[0].year))


def _same_day(day: date, year: int) -> date:
    year = min(max(year, date.min.year), date.max.year)
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if leap else day.replace(year=year)


def _one_night(a: DateSpan, b: DateSpan) -> bool:
    """ "Late on Sunday", and the full date of the next day: that of a clock elsewhere."""
    if a.last is None or b.first is None or b.first - a.last != _DAY:
        return False
    return not _LATE.isdisjoint(_words(a.text)) and bool(_YEAR.search(b.text))


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
