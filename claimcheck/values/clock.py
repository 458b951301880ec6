"""Times of day: "3:45 p.m.", "around midnight", "15.45 GMT", "half past six", "3 to 5 p.m.".

A time is read where the text says that it is one: with a.m. or p.m., with a zone, in the form
of a clock ("15:45"), after "at" with two digits of minutes, or by its name. "About" and its like
widen it. Stamps of a live blog are the outlet's own clock and no facts: ``stamps`` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from claimcheck.language import Table, table
from claimcheck.records import ClockTime
from claimcheck.values.context import text_before
from claimcheck.values.numbers import SMALL, either, plain

__all__ = ["find_times", "is_open", "stamps"]

DAY = 1440
_TABLE = table("clock")
_ZONES = {name: row for name, row in table("zones").tables()}
_NAMED = _TABLE.table("named").numbers()
_MINUTES = _TABLE.table("minutes").numbers()
_PARTS = _TABLE.table("parts").numbers()
_HOURS = {word: int(value) for word, value in SMALL.items() if value <= 12}
_NEAR = {word: tuple(map(int, _TABLE.table("near").data[word])) for word in _TABLE.table("near")}

_GAP = "[ \u00a0]?"
_HALF = r"(?:a\.? ?m\b\.?|p\.? ?m\b\.?|A\.?M\b\.?|P\.?M\b\.?)"
_CITIES = [name for name, row in _ZONES.items() if row.flag("city")]
_SHORT = either(name for name in _ZONES if name not in _CITIES)
_ZONE = (
    rf"(?:{_GAP}(?P<zone{{n}}>(?:{either(_CITIES)})(?=[ ]time\b)|(?:{_SHORT}))"
    r"\b(?:[ ](?:[Ss]tandard[ ]|[Dd]aylight[ ])?[Tt]ime\b)?"
    r"|[ ]local[ ]time\b|[ ](?:[A-Z]\w+[ ]){1,2}time\b)"
)
_OCLOCK = r"o['’]clock\b"
_CLOCK = r"(?P<h{n}>[01]?[0-9]|2[0-4])(?:(?P<sep{n}>[:.])(?P<m{n}>[0-5][0-9]))?"
_PART = rf"[ ](?:in[ ]the|at)[ ](?P<part{{n}}>{either(_PARTS)})\b"
_LEFT = r"(?<![\w$£€¥.,:/+-])"
_RIGHT = r"(?![\w%]|[.,:/-][0-9])"


def _numbered(pattern: str, n: int) -> str:
    return pattern.replace("{n}", str(n))


def _full(n: int) -> str:
    """A clock, then a.m. or p.m., a part of the day, "o'clock" or a zone, where they stand."""
    behind = rf"(?:{_GAP}(?P<half{n}>{_HALF})|[ ]{_OCLOCK})?"
    return _numbered(_CLOCK, n) + behind + f"(?:{_numbered(_PART, n)})?(?:{_numbered(_ZONE, n)})?"


_TIME = re.compile(rf"{_LEFT}{_full(1)}{_RIGHT}")
_SPAN = re.compile(
    rf"{_LEFT}{_full(1)}(?:[ ]?[-–—][ ]?|[ ](?:to|and|until|till|through)[ ]){_full(2)}{_RIGHT}"
)
_MILITARY = re.compile(
    rf"{_LEFT}(?P<h1>[01][0-9]|2[0-4])(?P<m1>[0-5][0-9])(?:[ ]?h(?:ou)?rs?\b)?"
    rf"(?P<part1>(?!))?(?:{_numbered(_ZONE, 1)}|(?<=s)){_RIGHT}"
)
_WORDED = re.compile(
    rf"\b(?:(?P<past>{either(_MINUTES)})[ ](?P<way>past|to)[ ]"
    rf"(?P<hour>{either(_HOURS)}|[1-9]|1[0-2])"
    rf"(?:[ ]{_OCLOCK})?|(?P<word>{either(_HOURS)})[ ]{_OCLOCK}"
    rf"|(?P<bare>{either(_HOURS)})(?=[ ](?:in[ ]the|at)[ ](?:{either(_PARTS)})\b))"
    rf"(?:{_GAP}(?P<half1>{_HALF}))?(?:{_numbered(_PART, 1)})?(?:{_numbered(_ZONE, 1)})?(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"\b(?:12[ ])?(?P<name>{either(_NAMED)})\b(?![-'’]|[ ](?:oil|mass)\b)", re.I)
_BESIDE = re.compile(rf"\b(?P<near>{either(_NEAR)})[ ]$", re.I)
_AT = re.compile(r"\b(?:at|by|until|till|since|from|before|after|around|about)[ ]$", re.I)
# After "at 6.30" these show a rate, a price or a length, and no time.
_MEASURED = re.compile(
    r"[ \u00a0-]?(?:%|per|percent|[a-z]+s\b|million|billion|[a-z]{1,3}\b(?<!on))"
)
# What looks like a clock and is a length of time, a share or a verse.
_NO_CLOCK = re.compile(
    r"\b(?:ratio|odds|score|chapter|verse|John|Mark|Luke|Matthew|Psalms?)\b[^.]{0,20}$"
    r"|\b(?:in|of)[ ]$"
)
_NO_CLOCK_AFTER = re.compile(r"[ -](?:minutes?|seconds?|hours?|mark|ratio|odds)\b")
_STAMP = re.compile(
    rf"^[^\S\n]{{0,8}}(?P<told>[—–-]?(?:first |last )?(?:updated?|published|posted|modified)\b"
    rf"[^\n]{{0,40}}?)?[\[(]?(?:{_full(1)})(?P<close>[\])])?"
    r"(?(told)|(?:[^\S\n]*(?:$|[|:–—-](?!\d))|(?<=[\])mMTC])[^\S\n]+(?=[“\"]|(?-i:[A-Z]))))",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSED = re.compile(
    rf"(?i:[ap]\.? ?m\b|{either(_NAMED)}|{either(_PARTS)})"
    r"|\b(?:0[0-9]|1[3-9]|2[0-4])[:.]?[0-9]{2}"
)
_POSTED = re.compile(
    r"^[^\S\n]{0,8}(?:first |last )?(?:updated|published|posted|modified)\b[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)


def find_times(
    text: str, anchor: date | None = None, start: int = 0, end: int | None = None
) -> tuple[ClockTime, ...]:
    """The times of day in ``text[start:end]``, in order and apart, stamps among them.

    ``anchor`` says whether a zone that changes with the season is on summer time.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[tuple[int, int, ClockTime]] = []
    readers: tuple[tuple[re.Pattern[str], Callable[..., ClockTime | None]], ...] = (
        (_SPAN, _spanning),
        (_TIME, _single),
        (_MILITARY, _military),
        (_WORDED, _worded),
        (_NAME, _named),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text, start, stop):
            if (time := read(match, text, anchor)) is not None:
                found.append((time.start, -time.end, time))
    found.sort(key=lambda item: item[:2])
    times: list[ClockTime] = []
    for *_, time in found:
        if not times or time.start >= times[-1].end:
            times.append(time)
    return tuple(times)


