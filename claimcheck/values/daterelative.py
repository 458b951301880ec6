"""What relative phrases and named periods mean: "next month", "two days ago", "Q1 of 2025"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import cast

from claimcheck.records import Granularity
from claimcheck.values import calendar as cal
from claimcheck.values import datewords as w
from claimcheck.values.calendar import Interval
from claimcheck.values.context import text_before
from claimcheck.values.datephrase import (
    Phrase,
    Unresolved,
    month_number,
    number,
    offset_of,
    part_word,
    stated_year,
)
from claimcheck.values.datereaders import in_turn, month

_FISCAL = re.compile(r"\b(?:fiscal|financial)(?:\s|[- ]year\s)$", re.IGNORECASE)
# How far back the mark that opens a speech is looked for, in its paragraph.
_SPEECH = 600


def day_word(p: Phrase) -> Interval | None:
    """ "today", "last night", "tomorrow morning"."""
    named = re.search(r"[A-Z]\w+ $", p.before) and p.match.group()[0].isupper()
    if named or p.before.endswith("USA ") or re.match(r"['’]?s? show\b", p.after):
        return None
    word = " ".join(p.get("word").lower().split())
    whole = word in {"today", "yesterday", "tomorrow"} and not p.get("pod")
    grain: Granularity = "day" if whole else "part of day"
    return cal.one_day(p.anchor(grain) + timedelta(days=w.DAY_WORDS[word]), grain)


def is_quoted(p: Phrase) -> bool:
    """Whether a phrase stands in direct speech, which may be of another day than the article."""
    left = text_before(p.text, p.match.start(), _SPEECH).rpartition("\n")[2]
    return left.rfind("“") > left.rfind("”") or left.count('"') % 2 == 1


def other_day(p: Phrase) -> Interval | None:
    """ "the previous night", "the next day": counted from what was told before."""
    raise Unresolved("counted from another day of the story")


def no_month(p: Phrase) -> Interval | None:
    """ "mid-month", "midweek"."""
    raise Unresolved("does not say which month or week", "range")


def span_of(anchor: date, unit: str, offset: int) -> Interval:
    """The calendar unit ``offset`` units away from the one around ``anchor``."""
    if unit == "week":
        return cal.week_of(anchor + timedelta(days=7 * offset))
    if unit == "month":
        moved = cal.add_months(anchor, offset)
        return cal.month_of(moved.year, moved.month)
    if unit == "quarter":
        moved = cal.add_months(anchor, 3 * offset)
        return cal.quarter_of(moved.year, (moved.month + 2) // 3)
    if unit == "decade":
        return cal.decade_of(anchor.year // 10 * 10 + 10 * offset)
    return cal.year_of(anchor.year + offset)


def unit_word(p: Phrase) -> Interval | None:
    """ "next month", "late this week", "earlier this year", "the past week"."""
    if p.match.group() == "This Week":  # a programme
        return None
    towards, unit, how = p.get("to").lower(), p.get("unit").lower(), p.get("mod").lower()
    grain = cast(Granularity, unit)
    anchor = p.anchor(grain)
    over = re.search(r"\b(?:over|within|for|during|in)\sthe\s$", p.before, re.IGNORECASE)
    if towards == "next" and w.THE_NEXT.search(p.before) and not over and not how:
        raise Unresolved("counted from another time of the story", grain)
    if towards in {"past", "coming"} or (over and towards in {"last", "next"}):
        return shifted(anchor, unit, 1 if towards in {"coming", "next"} else -1)
    whole = span_of(anchor, unit, offset_of(towards))
    if how in {"early", "mid", "late", "mid-"}:
        return cal.part_of(whole, part_word(how))
    if whole.first <= anchor <= whole.last:
        if how == "earlier":
            return Interval(whole.first, anchor, "range")
        if how == "later":
            return Interval(anchor, whole.last, "range")
    return whole


def moved(anchor: date, unit: str, count: int) -> date:
    """``anchor`` moved by ``count`` units."""
    if unit in {"day", "week"}:
        return anchor + timedelta(days=count * (7 if unit == "week" else 1))
    if unit == "hour":
        return anchor + timedelta(days=int(count / 24))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    return cal.add_months(anchor, count * months)


def shifted(anchor: date, unit: str, count: int) -> Interval:
    """From ``anchor`` to ``count`` units away, either way."""
    other = moved(anchor, unit, count)
    return Interval(min(anchor, other), max(anchor, other), "range")


def counted(p: Phrase) -> Interval | None:
    """ "two days ago", "a month ago", "in two weeks" (only where that lies ahead)."""
    unit, count = p.get("unit").lower().rstrip("s"), number(p.get("n"))
    ahead = not p.match.group().lower().endswith("ago")
    # "the first to win it in 31 years" looks back.
    behind = re.search(
        r"\b(?:first|since|time|most|worst|best)\b",
        text_before(p.text, p.match.start(), 60),
    )
    if ahead and p.get("in") and (behind or p.direction != "coming"):
        return None
    day = moved(p.anchor(), unit, count if ahead else -count)
    if unit in {"month", "quarter"}:
        return span_of(day, "month", 0)
    if unit == "year":
        return cal.year_of(day.year)
    if unit == "decade":
        return Interval(date(day.year - 2, 1, 1), date(day.year + 2, 12, 31), "range")
    return cal.one_day(day, "part of day" if unit == "hour" else "day")


def stretch(p: Phrase) -> Interval | None:
    """ "the past 12 months", "the next five years", "within two weeks"."""
    towards = p.get("to").lower()
    count = number(p.get("n")) * (-1 if towards in {"past", "last", "previous"} else 1)
    return shifted(p.anchor("range"), p.get("unit").lower().rstrip("s"), count)


def weekend(p: Phrase) -> Interval | None:
    """ "over the weekend", "last weekend", "next weekend": a Saturday and Sunday."""
    anchor, towards = p.anchor("range"), p.get("to").lower()
    saturday = cal.week_of(anchor).first + timedelta(days=5)
    if towards in {"last", "past", "this past"}:
        weeks = -1
    elif towards == "next":
        weeks = 1
    elif towards == "this coming" or (towards == "this" and anchor.weekday() > 0):
        weeks = -1 if anchor.weekday() < 5 and p.direction == "past" else 0
    else:
        weeks = 0 if anchor.weekday() >= 5 or p.direction == "coming" else -1
    saturday += timedelta(days=7 * weeks)
    return Interval(saturday, saturday + timedelta(days=1), "range")


def quarter(p: Phrase) -> Interval | None:
    """ "Q1 of 2025", "the first quarter (Q1) of 2025", "third-quarter profit"."""
    word, stated = p.get("ord").lower() or p.get("q"), stated_year(p)
    which = 4 if p.get("end") else _ordinal(word)
    if stated is not None:
        return cal.quarter_of(stated, which)
    if not p.get("q") and not _is_business(p):
        return None
    if _FISCAL.search(p.before):
        raise Unresolved("each company has its own fiscal year", "quarter")
    return p.reported([cal.quarter_of(y, which) for y in _years(p, "quarter")])


def _years(p: Phrase, granularity: Granularity) -> range:
    anchor = p.anchor(granularity)
    return range(max(anchor.year - 1, 1), min(anchor.year + 1, 9998) + 1)


def _is_business(p: Phrase) -> bool:
    """Whether a half or a quarter is one of a year: of a game it is no date."""
    around = p.text[max(0, p.match.start() - 150) : p.match.end() + 150]
    return bool(w.BUSINESS.search(around)) and not w.GAME.search(around)


def _ordinal(word: str) -> int:
    names = ("first", "second", "third", "fourth")
    digits = re.search("[1-4]", word)
    return int(digits.group()) if digits else names.index(word) + 1


def half(p: Phrase) -> Interval | None:
    """ "the second half of 2024", "H1 2025", "first-half sales"."""
    which, stated = _ordinal(p.get("ord").lower() or p.get("h")), stated_year(p)
    if stated is not None or p.get("own"):
        return cal.half_of(stated or p.anchor("half").year, which)
    if not _is_business(p):
        return None
    if _FISCAL.search(p.before):
        raise Unresolved("each company has its own fiscal year", "half")
    return p.reported([cal.half_of(y, which) for y in _years(p, "half")])


def first_months(p: Phrase) -> Interval | None:
    """ "the first nine months of 2024", "of the year"."""
    count = number(p.get("n"))
    stated = stated_year(p)
    if not 1 <= count <= 12:
        return None
    years = _years(p, "range") if stated is None else [stated]
    return p.reported([cal.months_from(y, 1, count, "range") for y in years])


def months_to(p: Phrase) -> Interval | None:
    """ "the six months to June", "the year ended 31 March 2024": whole months up to that one."""
    named = {"year": 12, "quarter": 3, "half-year": 6, "half year": 6}
    count = number(p.get("n")) if p.get("n") else named[p.get("unit").lower()]
    if not 1 <= count <= 24:
        return None
    which, stated = month_number(p.get("mon")), stated_year(p)
    if stated is not None:
        last = cal.month_of(stated, which)
    else:
        last = p.reported([cal.month_of(y, which) for y in _years(p, "range")])
    first = cal.add_months(last.first, 1 - count)
    return Interval(first, last.last, "range")


def week_of_month(p: Phrase) -> Interval | None:
    """ "the first week of March": seven days of the month, the last ones for its last week."""
    whole = month(p)
    if whole is None:
        return None
    word = p.get("ord").lower()
    if word in ("last", "final"):
        return Interval(whole.last - timedelta(days=6), whole.last, "week")
    first = whole.first + timedelta(days=7 * (_ordinal(word) - 1))
    return Interval(first, first + timedelta(days=6), "week")


def half_month(p: Phrase) -> Interval | None:
    """ "the first half of September": the days to the 15th, or those after."""
    whole = month(p)
    if whole is None:
        return None
    middle = whole.first.replace(day=15)
    if p.get("ord").lower() in ("first", "1st"):
        return Interval(whole.first, middle, "range")
    return Interval(middle + timedelta(days=1), whole.last, "range")


def fiscal(p: Phrase) -> Interval | None:
    """ "fiscal 2024", "FY24": taken as the calendar year of that name."""
    value = p.get("y")
    return cal.year_of(int(value) if len(value) == 4 else 2000 + int(value))


def decade(p: Phrase) -> Interval | None:
    """ "the 1990s", "the late '60s"; "the 1800s" are a century, "the 2000s" ten years."""
    digits = p.get("dec")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    whole = cal.century_of(first) if first % 100 == 0 and first < 2000 else cal.decade_of(first)
    return cal.part_of(whole, part_word(p.get("mod"))) if p.get("mod") else whole


def edge(p: Phrase) -> Interval | None:
    """ "the end of the year", "the start of June", "year-end": the first or last day."""
    whole: Interval | None
    if p.get("mon") and p.get("y2"):
        whole = cal.month_of(int(p.get("y2")), month_number(p.get("mon")))
    elif p.get("mon"):
        whole = month(p)
    elif p.get("y"):
        whole = cal.year_of(int(p.get("y")))
    else:
        unit = p.get("unit").lower() or "year"
        whole = span_of(p.anchor(), unit, offset_of(p.get("to")))
    if whole is None:
        return None
    if p.get("edge").lower() in {"start", "beginning"}:
        return cal.one_day(whole.first)
    return cal.one_day(whole.last)


def season(p: Phrase) -> Interval | None:
    """ "summer 2024", "last spring", by the meteorological quarters of the northern half."""
    name, towards, stated = p.get("season").lower(), p.get("to").lower(), p.get("y")
    start = w.SEASONS[name]
    if stated:
        if name == "winter":
            raise Unresolved("a winter lies in two years", "quarter")
        return cal.months_from(int(stated), start, 3, "quarter")
    anchor = p.anchor("quarter")
    years = range(max(anchor.year - 2, 1), min(anchor.year + 1, 9997) + 1)
    options = [cal.months_from(y, start, 3, "quarter") for y in years]
    if towards == "this":
        # In June "this fall" lies ahead and "this spring" behind; a winter may be either year's.
        options = [o for o in options if anchor.year in (o.first.year, o.last.year)]
    return in_turn(options, anchor, towards, p)
