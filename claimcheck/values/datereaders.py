"""What each pattern for a stated date or weekday means.

A reader returns the interval, returns None where the words are no date after all, or raises
``Unresolved`` with the reason.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from claimcheck.records import Granularity
from claimcheck.values import calendar as cal
from claimcheck.values import datewords as w
from claimcheck.values.calendar import Interval
from claimcheck.values.context import text_before
from claimcheck.values.datephrase import (
    Phrase,
    Unresolved,
    month_number,
    offset_of,
    part_word,
    stated_year,
)

G = w.GAP


def _day(word: str) -> int:
    return int(re.match("[0-9]+", word).group())  # type: ignore[union-attr]


def _dated(p: Phrase, month: int, day: int, year: int | None) -> date:
    """The day with its year filled in from the weekday, the tense and the anchor."""
    if year is not None:
        return date(year, month, day)
    if w.THAT_TIME.search(p.before) or w.THAT_YEAR.match(p.after):
        raise Unresolved("a year that was told before")
    anchor = p.anchor()
    # A weekday may name an older year; 29 February may need one.
    reach = 4 if p.get("wd") or (month, day) == (2, 29) else 1
    options = [
        cal.one_day(date(y, month, day))
        for y in range(max(anchor.year - reach, 1), min(anchor.year + reach, 9999) + 1)
        if _exists(y, month, day)
    ]
    if weekday := p.get("wd"):
        named = [o for o in options if o.first.weekday() == w.WEEKDAYS.index(weekday)]
        near = [o for o in named if abs(o.first.year - anchor.year) <= 2]
        if near:
            return min(near, key=lambda o: o.distance(anchor)).first
    if not options:
        raise Unresolved("no such day in the calendar")
    if w.AWAITED.match(p.after):
        return _awaited(options, anchor).first
    return p.nearest(options).first


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def full_date(p: Phrase) -> Interval | None:
    """ "March 3, 2024", "3 March", "Wednesday (May 28)", "the morning of Sept. 11, 2001"."""
    day = _dated(p, month_number(p.get("mon")), _day(p.get("d")), stated_year(p))
    return cal.one_day(day, "part of day" if p.get("pod") or p.get("pod2") else "day")


def iso_date(p: Phrase) -> Interval | None:
    """ "2025-05-12"."""
    return cal.one_day(date(int(p.get("y")), int(p.get("m")), int(p.get("d"))))


def slash_date(p: Phrase) -> Interval | None:
    """ "28/05/2025" or "5/28/2025", where only one reading is possible."""
    a, b, year = int(p.get("a")), int(p.get("b")), int(p.get("y"))
    if a <= 12 and b <= 12 and a != b:
        raise Unresolved("day and month cannot be told apart")
    return cal.one_day(date(year, b, a) if b <= 12 else date(year, a, b))


def nine_eleven(p: Phrase) -> Interval | None:
    """The attacks of 2001, which are named by their date."""
    return cal.one_day(date(2001, 9, 11))


def day_range(p: Phrase) -> Interval | None:
    """ "June 15 to 17", "from May 3 to June 2", "15-17 June 2025"."""
    if " and " in p.match.group() and not p.match.group().lower().startswith("between"):
        return None
    head, tail = p.get("mon") or p.get("mon2"), p.get("mon2") or p.get("mon")
    year = stated_year(p) or stated_year(p, "2")
    first = _dated(p, month_number(head), _day(p.get("d")), year)
    last = date(first.year, month_number(tail), _day(p.get("d2")))
    if last < first and p.get("mon2") and p.get("mon"):
        if stated_year(p) is None and year is not None:
            first = first.replace(year=first.year - 1)
        else:
            last = last.replace(year=last.year + 1)
    return Interval(first, last, "range")


def month_range(p: Phrase) -> Interval | None:
    """ "January-March period this year", "from May to July 2024"."""
    a, b = month_number(p.get("mon")), month_number(p.get("mon2"))
    count = (b - a) % 12 + 1
    year = stated_year(p)
    if year is not None:
        return cal.months_from(year - (b < a), a, count, "range")
    anchor = p.anchor("range")
    years = range(max(anchor.year - 1, 1), min(anchor.year + 1, 9998) + 1)
    return p.reported([cal.months_from(y, a, count, "range") for y in years])


def year_range(p: Phrase) -> Interval | None:
    """ "between 2015 and 2018", "2015-18"."""
    words = p.match.group().lower()
    if " and " in words and not words.startswith("between"):
        return None
    first, tail = int(p.get("y")), p.get("y2")
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    if last <= first or last > 2100 or re.search(r"[-$€£0-9,.]$", p.before):
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "range")


def _name_not_month(p: Phrase, word: str) -> bool:
    """Whether a bare "May", "March", ... is no month."""
    if word not in {"May", "March", "April", "June", "August"}:
        return False
    if word == "March" and w.AFTER_MARCH.match(p.after) and not w.LEADS_TO_MONTH.search(p.before):
        return True
    if re.match(r"['’]s\b", p.after):
        return word == "May" or not re.match(r"['’]s\s[a-z]", p.after)
    if w.LEADS_TO_NAME_LIKE.search(p.before):
        return False
    if word != "May" and w.LEADS_TO_MONTH.search(p.before):
        return bool(re.match(r"\s[A-Z]", p.after))
    return not (w.DETERMINER.search(p.before) and re.match(r"\s[a-z0-9]", p.after))


def month(p: Phrase) -> Interval | None:
    """ "June 2025", "in July", "late March", "last May", "June of last year"."""
    word, year, towards = p.get("mon"), stated_year(p), p.get("to").lower()
    loose = not (year is not None or towards or p.get("mod") or p.get("ord"))
    if w.HONORIFIC.search(p.before) or (loose and _name_not_month(p, word)):
        return None
    if loose and word.lower().rstrip(".") not in {m.lower() for m in w.MONTHS}:
        return None
    which = month_number(word)
    if year is not None:
        whole = cal.month_of(year, which)
    elif (w.THAT_TIME.search(p.before) or w.THAT_YEAR.match(p.after)) and not towards:
        raise Unresolved("a year that was told before", "month")
    else:
        anchor = p.anchor("month")
        years = range(max(anchor.year - 1, 1), min(anchor.year + 1, 9998) + 1)
        options = [cal.month_of(y, which) for y in years]
        alone = not (towards or w.LEADS_TO_NAME_LIKE.search(p.before))
        awaited = alone and w.AWAITED.match(p.after)
        whole = _awaited(options, anchor) if awaited else in_turn(options, anchor, towards, p)
    return cal.part_of(whole, part_word(p.get("mod"))) if p.get("mod") else whole


def _awaited(options: list[Interval], anchor: date) -> Interval:
    """The nearest, where an event that lies ahead may be twice as far away as one behind.

    The tense around "the November election" is that of what is told about it.
    """
    return min(options, key=lambda o: (o.distance(anchor) * (1 + (o.first <= anchor)), o.first))


def in_turn(options: list[Interval], anchor: date, towards: str, p: Phrase) -> Interval:
    """The last, this, or next of its kind; without such a word, the nearest by tense."""
    if towards == "last":
        return max((o for o in options if o.last < anchor), key=lambda o: o.first)
    if towards == "next":
        return min((o for o in options if o.first > anchor), key=lambda o: o.first)
    return p.nearest(options)


def counts(text: str, start: int, value: int) -> bool:
    """Whether the words before four digits make them a count: "rose to 1700", no year of ours."""
    left = text_before(text, start, 40)
    if w.COUNT_BEFORE.search(left):
        return True
    return not _is_ours(value) and bool(w.ROSE_TO.search(left))


def _is_ours(value: int) -> bool:
    """Whether four digits are most likely a year that news tells of."""
    return 1950 <= value <= 2050


def year(p: Phrase) -> Interval | None:
    """ "2019", "mid-2024"; not a number that counts something."""
    value = int(p.get("y"))
    if w.NO_YEAR_AFTER.match(p.after) or counts(p.text, p.match.start("y"), value):
        return None
    sure = p.get("mod") or (_is_ours(value) and w.OF_YEAR.match(p.after))
    if not sure and (w.NO_YEAR_BEFORE.search(p.before) or w.ROSE_TO.search(p.before)):
        return None
    if (value < 1900 or value > 2060) and not w.LEADS_TO_OLD_YEAR.search(p.before):
        return None
    whole = cal.year_of(value)
    return cal.part_of(whole, part_word(p.get("mod"))) if p.get("mod") else whole


def weekday(p: Phrase) -> Interval | None:
    """ "Friday", "next Tuesday", "Monday night", "Friday of last week"."""
    if w.NAMED_DAY.search(p.before) or w.AFTER_NAMED_DAY.match(p.after):
        return None
    if w.ANY_DAY.search(p.before) and not w.EVENT_AFTER.match(p.after):
        return None
    grain: Granularity = "part of day" if p.get("pod") or p.get("mod") else "day"
    which, anchor, towards = w.WEEKDAYS.index(p.get("wd")), p.anchor(grain), p.get("to").lower()
    if week := p.get("week"):
        monday = cal.week_of(anchor + timedelta(days=7 * offset_of(week))).first
        return cal.one_day(monday + timedelta(days=which), grain)
    if towards in {"last", "this past", "past"}:
        return cal.one_day(cal.nearest_weekday(which, anchor - timedelta(days=1), "past"), grain)
    if towards == "next":
        monday = cal.week_of(anchor + timedelta(days=7)).first
        return cal.one_day(monday + timedelta(days=which), grain)
    if towards in {"this coming", "coming"}:
        return cal.one_day(cal.nearest_weekday(which, anchor, "coming"), grain)
    way = "past" if p.get("mod").lower() == "earlier" else p.direction
    return cal.one_day(cal.nearest_weekday(which, anchor, way), grain)


def weekday_range(p: Phrase) -> Interval | None:
    """ "Monday through Wednesday"."""
    if " and " in p.match.group() and not p.match.group().startswith(("between", "Between")):
        return None
    a, b = w.WEEKDAYS.index(p.get("wd")), w.WEEKDAYS.index(p.get("wd2"))
    first = cal.nearest_weekday(a, p.anchor("range"), p.direction)
    return Interval(first, first + timedelta(days=(b - a) % 7), "range")
