"""Find the dates in a text and read each as a closed interval of days.

The patterns stand in ``datewords``; this module says what each one means, counted from the
article's day of publication (the anchor). Nothing is guessed: a phrase that needs an anchor and
has none is found all the same, with the reason why it has no interval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claimcheck.values import datewords
from claimcheck.values.calendar import display_dates
from claimcheck.values.datereaders import NO_ANCHOR, Phrase, Reader, Unresolved
from claimcheck.values.daterules import NEEDS, RULES
from claimcheck.values.datewords import TRIGGER
from claimcheck.records import DateSpan, Granularity

__all__ = ["DateComparison", "compare_dates", "display_dates", "find_dates"]

# How far around a date word its phrase may reach, in characters.
_REACH = 70
# More date words than this, each so many characters after the one before, are a table.
_MOST_IN_A_ROW, _NEXT_TO = 64, 12
OUTSIDE = "outside the calendar"
_MONTH_DAY = re.compile(
    rf"\b{datewords.MONTH_WORDS}\.?\s{datewords.DAY}|\b{datewords.DAY}\s{datewords.MONTH_WORDS}"
)
_WEEKDAY = re.compile(datewords.WEEKDAY)


@dataclass(frozen=True, slots=True)
class DateComparison:
    """Whether two date phrases can mean one time, and in words why."""

    verdict: Literal["equal", "compatible", "different", "incomparable"]
    reason: str


def find_dates(
    text: str, anchor: date | None, start: int = 0, end: int | None = None
) -> tuple[DateSpan, ...]:
    """The dates in ``text[start:end]``, in order and without overlap.

    Offsets are code points into the whole ``text``. Words outside the range are read only to
    tell the tense. ``anchor`` is the day of publication.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[tuple[int, int, int, DateSpan]] = []
    for low, high, kinds in _windows(text, max(start, 0), stop):
        for order, (pattern, read) in enumerate(RULES):
            if NEEDS[order] and NEEDS[order] not in kinds:
                continue
            for match in pattern.finditer(text, low, high):
                phrase = Phrase(match, text, anchor)
                if (span := _read(phrase, read)) is not None:
                    found.append((span.start, -span.end, order, span))
    found.sort(key=lambda item: item[:3])
    spans: list[DateSpan] = []
    for *_, span in found:
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return tuple(spans)


def _windows(text: str, start: int, stop: int) -> Iterator[tuple[int, int, set[str]]]:
    """Stretches around date words, merged where they touch; cut only between words.

    Of a table of dates only the first 64 are seen.
    """
    low = high = last = -1
    in_a_row = 0
    kinds: set[str] = set()
    for match in TRIGGER.finditer(text, start, stop):
        in_a_row = in_a_row + 1 if 0 <= match.start() - last <= _NEXT_TO and last >= 0 else 0
        last = match.end()
        if in_a_row > _MOST_IN_A_ROW:
            continue
        left, right = max(start, match.start() - _REACH), min(stop, match.end() + _REACH)
        if low < 0:
            low, high = left, right
        elif left <= high:
            high = right
        else:
            yield low, high, kinds
            low, high, kinds = left, right, set()
        kinds.add(match.lastgroup or "word")
    if low >= 0:
        yield low, high, kinds


def _read(phrase: Phrase, read: Reader) -> DateSpan | None:
    match = phrase.match
    first = last = None
    granularity: Granularity = "day"
    unresolved: str | None = None
    try:
        interval = read(phrase)
        if interval is None:
            return None
        first, last, granularity = interval.first, interval.last, interval.granularity
        if first > last:
            first, last, unresolved = None, None, "the end lies before the beginning"
    except Unresolved as error:
        unresolved, granularity = error.reason, error.granularity
    except (ValueError, OverflowError):
        unresolved = OUTSIDE
    return DateSpan(
        text=match.group(),
        start=match.start(),
        end=match.end(),
        first=first,
        last=last,
        granularity=granularity,
        unresolved=unresolved,
    )


def _compare_undated(a: DateSpan, b: DateSpan) -> DateComparison:
    """Compare two days of texts without a date: "14 November", or "Sunday", of one year or week."""
    for pattern, read in ((_MONTH_DAY, _month_and_day), (_WEEKDAY, str.casefold)):
        found = [pattern.search(span.text) for span in (a, b)]
        if all(found) and {a.granularity, b.granularity} <= {"day", "part of day"}:
            one, other = (read(match[0]) for match in found if match)
            verdict: Literal["equal", "different"] = "equal" if one == other else "different"
            word = "and" if one == other else "against"
            return DateComparison(verdict, f"{a.text} {word} {b.text}")
    return DateComparison("incomparable", f'"{a.text}" is open: {a.unresolved}')


def _month_and_day(text: str) -> str:
    """ "14 November" and "Nov. 14" alike."""
    day, month = re.search(r"\d+", text), re.search(r"[A-Za-z]{3}", re.sub(r"\d+\w*", "", text))
    return f"{day and int(day[0])} {month and month[0].casefold()}"


def compare_dates(a: DateSpan, b: DateSpan) -> DateComparison:
    """Compare two phrases by their intervals; the verdict is the same both ways round.

    Overlap or containment is "compatible": "June" with "June 15 to 17".
    """
    if a.unresolved == b.unresolved == NO_ANCHOR:
        return _compare_undated(a, b)
    if a.first is None or a.last is None or b.first is None or b.last is None:
        open_ = a if a.first is None else b
        return DateComparison("incomparable", f'"{open_.text}" is open: {open_.unresolved}')
    left = display_dates(a.first, a.last, a.granularity)
    right = display_dates(b.first, b.last, b.granularity)
    if (a.first, a.last) == (b.first, b.last):
        return DateComparison("equal", f"both are {left}")
    if a.first <= b.last and b.first <= a.last:
        return DateComparison("compatible", f"{left} and {right} overlap")
    return DateComparison("different", f"{left} against {right}")
