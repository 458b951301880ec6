"""The days between which an article was published, where it tells no day.

An article that dates one event twice, once from its own time and once by the calendar ("the
summit next month", "the summit in June"), gives its month away; else it is of the days of the
others that tell its story. A day is never guessed from that: a phrase is resolved only if the
first and the last of these days read it alike.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from claimcheck.language.words import content_words
from claimcheck.records import Article, DateSpan
from claimcheck.values.dates import find_dates
from claimcheck.values.displaying import TypedValue
from claimcheck.values.finding import find_values

_RELATIVE = re.compile(
    r"(?P<before>[\w'’-]+,?\s+)?"
    r"\b(?:(?P<next>next month)|(?P<last>last month)"
    r"|(?P<this>(?:later |earlier )?this month|mid-month))"
    r"\b(?P<after>\s+[\w-]+)?",
    re.I,
)
_OFFSETS = {"next": 1, "last": -1, "this": 0}
_REACH = 60  # characters before a calendar month in which its event is named
_ONE_STORY = timedelta(days=31)  # others farther apart tell nothing of an article's day


def infer_period(text: str, hint: date | None) -> tuple[date, date] | None:
    """The first and last day of the month in which an article was published.

    Args:
        text: the article.
        hint: a day near which it was published; without it there is no year, hence no month.

    Returns:
        None where the text does not tell, or tells two months.
    """
    if hint is None:
        return None
    dated = [
        (span.first, content_words(text[max(0, span.start - _REACH) : span.start]))
        for span in find_dates(text[:20_000], hint)
        if span.first
        and span.last
        and (span.first.year, span.first.month) == (span.last.year, span.last.month)
        and _names_month(span.text)
    ]
    months = set()
    for match in _RELATIVE.finditer(text[:20_000]):
        offset = next(o for name, o in _OFFSETS.items() if match.group(name))
        event = content_words(
            (match["before"] or "") if not match["after"] or match["next"] else ""
        )
        event |= content_words(match["after"] or "")
        months |= {(day.month - 1 - offset) % 12 + 1 for day, near in dated if event & near}
    if len(months) != 1:
        return None
    month = months.pop()
    year = min(
        range(max(hint.year - 1, date.min.year), min(hint.year + 1, date.max.year) + 1),
        key=lambda y: abs((date(y, month, 15) - hint).days),
    )
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def dated_by_others(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles in their order, those without a day ``within`` the days of the others."""
    days = [article.day for article in articles if article.day is not None]
    if not days or max(days) - min(days) > _ONE_STORY:
        return tuple(articles)
    between = (min(days), max(days))
    return tuple(
        replace(a, within=between) if a.day is None and a.within is None else a for a in articles
    )


def values_of(article: Article, start: int, end: int) -> tuple[TypedValue, ...]:
    """The values in ``article.text[start:end]``, dates counted from what is known of its day."""
    if article.day is not None or article.within is None:
        return find_values(article.text, article.day, start, end)
    early, late = (
        {(v.start, v.end): v for v in find_values(article.text, day, start, end)}
        for day in article.within
    )
    found: list[TypedValue] = []
    for place, value in early.items():
        other = late.get(place)
        if not isinstance(value, DateSpan):
            found.append(value)
        elif isinstance(other, DateSpan) and _alike(value, other):
            # The calendar's name of a month holds even if the month of publication is wrong.
            found.append(replace(value, inferred=not _names_month(value.text)))
        else:
            reason = "its day of publication is not known"
            found.append(replace(value, first=None, last=None, unresolved=reason))
    return tuple(found)


def _alike(a: DateSpan, b: DateSpan) -> bool:
    return (a.first, a.last) == (b.first, b.last)


def _names_month(text: str) -> bool:
    return any(name and name[:3].lower() in text.lower() for name in calendar.month_name)
