"""How two date phrases compare: by their days, and by what their wording leaves open."""

from __future__ import annotations

import re

from claimcheck.records import DateSpan
from claimcheck.values import datewords
from claimcheck.values.comparison import Comparison, Verdict
from claimcheck.values.datephrase import NO_ANCHOR
from claimcheck.values.displaying import display

__all__ = ["compare_dates"]

_MONTH_DAY = re.compile(
    rf"\b{datewords.MONTH_WORDS}\.?\s{datewords.DAY}|\b{datewords.DAY}\s{datewords.MONTH_WORDS}"
)
_WEEKDAY = re.compile(datewords.WEEKDAY)
_DAYS = frozenset({"day", "part of day"})
# A weekday alone, with nothing that says which week: "Monday", "early Tuesday", "Friday night".
_BARE_WEEKDAY = re.compile(
    rf"(?:(?:early|late|earlier|later)(?: on)? )?(?:{datewords.WEEKDAY})(?: \w+)?", re.IGNORECASE
)
_AGO = re.compile(rf"(?P<unit>{datewords.UNIT})s?\s+ago$", re.IGNORECASE)
# How many days a span counted back in whole units may be off.
_LOOSE = {"week": 3, "month": 31, "quarter": 92}
_NIGHT = re.compile(r"\b(?:late|night|tonight|evening)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|morning)\b", re.IGNORECASE)
# A day told within a speech may be that of the speech and not of the article.
_SPEECH = 2


def compare_dates(a: DateSpan, b: DateSpan) -> Comparison:
    """Compare two phrases by their intervals; the verdict is the same both ways round.

    Overlap or containment is "compatible": "June" with "June 15 to 17". So is one weekday whose
    week only the day of publication tells, a week apart, as articles on one story are dated a day
    apart; and what wording such as "two weeks ago" leaves open.
    """
    if a.unresolved == b.unresolved == NO_ANCHOR:
        return _compare_undated(a, b)
    a, b = sorted((a, b), key=lambda span: (str(span.first), str(span.last), span.text))
    if a.first is None or a.last is None or b.first is None or b.last is None:
        open_ = a if a.first is None else b
        return Comparison("incomparable", f'"{open_.text}" is open: {open_.unresolved}')
    left, right = display(a), display(b)
    if (a.first, a.last) == (b.first, b.last):
        return Comparison("equal", left)
    if a.first <= b.last and b.first <= a.last:
        return Comparison("compatible", f"{left} and {right} overlap")
    if reason := _left_open(a, b):
        return Comparison("compatible", f"{left} and {right}: {reason}")
    if any(span.inferred and not _is_bare_weekday(span) for span in (a, b)):
        return Comparison("incomparable", f"{left} and {right}, of which one is inferred")
    return Comparison("different", f"{left} against {right}")


def _left_open(a: DateSpan, b: DateSpan) -> str:
    """Why the earlier ``a`` and the later ``b`` may be one time after all, "" if they may not."""
    assert a.last is not None and b.first is not None
    apart = (b.first - a.last).days
    single = {a.granularity, b.granularity} <= _DAYS
    if single and apart == 7 and _is_bare_weekday(a) and (a.inferred or _is_bare_weekday(b)):
        return f"both are a {datewords.WEEKDAYS[b.first.weekday()]}"
    if apart <= max(_loose(a), _loose(b)):
        return f'"{(a if _loose(a) >= _loose(b) else b).text}" is counted in whole units'
    if apart <= _SPEECH and any(s.inferred and not _is_bare_weekday(s) for s in (a, b)):
        return "one is counted from a day that is not certain"
    if single and apart == 1 and _NIGHT.search(a.text) and _EARLY.search(b.text):
        return "the night between the two"
    return ""


def _is_bare_weekday(span: DateSpan) -> bool:
    return _BARE_WEEKDAY.fullmatch(" ".join(span.text.split())) is not None


def _loose(span: DateSpan) -> int:
    """How many days the end of a span may be off."""
    found = _AGO.search(" ".join(span.text.split()))
    return _LOOSE.get(found.group("unit").lower(), 0) if found else 0


def _compare_undated(a: DateSpan, b: DateSpan) -> Comparison:
    """Compare two days of texts without a date: "14 November", or "Sunday", of one year or week."""
    for pattern, read in ((_MONTH_DAY, _month_and_day), (_WEEKDAY, str.casefold)):
        found = [pattern.search(span.text) for span in (a, b)]
        if all(found) and {a.granularity, b.granularity} <= {"day", "part of day"}:
            one, other = (read(match[0]) for match in found if match)
            verdict: Verdict = "equal" if one == other else "different"
            word = "and" if one == other else "against"
            return Comparison(verdict, f"{a.text} {word} {b.text}")
    return Comparison("incomparable", f'"{a.text}" is open: {a.unresolved}')


def _month_and_day(text: str) -> str:
    """ "14 November" and "Nov. 14" alike."""
    day, month = re.search(r"\d+", text), re.search(r"[A-Za-z]{3}", re.sub(r"\d+\w*", "", text))
    return f"{day and int(day[0])} {month and month[0].casefold()}"
