"""What each pattern of the dates grammar means.

``RULES`` pairs a pattern with a reader. A reader returns the interval, returns None where the
words are no date after all, or raises ``Unresolved`` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from claimcheck.facts import calendar as cal
from claimcheck.facts import datewords as w
from claimcheck.facts.calendar import Direction, Interval, Part
from claimcheck.facts.tense import direction_of
from claimcheck.records import Granularity

G = w.GAP


class Unresolved(Exception):  # noqa: N818 (an outcome, not an error)
    """A date phrase whose interval cannot be known."""

    def __init__(self, reason: str, granularity: Granularity = "day") -> None:
        super().__init__(reason)
        self.reason = reason
        self.granularity = granularity


@dataclass(frozen=True, slots=True)
class Phrase:
    """A match in its text, with the day to count from."""

    match: re.Match[str]
    text: str
    day: date | None

    def get(self, name: str) -> str:
        """The named group's text, "" where it is absent from the match or the pattern."""
        groups = self.match.re.groupindex
        return (self.match.group(name) or "") if name in groups else ""

    def anchor(self, granularity: Granularity = "day") -> date:
        """The day of publication; raises ``Unresolved`` without one."""
        if self.day is None:
            raise Unresolved("no publication date to count from", granularity)
        return self.day

    @property
    def direction(self) -> Direction | None:
        """What the tense of the clause says."""
        return direction_of(self.text, self.match.start(), self.match.end())

    @property
    def before(self) -> str:
        """A few characters before the match."""
        return self.text[max(0, self.match.start() - 16) : self.match.start()]

    @property
    def after(self) -> str:
        """A few characters after the match."""
        return self.text[self.match.end() : self.match.end() + 24]


Reader = Callable[[Phrase], Interval | None]


def month_number(word: str) -> int:
    """1 to 12 for a month's name or short form."""
    heads = [m[:3].lower() for m in cal.MONTHS]
    return heads.index(word[:3].lower()) + 1


def number(word: str) -> int:
    """The value of a small number in words or digits."""
    return int(word) if word.isdigit() else w.NUMBERS[word.lower()]


def _day(word: str) -> int:
    return int(re.match("[0-9]+", word).group())  # type: ignore[union-attr]


