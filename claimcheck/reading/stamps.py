"""The moments inside a live blog: lines that are a time, or open with one and a colon."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from claimcheck.reading.dates import parse_given

_MOST = 2000
_LONGEST = 60  # characters of a time that opens a line
_CLOCK = re.compile(
    r"(?:(?:last )?(?:updated|posted|published)(?: at)?:? ?)?"
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?:GMT|UTC|BST|CET|CEST|E[SD]?T|P[SD]?T))?",
    re.IGNORECASE,
)
# An entry behind its time on one line: "12.40: The fire brigade says ...".
_ENTRY = re.compile(rf"\s*(?P<clock>{_CLOCK.pattern})\s*[:|–—-]\s+(?=\S)", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_UPDATED = re.compile(r"(?:last )?updated\b", re.IGNORECASE)


def is_clock(line: str) -> bool:
    """Is the line nothing but a time of day, as live blogs put it above an entry?"""
    return len(line) <= 40 and _CLOCK.fullmatch(line.strip()) is not None


def clock_stamps(text: str, day: date | None) -> tuple[tuple[tuple[int, datetime], ...], bool]:
    """``(offset, moment)`` of each entry under a clock time, on the day of publication.

    Fewer than two of them are no live blog. A page runs from new to old or from old to new, so
    a blog that goes on past midnight counts its days by the direction of most of its steps.

    Returns:
        The stamps, and whether a line says "Updated at": that is the page's, not an entry's.
    """
    if day is None:
        return (), False
    found: list[tuple[int, time]] = []
    updated = False
    for line in _LINE.finditer(text):
        bare = line[0].strip()
        match = _CLOCK.fullmatch(bare) if len(bare) <= 40 else None
        match = match or _ENTRY.match(line[0][:_LONGEST])
        if match is None:
            continue
        if _UPDATED.match(bare):
            updated = True
            continue
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + 12 * (match["half"].lower() == "p")
        behind = match.end() if match.re is _ENTRY else len(line[0])
        found.append((line.start() + behind, time(hour, int(match["minute"]))))
        if len(found) == _MOST:
            break
    if len(found) < 2:
        return (), updated
    return _dated(found, day), updated


def _dated(found: list[tuple[int, time]], day: date) -> tuple[tuple[int, datetime], ...]:
    steps = list(pairwise(found))
    rising = sum(1 if b[1] >= a[1] else -1 for a, b in steps) >= 0
    days = [0]
    for (_, before), (_, after) in steps:
        # A jump of half a day against the direction is midnight, a small one is disorder.
        gap = (after.hour - before.hour) * 60 + after.minute - before.minute
        over = gap < -720 if rising else gap > 720
        days.append(days[-1] + (1 if rising else -1) * over)
    return tuple(
        (offset, datetime.combine(day + timedelta(days=shift), clock))
        for (offset, clock), shift in zip(found, days, strict=True)
    )


def given_stamps(stamps: tuple[tuple[int, str], ...]) -> tuple[tuple[int, datetime], ...]:
    """Stamps as a page writes them, read; what is no moment is left out."""
    made = []
    for offset, written in stamps[:_MOST]:
        when = parse_given(written)
        if isinstance(when, datetime):
            made.append((offset, when))
    return tuple(made)
