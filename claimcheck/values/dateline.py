"""Infer the day an article was published from its own text, or say why that cannot be done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from claimcheck.values import datewords as w
from claimcheck.values.datephrase import month_number
from claimcheck.values.tense import direction_of

# Only the top of an article carries its date.
_TOP, _BODY = 1500, 20_000
_MD = rf"(?P<mon>{w.MONTH_WORDS}){w.GAP}(?P<d>{w.DAY})"
_DM = rf"(?P<d2>{w.DAY}){w.GAP}(?P<mon2>{w.MONTH_WORDS})"
_DATE = (
    r"(?:(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])"
    rf"|(?:{_MD}|{_DM})(?:,?{w.GAP}(?P<y>{w.YEAR}))?)"
)
_WD = rf"(?:(?P<wd>{w.WEEKDAY}),?{w.GAP})?"
_STATED = re.compile(
    rf"^[^\S\n]{{0,8}}(?:(?:first{w.GAP})?(?:published|posted|updated|date|last{w.GAP}updated)"
    rf"(?:{w.GAP}(?:on|at))?[^\S\n]{{0,2}}:?[^\S\n]{{0,3}})?{_WD}{_DATE}(?![A-Za-z])[^\n]{{0,40}}$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(
    rf"^[^\S\n]{{0,8}}[A-Z][^\n–—]{{1,60}}?,{w.GAP}{_WD}{_DATE},?[^\S\n]{{0,2}}"
    r"(?:\([^()\n]{1,40}\)[^\S\n]{0,2})?(?:--|[-–—:])",
    re.MULTILINE,
)
_NAMED = re.compile(
    rf"\b(?P<wd>{w.WEEKDAY})(?:,{w.GAP}|{w.GAP}\(?)(?:{_MD}|{_DM})(?:,?{w.GAP}(?P<y>{w.YEAR}))?"
)
_YEARS = re.compile(
    rf"(?<![0-9$€£.,-])(?P<y>20[0-9]{{2}}|19[5-9][0-9])(?![0-9%]|[.,][0-9]|{w.GAP}people)"
)
NO_DATE = "no dateline and no date with its weekday"
NO_YEAR = "the date has no year and nothing in the text tells it"
CONFLICT = "the weekday and the date do not agree in any near year"


def infer_published(text: str, hint: date | None = None) -> tuple[date | None, str, str | None]:
    """The day of publication, where it was read, and the reason where it is unknown.

    The second value is "dateline" (a dateline or a "Published:" line at the top), "relative" (a
    weekday with its date in a report of that day) or "unknown". ``hint`` is a day near which the
    article is known to have been published, for instance that of another outlet's report.
    """
    top, body = text[:_TOP], text[:_BODY]
    years = _years_named(body)
    reason = NO_DATE
    for pattern in (_STATED, _DATELINE):
        for match in pattern.finditer(top):
            if pattern is _STATED and match.start() > 400:
                break
            day, problem = _resolve(match, body, years, hint)
            if day is not None:
                return day, "dateline", None
            reason = problem or reason
    latest: date | None = None
    for match in _NAMED.finditer(body):
        day, problem = _resolve(match, body, years, hint)
        if day is not None and _reported(body, match) and (latest is None or day > latest):
            latest = day
        reason = problem or reason
    if latest is not None:
        return latest, "relative", None
    return None, "unknown", reason


def _reported(text: str, match: re.Match[str]) -> bool:
    """Whether the text tells of that day in the past: an announced day is no publication day."""
    return direction_of(text, match.start(), match.end()) != "coming"


def _years_named(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(m.group("y")) for m in _YEARS.finditer(text)}))


def _resolve(
    match: re.Match[str], text: str, years: tuple[int, ...], hint: date | None
) -> tuple[date | None, str | None]:
    groups = match.groupdict()
    try:
        if groups.get("iso"):
            return date.fromisoformat(groups["iso"]), None
        month = month_number(groups["mon"] or groups["mon2"])
        day = int(re.match("[0-9]+", groups["d"] or groups["d2"]).group())  # type: ignore[union-attr]
        if groups["y"]:
            return date(int(groups["y"]), month, day), None
    except ValueError:
        return None, "the date is not in the calendar"
    weekday = groups["wd"] or _weekday_beside(text, month, day)
    if weekday is not None:
        return _by_weekday(month, day, w.WEEKDAYS.index(weekday.capitalize()), years, hint)
    if hint is not None:
        near = _valid(month, day, range(max(hint.year - 1, 1), min(hint.year + 1, 9999) + 1))
        return (min(near, key=lambda d: abs((d - hint).days)), None) if near else (None, NO_YEAR)
    # A report names its own year or the year before; with several years only the last can be it.
    dated = _valid(month, day, years[-1:])
    return (dated[0], None) if dated else (None, NO_YEAR)


def _weekday_beside(text: str, month: int, day: int) -> str | None:
    """The weekday that the text gives to the same day elsewhere: "Wednesday (May 28)"."""
    for match in _NAMED.finditer(text):
        groups = match.groupdict()
        number = re.match("[0-9]+", groups["d"] or groups["d2"])
        same = number is not None and int(number.group()) == day
        if same and month_number(groups["mon"] or groups["mon2"]) == month:
            return groups["wd"]
    return None


def _by_weekday(
    month: int, day: int, weekday: int, years: tuple[int, ...], hint: date | None
) -> tuple[date | None, str | None]:
    """The year nearest to the hint, or to the last year named, that fits the weekday."""
    if hint is None and not years:
        return None, NO_YEAR
    near = hint.year if hint is not None else years[-1]
    around = _valid(month, day, range(max(near - 5, 1), min(near + 5, 9999) + 1))
    fitting = [d for d in around if d.weekday() == weekday and abs(d.year - near) <= 3]
    if not fitting:
        return None, CONFLICT
    if hint is not None:
        return min(fitting, key=lambda d: (abs((d - hint).days), d)), None
    return min(fitting, key=lambda d: (abs(d.year - near), d)), None


def _valid(month: int, day: int, years: Iterable[int]) -> list[date]:
    found = []
    for year in years:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found