def stamps(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """The stamps of a live blog and "Updated at 14:05" lines: where they start and end.

    A stamp opens its line and stands alone on it, or a bracket, a colon or a new sentence follows.
    """
    stop = len(text) if end is None else min(end, len(text))
    found = [m.span() for m in _POSTED.finditer(text, start, stop)]
    for match in _STAMP.finditer(text, start, stop):
        if match.group("sep1") or match.group("half1"):
            found.append(match.span())
    return tuple(sorted(found))


def is_open(time: ClockTime) -> bool:
    """Whether the text leaves open which half of the day is meant: "at 2:10", "six o'clock"."""
    late = max(time.first, time.last) >= 13 * 60
    return not late and not _CLOSED.search(time.text)


def _zone(match: re.Match[str], anchor: date | None) -> int | None:
    groups = match.groupdict()
    name = groups.get("zone2") or groups.get("zone1")
    if name is None:
        return None
    row: Table = _ZONES[next(key for key in _ZONES if plain(key) == plain(name))]
    row.check("offset", "summer", "city")
    summer = "summer" in row and anchor is not None and _is_summer(anchor)
    return int(row.number("summer" if summer else "offset"))


def _is_summer(day: date) -> bool:
    """Summer time of the United States: second Sunday of March to first Sunday of November."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    first = march + timedelta(days=(6 - march.weekday()) % 7)
    return first <= day < november + timedelta(days=(6 - november.weekday()) % 7)


def _minutes(match: re.Match[str], n: int, half: str | None) -> int | None:
    """The minutes after midnight of the ``n``-th clock of a match, None where there is no such."""
    hour, minute = int(match.group(f"h{n}")), int(match.group(f"m{n}") or 0)
    part = match.group(f"part{n}")
    if half or part:
        if not 1 <= hour <= 12 and part is None:
            return None
        late = plain(half or "").startswith("p") or _PARTS.get(plain(part or ""), 0) == 12
        if part and plain(part) == "night" and hour < 6:
            late = False
        return hour % 12 * 60 + minute + 720 * (late and hour <= 12)
    return (hour * 60 + minute) % DAY if hour < 24 or minute == 0 else None


def _single(match: re.Match[str], text: str, anchor: date | None) -> ClockTime | None:
    half, sep = match.group("half1"), match.group("sep1")
    left = text_before(text, match.start(), 40)
    known = half or match.group("part1") or match.end() > match.end("m1" if sep else "h1")
    if not known and (sep is None or len(match.group("h1")) + 3 != len(match.group())):
        return None
    if not known and not _AT.search(left):
        return None
    if not known and sep == "." and _MEASURED.match(text, match.end()):
        return None
    if not known and (_NO_CLOCK.search(left) or _NO_CLOCK_AFTER.match(text, match.end())):
        return None
    minute = _minutes(match, 1, half)
    return None if minute is None else _made(match, text, minute, minute, _zone(match, anchor))


def _military(match: re.Match[str], text: str, anchor: date | None) -> ClockTime | None:
    minute = _minutes(match, 1, None)
    return None if minute is None else _made(match, text, minute, minute, _zone(match, anchor))


def _spanning(match: re.Match[str], text: str, anchor: date | None) -> ClockTime | None:
    """Two clocks that a dash or "to" joins; one at least must say that it is a clock."""
    half, part = match.group("half2"), match.group("part2")
    separators = (match.group("sep1"), match.group("sep2"))
    zoned = match.group("zone2") and any(separators)
    if not (match.group("half1") or half or part or zoned or separators == (":", ":")):
        return None
    left = text_before(text, match.start(), 8)
    if " and " in match.group() and not left.endswith("between "):
        return None
    last = _minutes(match, 2, half)
    first = _minutes(match, 1, match.group("half1") or (None if part else half))
    if first is None or last is None:
        return None
    if first > last and not match.group("half1") and half:
        first -= 720
    return _made(match, text, first % DAY, last, _zone(match, anchor))


def _worded(match: re.Match[str], text: str, anchor: date | None) -> ClockTime | None:
    word = match.group("word") or match.group("hour") or match.group("bare")
    hour = int(word) if word.isdigit() else _HOURS[plain(word)]
    minute = hour % 12 * 60
    past = match.group("past")
    # "Half past six" may be of somebody, "shot four in the morning" counts people.
    unsure = (past or match.group("bare")) and match.group("half1") is None
    if unsure and not _AT.search(text_before(text, match.start(), 8)):
        return None
    if past:
        away = int(_MINUTES[plain(past)])
        minute += away if plain(match.group("way")) == "past" else -away
    half, part = plain(match.group("half1") or ""), plain(match.group("part1") or "")
    minute += 720 if half.startswith("p") or (_PARTS.get(part) == 12 and hour < 12) else 0
    return _made(match, text, minute % DAY, minute % DAY, _zone(match, anchor))


def _named(match: re.Match[str], text: str, anchor: date | None) -> ClockTime | None:
    if match.group()[0].isupper() and re.search(r"[a-z] $", text_before(text, match.start(), 2)):
        return None  # "the Midnight Express"
    minute = int(_NAMED[plain(match.group("name"))])
    return _made(match, text, minute, minute, None)


def _made(match: re.Match[str], text: str, first: int, last: int, zone: int | None) -> ClockTime:
    """The time, widened by the word before it; ``first`` > ``last`` runs over midnight."""
    near = _BESIDE.search(text_before(text, match.start(), 16))
    if near and first == last:
        before, after = _NEAR[plain(near.group("near"))]
        first, last = (first - before) % DAY, (last + after) % DAY
    return ClockTime(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        first=first,
        last=last,
        zone=zone,
    )
