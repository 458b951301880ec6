"""Typed values as texts write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Bound = Literal["exact", "about", "at least", "more than", "at most", "less than", "range"]
Granularity = Literal[
    "part of day", "day", "week", "month", "quarter", "half", "year", "decade", "range"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as it is written, with its value.

    ``low`` and ``high`` are the value in ``unit`` (equal unless the text gives a range).
    ``unit`` is "" for counts, else singular: "percent", "percentage point", "basis point",
    "dollar", "euro", "kilometre", "tonne", "minute", "ordinal", ...
    ``whole`` is the number of which a part is told: 40 for "half of the 40 passengers", 2 for
    "both engines" and "one of the two engines", None where none is given.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    bound: Bound = "exact"
    whole: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date phrase as a closed interval of days.

    ``first`` and ``last`` are None where the phrase cannot be resolved; ``unresolved`` says why.
    ``inferred`` marks a phrase that was counted from a month of publication that is inferred
    itself: good enough to see an agreement, not to claim a contradiction.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    granularity: Granularity
    unresolved: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name: of a person, an organisation or a place."""

    text: str
    start: int
    end: int
    kind: Literal["person", "organisation", "place", "name"]
    canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day: ``first`` and ``last`` are minutes after midnight, equal for one moment.

    ``zone`` is the offset from UTC in minutes, None where the text names no zone.
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    zone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The result of a game or a vote as one value, in the order of the text: "2-1" is (2, 1)."""

    text: str
    start: int
    end: int
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Direct speech: ``text`` and offsets are those of the words between the quotation marks.

    ``speaker`` is the canonical name or the phrase that names the source, None where nothing
    does. A speech that an attribution interrupts is one quotation for each stretch of words.
    """

    text: str
    start: int
    end: int
    speaker: str | None = None
    said_on: DateSpan | None = None
