"""The values of a slot as a step chart, laid out for an SVG: days to the right, values upwards.

Each value has a height of its own with its words beside the point, so that nothing overlaps
however near two figures are to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from claimcheck.reporting import overview
from claimcheck.reporting.contract import LedgerEntryData, LedgerRowData
from claimcheck.reporting.passages import shorten

WIDTH = 340  # user units, one to one on a phone of 390
_EDGE = 14
_GAP = 46  # at least, between two values: two lines of words
_SPREAD = 1.3  # how much taller a chart is than its values need, for a scale that shows distances
_LETTER = 7.0  # of the chart's font, in user units
_BOLD = 7.8
_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value at its day. ``anchor`` and ``label_x`` say where its words stand.

    ``said`` is what of its ``state`` is written beside it.
    """

    x: float
    y: float
    label_x: float
    anchor: str
    value: str
    day: str
    outlets: str
    said: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Points in the order of time and the steps between them, in user units.

    ``changing`` tells values that superseded each other from values that stand side by side.
    """

    width: int
    height: int
    path: str
    changing: bool
    points: tuple[Point, ...]
    description: str


def chart(row: LedgerRowData) -> Chart | None:
    """The chart of a row of two or more values, None for others: one value is no chart."""
    entries = sorted(row["entries"], key=lambda e: e["as_of"] or "")[-_MOST:]
    if len(entries) < 2:
        return None
    xs = _across(entries)
    ys, height = _upwards(entries)
    dated = overview.moved(row)
    days = _days(entries) if dated else [""] * len(entries)
    points = tuple(_point(*each) for each in zip(entries, xs, ys, days, strict=True))
    return Chart(
        width=WIDTH,
        height=height,
        path=_steps(points),
        changing=any(entry["newest"] for entry in entries),
        points=points,
        description=_description(entries, dated),
    )


def state(entry: LedgerEntryData) -> str:
    """What is to be said of a value: newest, out of date, alone, or nothing."""
    if entry["newest"]:
        return "newest"
    if entry["superseded"]:
        return "out of date"
    return "alone" if entry["outlier"] else ""


def _across(entries: Sequence[LedgerEntryData]) -> list[float]:
    """Where each value stands from the first to the last day; what has no day is at the left."""
    moments = [overview.day_number(entry["as_of"]) for entry in entries]
    known = [moment for moment in moments if moment is not None]
    first, last = (min(known), max(known)) if known else (0.0, 0.0)
    wide = WIDTH - 2 * _EDGE
    return [
        round(_EDGE + wide * ((m - first) / (last - first) if m and last > first else 0), 1)
        for m in moments
    ]


def _upwards(entries: Sequence[LedgerEntryData]) -> tuple[list[float], int]:
    """A height for each value, the greatest on top, no two nearer than ``_GAP``; and the whole."""
    levels = _levels(entries)
    low, high = min(levels), max(levels)
    room = _GAP * (len(entries) - 1) * _SPREAD
    order = sorted(range(len(entries)), key=lambda n: (-levels[n], n))
    ys = [0.0] * len(entries)
    y = -float(_GAP)
    for n in order:
        wanted = room * (high - levels[n]) / (high - low) if high > low else 0.0
        y = max(wanted, y + _GAP)
        ys[n] = y
    top = _GAP // 2
    return [round(top + each, 1) for each in ys], round(2 * top + y)


def _levels(entries: Sequence[LedgerEntryData]) -> list[float]:
    """Numbers to draw the values by: their own where all have one in one unit, else their order."""
    numbers = [_number(entry["normalized"]) for entry in entries]
    units = {str(entry["normalized"].get("unit", "")) for entry in entries}
    if len(units) == 1 and all(number is not None for number in numbers):
        return [number for number in numbers if number is not None]
    return [float(len(entries) - n) for n in range(len(entries))]


def _number(normalized: dict[str, object]) -> float | None:
    for name in ("low", "high"):
        value = normalized.get(name)
        if isinstance(value, int | float):
            return float(value)
    day = normalized.get("from")
    try:
        return float(date.fromisoformat(str(day)[:10]).toordinal()) if day else None
    except ValueError:
        return None


def _days(entries: Sequence[LedgerEntryData]) -> list[str]:
    """Days as "3 May", with the year where there are several; "" for none."""
    moments: list[datetime | None] = []
    for entry in entries:
        try:
            moments.append(datetime.fromisoformat(entry["as_of"] or ""))
        except ValueError:
            moments.append(None)
    years = {moment.year for moment in moments if moment}
    return [
        (f"{m.day} {m:%b}" + (f" {m.year}" if len(years) > 1 else "")) if m else "" for m in moments
    ]


def _point(entry: LedgerEntryData, x: float, y: float, day: str) -> Point:
    right = x > WIDTH / 2
    room = (x if right else WIDTH - x) - _EDGE
    # A point left behind is hollow; words beside it would take the room of the value.
    said = "" if entry["superseded"] and not entry["newest"] else state(entry)
    beside = sum(len(part) + 3 for part in (day, said) if part) * _LETTER
    return Point(
        x=x,
        y=y,
        label_x=x - 10 if right else x + 10,
        anchor="end" if right else "start",
        value=shorten(entry["value"], max(4, int((room - beside) / _BOLD))),
        day=day,
        outlets=shorten(overview.joined(entry["outlets"]), int(room / _LETTER)),
        said=said,
        state=state(entry),
    )


def _steps(points: Sequence[Point]) -> str:
    """Along the day to the next value's, then up or down to it."""
    first = points[0]
    steps = "".join(f"H{point.x:g}V{point.y:g}" for point in points[1:])
    return f"M{first.x:g} {first.y:g}{steps}"


def _description(entries: Sequence[LedgerEntryData], dated: bool) -> str:
    parts = []
    for entry in entries:
        day = f", {overview.when(entry['as_of'])}" if dated and entry["as_of"] else ""
        said = f", {state(entry)}" if state(entry) else ""
        names = overview.joined(entry["outlets"])
        parts.append(f"{shorten(entry['value'], 80)}: {names}{day}{said}")
    return "; ".join(parts) + "."