def _towards(word: str) -> int:
    return {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(word.lower(), 0)


def _part(word: str) -> Part:
    return cast(Part, word.lower().rstrip("-"))


def _year(p: Phrase, suffix: str = "") -> int | None:
    """The year that the phrase states, None where it leaves it open."""
    if stated := p.get("y" + suffix):
        return int(stated)
    if towards := p.get("ry" + suffix):
        return p.anchor().year + _towards(towards)
    return None


def _dated(p: Phrase, month: int, day: int, year: int | None) -> date:
    """The day with its year filled in from the weekday, the tense and the anchor."""
    if year is not None:
        return date(year, month, day)
    anchor = p.anchor()
    options = [
        cal.one_day(date(y, month, day))
        for y in range(max(anchor.year - 4, 1), min(anchor.year + 4, 9999) + 1)
        if _exists(y, month, day)
    ]
    if weekday := p.get("wd"):
        named = [o for o in options if o.first.weekday() == w.WEEKDAYS.index(weekday)]
        near = [o for o in named if abs(o.first.year - anchor.year) <= 2]
        if near:
            return min(near, key=lambda o: o.distance(anchor)).first
    if not options:
        raise Unresolved("no such day in the calendar")
    return cal.nearest(options, anchor, p.direction).first


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def full_date(p: Phrase) -> Interval | None:
    """ "March 3, 2024", "3 March", "Wednesday (May 28)", "the morning of Sept. 11, 2001"."""
    day = _dated(p, month_number(p.get("mon")), _day(p.get("d")), _year(p))
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
    year = _year(p) or _year(p, "2")
    first = _dated(p, month_number(head), _day(p.get("d")), year)
    last = date(first.year, month_number(tail), _day(p.get("d2")))
    if last < first and p.get("mon2") and p.get("mon"):
        if _year(p) is None and year is not None:
            first = first.replace(year=first.year - 1)
        else:
            last = last.replace(year=last.year + 1)
    return Interval(first, last, "range")


def month_range(p: Phrase) -> Interval | None:
    """ "January-March period this year", "from May to July 2024"."""
    a, b = month_number(p.get("mon")), month_number(p.get("mon2"))
    count = (b - a) % 12 + 1
    year = _year(p)
    if year is not None:
        return cal.months_from(year - (b < a), a, count, "range")
    anchor = p.anchor("range")
    years = range(max(anchor.year - 1, 1), min(anchor.year + 1, 9998) + 1)
    options = [cal.months_from(y, a, count, "range") for y in years]
    return cal.nearest(options, anchor, p.direction)


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
    """Whether a bare "May", "March", "April", "June", "August" is no month."""
    if word not in {"May", "March", "April", "June", "August"}:
        return False
    if word == "March" and w.AFTER_MARCH.match(p.after) and not w.LEADS_TO_MONTH.search(p.before):
        return True
    if w.LEADS_TO_NAME_LIKE.search(p.before):
        return False
    if word != "May" and w.LEADS_TO_MONTH.search(p.before):
        return bool(re.match(r"\s[A-Z]", p.after))
    return not (w.DETERMINER.search(p.before) and re.match(r"\s[a-z0-9]", p.after))


def month(p: Phrase) -> Interval | None:
    """ "June 2025", "in July", "late March", "last May", "June of last year"."""
    word, year, towards = p.get("mon"), _year(p), p.get("to").lower()
    loose = year is None and not towards and not p.get("mod")
    if w.HONORIFIC.search(p.before) or (loose and _name_not_month(p, word)):
        return None
    if loose and word.lower().rstrip(".") not in {m.lower() for m in cal.MONTHS}:
        return None
    which = month_number(word)
    if year is not None:
        whole = cal.month_of(year, which)
    else:
        anchor = p.anchor("month")
        years = range(max(anchor.year - 1, 1), min(anchor.year + 1, 9998) + 1)
        whole = _in_turn([cal.month_of(y, which) for y in years], anchor, towards, p)
    return cal.part_of(whole, _part(p.get("mod"))) if p.get("mod") else whole


def _in_turn(options: list[Interval], anchor: date, towards: str, p: Phrase) -> Interval:
    """The last, this, or next of its kind; without such a word, the nearest by tense."""
    if towards == "last":
        return max((o for o in options if o.last < anchor), key=lambda o: o.first)
    if towards == "next":
        return min((o for o in options if o.first > anchor), key=lambda o: o.first)
    return cal.nearest(options, anchor, None if towards == "this" else p.direction)


def year(p: Phrase) -> Interval | None:
    """ "2019", "mid-2024"; not a number that counts something."""
    value = int(p.get("y"))
    if w.NO_YEAR_AFTER.match(p.after):
        return None
    ranged = re.search(r"\bfrom [0-9]{4} to $", p.before)
    if not p.get("mod") and not ranged and w.NO_YEAR_BEFORE.search(p.before):
        return None
    if (value < 1900 or value > 2060) and not w.LEADS_TO_OLD_YEAR.search(p.before):
        return None
    whole = cal.year_of(value)
    return cal.part_of(whole, _part(p.get("mod"))) if p.get("mod") else whole


def weekday(p: Phrase) -> Interval | None:
    """ "Friday", "next Tuesday", "Monday night", "Friday of last week"."""
    if w.NAMED_DAY.search(p.before) or w.AFTER_NAMED_DAY.match(p.after):
        return None
    grain: Granularity = "part of day" if p.get("pod") or p.get("mod") else "day"
    which, anchor, towards = w.WEEKDAYS.index(p.get("wd")), p.anchor(grain), p.get("to").lower()
    if week := p.get("week"):
        monday = cal.week_of(anchor + timedelta(days=7 * _towards(week))).first
        return cal.one_day(monday + timedelta(days=which), grain)
    if towards in {"last", "this past", "past"}:
        return cal.one_day(
            cal.nearest_weekday(which, anchor - timedelta(days=1), "past"), grain
        )
    if towards == "next":
        monday = cal.week_of(anchor + timedelta(days=7)).first
        return cal.one_day(monday + timedelta(days=which), grain)
    if towards in {"this coming", "coming"}:
        return cal.one_day(cal.nearest_weekday(which, anchor, "coming"), grain)
    return cal.one_day(cal.nearest_weekday(which, anchor, p.direction), grain)


def weekday_range(p: Phrase) -> Interval | None:
    """ "Monday through Wednesday"."""
    if " and " in p.match.group() and not p.match.group().startswith(("between", "Between")):
        return None
    a, b = w.WEEKDAYS.index(p.get("wd")), w.WEEKDAYS.index(p.get("wd2"))
    first = cal.nearest_weekday(a, p.anchor("range"), p.direction)
    return Interval(first, first + timedelta(days=(b - a) % 7), "range")


DAY_WORDS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "this morning": 0,
    "this afternoon": 0, "this evening": 0,
}  # fmt: skip


