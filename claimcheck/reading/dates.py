"""Publication dates: as given, as the page's "2 hours ago", or as the text lets one infer."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from claimcheck.records import parse_published

_AGO = re.compile(r"(\d{1,3}|[a-z]{1,5}) ?([a-z]{1,7}) ago", re.IGNORECASE)
_WORDS = {
    word: value
    for value, word in enumerate(
        ["an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {"a": 1, "an": 1}
_UNITS = (
    ("mo", timedelta(days=30)),
    ("m", timedelta(minutes=1)),
    ("s", timedelta(seconds=1)),
    ("h", timedelta(hours=1)),
    ("d", timedelta(days=1)),
    ("w", timedelta(weeks=1)),
)
_DAYS = {"today": 0, "just now": 0, "yesterday": 1}
_FORMATS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%B %d %Y", "%A, %B %d, %Y")


def parse_given(value: str) -> date | datetime | None:
    """A date as people and pages write it, None if it is not understood."""
    text = value.strip()[:100]
    try:
        return parse_published(text)
    except (ValueError, OverflowError):
        pass
    for pattern in _FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def relative_day(ago: str, fetched: date | datetime | None) -> date | None:
    """The day of "2 hours ago" seen at ``fetched``; of a page's date line, that date itself.

    A fetch day without a time counts as its last minute. Months and years ago are too coarse
    for a day and give None.
    """
    found = _AGO.fullmatch(ago.strip())
    word = ago.strip().lower()
    if not found and not (word in _DAYS and fetched is not None):
        given = parse_given(ago)
        return given.date() if isinstance(given, datetime) else given
    if fetched is None:
        return None
    if found:
        count = int(found[1]) if found[1].isdigit() else _WORDS.get(found[1].lower(), 0)
        unit = next((step for head, step in _UNITS if found[2].lower().startswith(head)), None)
        if not count or unit is None or unit.days == 30:
            return None
    else:
        count, unit = _DAYS[word], timedelta(days=1)
    try:
        return (_moment(fetched) - count * unit).date()
    except OverflowError:  # before the first day of the calendar
        return None


def moment(written: str) -> datetime | None:
    """A time as written as one that can be compared: without a zone it is taken for UTC."""
    when = parse_given(written) if written else None
    if not isinstance(when, datetime):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time(23, 59))
