"""A date phrase in its text, with the day to count from and the words that all readers know."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from claimcheck.records import Granularity
from claimcheck.values import calendar as cal
from claimcheck.values import datewords as w
from claimcheck.values.calendar import Direction, Interval, Part
from claimcheck.values.context import text_before
from claimcheck.values.tense import direction_of

__all__ = [
    "NO_ANCHOR",
    "Phrase",
    "Reader",
    "Unresolved",
    "month_number",
    "number",
    "offset_of",
    "part_word",
    "stated_year",
]

NO_ANCHOR = "no publication date to count from"


# How many days before its end the result of a period may be told.
_NEARLY = 20
# What a pattern that ignores case takes for a letter of the alphabet.
_ODD_LETTERS = str.maketrans({"ſ": "s", "ı": "i", "İ": "I", "\u212a": "k"})


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
        written = (self.match.group(name) or "") if name in groups else ""
        return written.translate(_ODD_LETTERS)

    def anchor(self, granularity: Granularity = "day") -> date:
        """The day of publication; raises ``Unresolved`` without one."""
        if self.day is None:
            raise Unresolved(NO_ANCHOR, granularity)
        return self.day

    @property
    def direction(self) -> Direction | None:
        """What the tense of the clause says."""
        return direction_of(self.text, self.match.start(), self.match.end())

    def nearest(self, options: list[Interval]) -> Interval:
        """The option that distance and tense make likeliest; what is starting lies ahead."""
        anchor = self.anchor()
        if w.STARTING.search(self.before):
            options = [o for o in options if o.last >= anchor] or options
        return cal.nearest(options, anchor, self.direction)

    def reported(self, options: list[Interval]) -> Interval:
        """The option of which results can be told: one that has ended, or nearly has."""
        anchor = self.anchor()
        if self.direction != "coming":
            ended = anchor + timedelta(days=_NEARLY)
            options = [o for o in options if o.last <= ended] or options
        return cal.nearest(options, anchor, self.direction or "past")

    @property
    def before(self) -> str:
        """A few characters before the match."""
        return text_before(self.text, self.match.start(), 16)

    @property
    def after(self) -> str:
        """A few characters after the match."""
        return self.text[self.match.end() : self.match.end() + 24]


Reader = Callable[[Phrase], Interval | None]


def month_number(word: str) -> int:
    """1 to 12 for a month's name or short form."""
    return w.MONTH_NUMBERS[word.rstrip(".").casefold()]


def number(word: str) -> int:
    """The value of a small number in words or digits."""
    return int(word) if word.isdigit() else w.NUMBERS[word.lower()]


def offset_of(word: str) -> int:
    """-1, 0 or 1 units from the present one for "last", "this" and "next"."""
    return {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(word.lower(), 0)


def part_word(word: str) -> Part:
    """The part of a span that "early", "mid-" or "late" names."""
    return cast(Part, word.lower().rstrip("-"))


def stated_year(p: Phrase, suffix: str = "") -> int | None:
    """The year that the phrase states, None where it leaves it open."""
    if stated := p.get("y" + suffix):
        return int(stated)
    if towards := p.get("ry" + suffix):
        return p.anchor().year + offset_of(towards)
    return None