def day_word(p: Phrase) -> Interval | None:
    """ "today", "last night", "tomorrow morning"."""
    if p.before.endswith("USA ") or re.match(r"['’]?s? show\b", p.after):
        return None
    word = " ".join(p.get("word").lower().split())
    whole = word in {"today", "yesterday", "tomorrow"} and not p.get("pod")
    grain: Granularity = "day" if whole else "part of day"
    return cal.one_day(p.anchor(grain) + timedelta(days=DAY_WORDS[word]), grain)


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
    towards, unit, how = p.get("to").lower(), p.get("unit").lower(), p.get("mod").lower()
    grain = cast(Granularity, unit)
    anchor = p.anchor(grain)
    over = re.search(r"\b(?:over|within|for|during|in)\sthe\s$", p.before, re.IGNORECASE)
    if towards in {"past", "coming"} or (over and towards in {"last", "next"}):
        return shifted(anchor, unit, 1 if towards in {"coming", "next"} else -1)
    whole = span_of(anchor, unit, _towards(towards))
    if how in {"early", "mid", "late", "mid-"}:
        return cal.part_of(whole, _part(how))
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
    if ahead and p.get("in") and p.direction != "coming":
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
    elif towards in {"this", "this coming"} and anchor.weekday() > 1:
        weeks = 0
    else:
        weeks = 0 if anchor.weekday() >= 5 or p.direction == "coming" else -1
    saturday += timedelta(days=7 * weeks)
    return Interval(saturday, saturday + timedelta(days=1), "range")


def quarter(p: Phrase) -> Interval | None:
    """ "Q1 of 2025", "the first quarter (Q1) of 2025", "second quarter"."""
    word, stated = p.get("ord").lower() or p.get("q"), _year(p)
    which = _ordinal(word)
    if stated is not None:
        return cal.quarter_of(stated, which)
    around = p.text[max(0, p.match.start() - 150) : p.match.end() + 150]
    if not p.get("q") and not w.BUSINESS.search(around):
        return None
    anchor = p.anchor("quarter")
    years = range(max(anchor.year - 1, 1), min(anchor.year + 1, 9998) + 1)
    return cal.nearest([cal.quarter_of(y, which) for y in years], anchor, p.direction or "past")


def _ordinal(word: str) -> int:
    names = ("first", "second", "third", "fourth")
    digits = re.search("[1-4]", word)
    return int(digits.group()) if digits else names.index(word) + 1


def half(p: Phrase) -> Interval | None:
    """ "the second half of 2024", "H1 2025", "the first half of the year"."""
    stated = _year(p)
    value = p.anchor("half").year if stated is None else stated
    return cal.half_of(value, _ordinal(p.get("ord").lower() or p.get("h")))


def fiscal(p: Phrase) -> Interval | None:
    """ "fiscal 2024", "FY24": taken as the calendar year of that name."""
    value = p.get("y")
    return cal.year_of(int(value) if len(value) == 4 else 2000 + int(value))


def decade(p: Phrase) -> Interval | None:
    """ "the 1990s", "the late '60s"."""
    digits = p.get("dec")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    whole = cal.decade_of(first)
    return cal.part_of(whole, _part(p.get("mod"))) if p.get("mod") else whole


def edge(p: Phrase) -> Interval | None:
    """ "the end of the year", "the start of June", "year-end": the first or last day."""
    if p.get("mon"):
        whole = month(p)
    elif p.get("y"):
        whole = cal.year_of(int(p.get("y")))
    else:
        unit = p.get("unit").lower() or "year"
        whole = span_of(p.anchor(), unit, _towards(p.get("to")))
    if whole is None:
        return None
    if p.get("edge").lower() in {"start", "beginning"}:
        return cal.one_day(whole.first)
    return cal.one_day(whole.last)


