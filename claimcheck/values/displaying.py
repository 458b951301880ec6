"""Values in one normal form: for tables, as a key of what is equal, and for JSON."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from claimcheck.records import ClockTime, DateSpan, Figure, Score
from claimcheck.values.calendar import display_dates
from claimcheck.values.units import ALL_UNITS, SIGNS, convert

__all__ = ["TypedValue", "display", "normalized", "value_key"]

TypedValue = Figure | DateSpan | ClockTime | Score
# Values are compared in many pairs, and every reason shows them.
_CACHED = 2**14
_SMALLER = {
    "minute": "second",
    "hour": "minute",
    "day": "hour",
    "week": "day",
    "year": "month",
    "decade": "year",
    "century": "year",
    "foot": "inch",
    "pound weight": "ounce",
}
_LARGEST_PART = 100
_LOST = 1e-6  # what dividing and multiplying may lose of a whole number
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@lru_cache(maxsize=_CACHED)
def display(value: TypedValue) -> str:
    """A normal form for tables: "24%", "$1.2 billion", "at least 82", "3:45 p.m. GMT", "2-1"."""
    if isinstance(value, Figure):
        shown = _figure(value)
        if value.whole is not None:
            shown = f"{shown} of {_number(value.whole)}"
        return shown if value.bound in ("exact", "range") else f"{value.bound} {shown}"
    if isinstance(value, DateSpan):
        if value.first is None or value.last is None:
            return value.text
        return display_dates(value.first, value.last, value.granularity)
    if isinstance(value, ClockTime):
        return _clock(value)
    return _score(value)


def value_key(value: TypedValue) -> str:
    """One spelling for equal values, whatever their units: "2 hours" and "120 minutes" alike.

    Two values of one key are equal; equal values under different bounds have different keys.
    """
    kind, *parts = normalized(value).values()
    if isinstance(value, Figure):
        parts.append(value.whole)  # half of 40 is not half of 60
    return ":".join([str(kind), *("" if part is None else str(part) for part in parts)])


def normalized(value: TypedValue) -> dict[str, object]:
    """The value as JSON: its type, its ends in the base unit, its bound or granularity."""
    if isinstance(value, Figure):
        (low, unit), (high, _) = convert(value.low, value.unit), convert(value.high, value.unit)
        return {
            "type": "figure",
            "low": _rounded(low),
            "high": _rounded(high),
            "unit": unit,
            "bound": value.bound,
        }
    if isinstance(value, DateSpan):
        if value.first is None or value.last is None:
            return {"type": "date", "text": " ".join(value.text.split()).casefold()}
        return {"type": "date", "from": value.first.isoformat(), "to": value.last.isoformat()}
    if isinstance(value, ClockTime):
        shift = value.zone or 0
        first, last = (f"{m // 60:02}:{m % 60:02}" for m in _in_utc(value, shift))
        return {"type": "time", "from": first, "to": last, "zone": _zone(value)}
    return {"type": "score", "points": list(value.points)}


def _in_utc(value: ClockTime, shift: int) -> tuple[int, int]:
    return (value.first - shift) % 1440, (value.last - shift) % 1440


def _zone(value: ClockTime) -> str | None:
    return None if value.zone is None else "UTC"


def _rounded(value: float) -> float:
    """Twelve digits, so that a conversion and its way back give one key."""
    return float(f"{value:.12g}")


def _figure(figure: Figure) -> str:
    if figure.unit == "" and 0 < figure.low == figure.high < 1 and (part := _part(figure.low)):
        return part
    low, high = _number(figure.low), _number(figure.high)
    span = low if figure.low == figure.high else f"{low}–{high}"
    unit = figure.unit
    if unit == "percent":
        return span + "%"
    if unit == "age":
        return f"aged {span}"
    if unit in SIGNS:
        return SIGNS[unit] + span
    if unit == "ordinal":
        tail = int(figure.low) % 100
        last = {1: "st", 2: "nd", 3: "rd"}.get(tail % 10, "th")
        return span + ("th" if 10 < tail < 20 else last)
    if figure.low == figure.high and (smaller := _smaller(figure.low, unit)):
        return smaller
    return f"{span} {_plural(unit, figure.high)}" if unit else span


def _part(value: float) -> str:
    """A part that decimals only approach: "1/3"."""
    made = Fraction(value).limit_denominator(_LARGEST_PART)
    endless = abs(value - round(value, 4)) > _LOST
    return str(made) if endless and abs(value - made) < _LOST else ""


def _smaller(value: float, unit: str) -> str:
    """A part of an hour, a day or a century in the next smaller unit: "30 minutes"; and what is
    neither whole nor a half in two: "8 minutes 46 seconds".
    """
    smaller = _SMALLER.get(unit)
    if smaller is None or value <= 0 or value * 2 == int(value * 2) >= 2:
        return ""
    whole = int(value) if unit not in ("decade", "century") else 0
    part = (value - whole) * ALL_UNITS[unit].factor / ALL_UNITS[smaller].factor
    part = round(part) if abs(part - round(part)) < _LOST else part
    if not whole:
        return f"{_number(part)} {_plural(smaller, part)}" if value < 1 else ""
    rest = f"{_number(part)} {_plural(smaller, part)}"
    if part != int(part):
        rest = _smaller(part, smaller)
    return f"{whole:,} {_plural(unit, whole)} {rest}" if rest else ""


def _score(score: Score) -> str:
    """ "2-1", and the sets of a match as "6-2, 7-5"."""
    points = [str(point) for point in score.points]
    if len(points) > 2 and len(points) % 2 == 0:
        return ", ".join("-".join(points[i : i + 2]) for i in range(0, len(points), 2))
    return "-".join(points)


def _number(value: float) -> str:
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.6g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:.6g}"


def _plural(unit: str, value: float) -> str:
    known = ALL_UNITS.get(unit)
    if value == 1 or unit == "times":
        return unit
    return known.plural if known else unit + "s"


def _clock(time: ClockTime) -> str:
    first, last = (f"{m // 60 % 24:02}:{m % 60:02}" for m in (time.first, time.last))
    span = first if first == last else f"{first}–{last}"
    if time.zone is None:
        return span
    sign, size = "-" if time.zone < 0 else "+", abs(time.zone)
    offset = f"{sign}{size // 60}" + (f":{size % 60:02}" if size % 60 else "")
    return f"{span} UTC{offset if size else ''}"
