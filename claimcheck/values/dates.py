"""Find the dates in a text and read each as a closed interval of days.

The patterns stand in ``datewords``; this module says what each one means, counted from the
article's day of publication (the anchor). Nothing is guessed: a phrase that needs an anchor and
has none is found all the same, with the reason why it has no interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claimcheck.records import DateSpan, Granularity
from claimcheck.values import datewords
from claimcheck.values.datephrase import Phrase, Reader, Unresolved
from claimcheck.values.datereaders import weekday
from claimcheck.values.daterelative import day_word, is_quoted
from claimcheck.values.daterules import NEEDS, RULES

__all__ = ["find_dates"]

# How far around a date word its phrase may reach, in characters.
_REACH = 70
# More date words than this, each so many characters after the one before, are a table.
_MOST_IN_A_ROW, _NEXT_TO = 64, 12
OUTSIDE = "outside the calendar"


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
    for match in datewords.TRIGGER_TOKEN.finditer(text, start, stop):
        kind = datewords.trigger(match.group())
        if not kind:
            continue
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
        kinds.add(kind)
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
        inferred=first is not None and _is_inferred(phrase, read, first),
    )


def _is_inferred(phrase: Phrase, read: Reader, first: date) -> bool:
    """Whether another day may be meant: "today" in a speech, and "Monday" read on a Sunday.

    Of the second the text tells a week ago, where the article may have been dated a day early.
    """
    if read is day_word:
        return is_quoted(phrase)
    return read is weekday and phrase.day is not None and (phrase.day - first).days == 6