def season(p: Phrase) -> Interval | None:
    """ "summer 2024", "last spring", by the meteorological quarters of the northern half."""
    name, towards, stated = p.get("season").lower(), p.get("to").lower(), p.get("y")
    start = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[name]
    if stated:
        if name == "winter":
            raise Unresolved("a winter lies in two years", "quarter")
        return cal.months_from(int(stated), start, 3, "quarter")
    anchor = p.anchor("quarter")
    years = range(max(anchor.year - 2, 1), min(anchor.year + 1, 9997) + 1)
    options = [cal.months_from(y, start, 3, "quarter") for y in years]
    return _in_turn(options, anchor, towards, p)


def _rule(pattern: str, read: Reader, flags: int = 0) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, flags), read


_I = re.IGNORECASE
_YS = rf"(?:,?{G}(?:of{G}|in{G}|period{G}(?:of{G})?)?(?:(?P<y>{w.YEAR})|(?P<ry>last|this|next){G}year\b))"
_Y2 = rf"(?:,?{G}(?P<y2>{w.YEAR}))"
_MON, _MON2 = rf"(?P<mon>{w.MONTH_WORDS})", rf"(?P<mon2>{w.MONTH_WORDS})"
_D, _D2 = rf"(?P<d>{w.DAY})", rf"(?P<d2>{w.DAY})"
_WD = rf"(?P<wd>{w.WEEKDAY})"
_POD = rf"(?:the{G}(?P<pod>{w.PART_OF_DAY}){G}of{G})?"
_WDP = rf"(?:{_WD}(?:{G}(?P<pod2>{w.PART_OF_DAY}))?(?:,{G}|{G}\(?))?"
_BETWEEN = rf"(?:[Bb]etween{G})?"
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    _rule(rf"\b{_BETWEEN}{_MON}{G}{_D}{w.TO_OR_AND}{_D2}{_YS}?", day_range),
    _rule(rf"\b{_BETWEEN}{_MON}{G}{_D}{_YS}?{w.TO_OR_AND}{_MON2}{G}{_D2}{_Y2}?", day_range),
    _rule(rf"\b{_BETWEEN}{_D}{w.TO_OR_AND}{_D2}{G}{_MON}{_YS}?", day_range),
    _rule(rf"\b{_BETWEEN}{_D}{G}{_MON}{_YS}?{w.TO_OR_AND}{_D2}{G}{_MON2}{_Y2}?", day_range),
    _rule(rf"\b{_POD}{_WDP}{_MON}{G}{_D}{_YS}?", full_date),
    _rule(rf"\b{_POD}{_WDP}(?:the{G})?{_D}{G}(?:of{G})?{_MON}{_YS}?", full_date),
    _rule(r"(?<![0-9-])(?P<y>[12][0-9]{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3][0-9])(?![0-9-])", iso_date),
    _rule(r"(?<![0-9/])(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<y>(?:19|20)[0-9]{2})(?![0-9/])", slash_date),
    _rule(r"(?<![0-9/])9/11(?![0-9/])|\bSept(?:\.|ember) 11(?=(?: terror\w*)? (?:attacks|hijack))", nine_eleven),
    _rule(rf"\b(?P<mon>{w.FULL_MONTH}){w.TO}(?P<mon2>{w.FULL_MONTH})(?!{G}[0-9]{{1,2}}\b){_YS}?", month_range),
    _rule(rf"\b{_BETWEEN}(?P<y>{w.YEAR}){w.TO_OR_AND}(?P<y2>{w.YEAR}|[0-9]{{2}}(?![0-9A-Za-z]))", year_range),
    _rule(rf"\b(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?:(?P<to>{w.TOWARDS}){G})?{_MON}(?!{G}[0-9]{{1,2}}\b){_YS}?", month),
    _rule(rf"\b(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate)[-\s](?:in{G})?)?(?P<y>{w.YEAR})(?!-[0-9]{{2}}\b)", year),
    _rule(
        rf"\b(?:(?P<mod>[Ee]arly|[Ll]ate|[Ll]ater|[Ee]arlier)(?:{G}on)?{G})?(?:(?P<to>(?i:last|next|this{G}past|this{G}coming|this|past|coming)){G})?"
        rf"{_WD}(?:{G}(?P<pod>{w.PART_OF_DAY})\b)?(?:{G}(?:of{G})?(?P<week>last|this|next){G}week\b)?",
        weekday,
    ),
    _rule(rf"\b(?:[Bb]etween{G})?{_WD}{w.TO_OR_AND}(?P<wd2>{w.WEEKDAY})", weekday_range),
    _rule(
        rf"\b(?P<word>today|yesterday|tomorrow|tonight|last{G}night|this{G}(?:morning|afternoon|evening))\b(?:{G}(?P<pod>{w.PART_OF_DAY})\b)?",
        day_word, _I,
    ),
    _rule(rf"\bthe{G}(?:previous|following|next){G}(?:day|night|morning|evening|afternoon)\b", other_day, _I),
    _rule(r"\bmid-?month\b|\bmid-?week\b", no_month, _I),
    _rule(
        rf"\b(?:(?P<mod>earlier|later|early|late|mid-?)(?:{G}in)?{G}?)?(?P<to>last|this|next|past|coming){G}(?P<unit>week|month|quarter|year|decade)\b",
        unit_word, _I,
    ),
    _rule(rf"\b(?P<n>{w.NUMBER}){G}(?P<unit>{w.UNIT}s?){G}ago\b", counted, _I),
    _rule(rf"\b(?P<in>in){G}(?P<n>{w.NUMBER}){G}(?P<unit>(?:day|week|month|year)s?)(?:['’]{G}time)?(?=[.,;]|$|{G}(?:if|when|unless|at|on|to)\b)", counted, _I),
    _rule(rf"\b(?P<n>{w.NUMBER}){G}(?P<unit>{w.UNIT}s?){G}from{G}now\b", counted, _I),
    _rule(rf"\bthe{G}(?P<to>past|last|previous|next|coming){G}(?P<n>{w.NUMBER}){G}(?P<unit>{w.UNIT}s?)\b", stretch, _I),
    _rule(rf"\b(?:(?P<to>last|this{G}past|this{G}coming|past|this|next){G}|(?:over|at|on|during|for){G}the{G})weekend\b", weekend, _I),
    _rule(
        rf"\b(?:(?P<ord>{w.ORDINAL}|(?i:final)){G}quarter(?:{G}\(Q[1-4]\))?|(?P<q>Q[1-4]|[1-4]Q)(?![0-9A-Za-z]))"
        rf"(?:{_YS}|{G}of{G}(?:the{G})?(?:fiscal|financial)(?:{G}year)?{G}(?P<y3>{w.YEAR}))?",
        quarter,
    ),
    _rule(
        rf"\b(?:(?P<ord>first|second|1st|2nd){G}half(?:{G}\(H[12]\))?{G}of|(?P<h>H[12]))(?:{_YS}|{G}the{G}year\b)", half,
    ),
    _rule(rf"\b(?:[Ff]iscal{G}(?:[Yy]ear{G})?|FY{G}?)(?P<y>(?:19|20)?[0-9]{{2}})(?![0-9])|\b(?:19|20)[0-9]{{2}}(?={G}fiscal{G}year)", fiscal),
    _rule(rf"(?:\b(?P<mod>early|mid|late)[-\s])?(?:\b|(?<=[‘’'])|(?<=\s))(?P<dec>(?:1[5-9]|20)[0-9]0|(?<=[‘’'])[2-9]0)['’]?s\b", decade, _I),
    _rule(
        rf"\b(?P<edge>end|start|beginning){G}of{G}(?:(?:the|(?P<to>{w.TOWARDS})){G}(?P<unit>week|month|quarter|year|decade)\b|{_MON}(?:{G}(?P<y>{w.YEAR}))?)"
        rf"|\b(?P<edge2>end){G}of{G}{w.YEAR}|\byear-end\b",
        edge, _I,
    ),
    _rule(rf"\b(?:(?P<to>{w.TOWARDS}){G})(?P<season>{w.SEASON})\b|\bNEVER", season, _I),
    _rule(rf"\b(?P<season>{w.SEASON}){G}(?:of{G})?(?P<y>{w.YEAR})", season, _I),
)
