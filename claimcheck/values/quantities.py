"""Quantities: a number with its magnitude, unit and sign, before any range or bound.

The rules look only at the characters next to the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.values.context import text_before
from claimcheck.values.notfigures import is_counting_ordinal, is_figure, is_ordinal_part
from claimcheck.values.numbers import BIG, PARTS, SHORT, atom_value, either
from claimcheck.values.units import ALL_UNITS, DURATIONS, MONEY, match_unit, prefix_unit

__all__ = ["Quantity", "read_quantity"]

_MAGNITUDE = re.compile(
    rf"[ \u00a0-]?(?:(?P<big>{either(BIG)})s?|(?P<short>{either(SHORT)}))(?!\w)", re.I
)
_METRES_AFTER = re.compile(
    r"[ -](?:high|tall|long|wide|deep|race|sprint|below|above|away|from|freestyle|relay|final|"
    r"hurdles|butterfly|breaststroke|backstroke|x|off)\b"
)
_NOT_ALONE = re.compile(
    r"[^\W\d_]|['’]s\b|[ ]M(?:ax|AX)\b|"
    r"-somethings?\b|\([a-z]\)|[ ]U\.?S\.?[ ]?C(?:ode|\.|\b)"
)
_AND_PART = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)(?!\w)", re.I)
# "half a point", "a quarter-point cut"; of decimals only where rates are spoken of.
_POINT = re.compile(r"[ -](?:of[ ])?(?:an?[ ])?(?:percentage[ -])?points?\b", re.I)
_RATES_NEAR = re.compile(r"\b(?:rates?|interest|Fed|mortgage|yield|inflation|hike)\b", re.I)
# "1.5C of warming": without a degree sign only after decimals, as "4C" may be a seat.
_DEGREES = re.compile(r" ?[CF](?![\w.'’-])")
_DEGREE_NAME = re.compile(r" (?:Celsius|Fahrenheit)\b")
# "billions of dollars": the unit of a vague plural stands behind "of".
_OF_UNIT = re.compile(r"[ ]of[ ](?=[\w.]+)")
_AGO = re.compile(r"[ ](?:ago|hence)\b")
_MONEY_PAID = re.compile(
    r"\b(?:fine[ds]?|pay|paid|cost|costs|worth|price|bill|salary|earn\w*|spen[dt]|sold|fee|"
    r"pence|raised)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its magnitude and unit; ``bare`` is where the digits or words end."""

    start: int
    bare: int
    end: int
    value: float
    scale: float
    unit: str
    kind: str


def read_quantity(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity at a candidate, or None where it is no figure."""
    kind, value = atom_value(match)
    start, bare = match.span()
    left = text_before(text, start, 40)
    if (
        bare - start > 60
        or abs(value) > 1e18
        or (text[bare : bare + 1].isalpha() and kind != "num")
    ):
        return None
    word = match.group().lower().split()[-1]
    if kind == "frac" and word in PARTS and is_ordinal_part(text, match, word):
        start += match.group().rfind(" ") + 1
        return _ordinal(text, start, bare, float(PARTS[word]), left + "a ")
    if kind == "ord":
        return _ordinal(text, start, bare, value, left)
    if kind == "ratio":
        return Quantity(start, bare, bare, value, 1.0, "", kind) if 0 < value < 1 else None
    currency = match.group("cur")
    part = _AND_PART.match(text, bare) if kind in ("num", "word") and not currency else None
    if part:
        value, bare = value + 1 / PARTS[part.group(1).lower()], part.end()
    scale, end, unit = _magnitude_and_unit(text, bare, left, currency, value)
    if kind == "vague" and (behind := _OF_UNIT.match(text, bare)):
        named = match_unit(text, behind.end())
        if named and named[0] in MONEY:
            unit, end = named[0], named[1]
    if currency is None and not is_figure(text, start, bare, end, kind, unit, scale):
        return None
    alone = kind == "num" and end == bare and _NOT_ALONE.match(text, end)
    if alone or (unit in DURATIONS and _AGO.match(text, end)):
        return None
    if currency is None:
        value, start = _signed(text, start, value, unit)
    return Quantity(start, bare, end, value * scale, scale, unit, kind)


def _ordinal(text: str, start: int, end: int, value: float, left: str) -> Quantity | None:
    if not is_counting_ordinal(text, start, end, value, left):
        return None
    return Quantity(start, end, end, value, 1.0, "ordinal", "ord")


def _signed(text: str, start: int, value: float, unit: str) -> tuple[float, int]:
    """A minus sign counts before a temperature or a percentage, where a dash makes no sense."""
    degrees = unit.startswith("degree")
    if degrees and text_before(text, start, 6).lower() == "minus ":
        return -value, start - 6
    sign = text_before(text, start, 1) in ("-", "−") and start > 0
    free = start < 2 or text[start - 2] in " (\n"
    if sign and free and (degrees or unit == "percent"):
        return -value, start - 1
    return value, start


def _magnitude_and_unit(
    text: str, bare: int, left: str, currency: str | None, value: float
) -> tuple[float, int, str]:
    """Scale, end of the span and unit for the number that ends at ``bare``."""
    scale, end = 1.0, bare
    found = _MAGNITUDE.match(text, bare)
    if found and _is_magnitude(text, found, currency, value):
        big = found.group("big")
        scale = BIG[big.lower()] if big else SHORT[found.group("short").lower()]
        end = found.end()
        again = _MAGNITUDE.match(text, end)
        if again and again.group("big"):
            scale, end = scale * BIG[again.group("big").lower()], again.end()
    unit = prefix_unit(currency) if currency else ""
    gap = 1 if text[end : end + 1] in (" ", "\u00a0", "-") else 0
    written = match_unit(text, end + gap) or (match_unit(text, end) if gap else None)
    if written is None:
        degrees = _DEGREE_NAME.match(text, end) if not unit else None
        if not unit and value % 1 and scale == 1:
            degrees = degrees or _DEGREES.match(text, end)
        if degrees:
            return (
                scale,
                degrees.end(),
                f"degree {'Celsius' if 'C' in degrees.group() else 'Fahrenheit'}",
            )
        if not unit and (point := _point(text, end, left, value * scale)):
            return scale, point, "percentage point"
        return scale, end, unit
    name, stop = written
    if unit:
        same = name == unit or (name.endswith("dollar") and unit.endswith("dollar"))
        return (scale, stop, name) if same and name != "cent" else (scale, end, unit)
    if ALL_UNITS[name].common and scale < 1e3 and value < 1000:
        return scale, end, unit
    if ALL_UNITS[name].weighs and text[end:stop].strip(" \u00a0-").lower() in (name, name + "s"):
        money = scale >= 1e5 or _MONEY_PAID.search(left)
        weight = text[end : end + 1] == "-" or text[stop : stop + 4] == " of "
        name = name if money and not weight else ALL_UNITS[name].weighs
    return scale, stop, name


def _point(text: str, end: int, left: str, value: float) -> int:
    """Where the points of a rate end, 0 where the points are of something else."""
    found = _POINT.match(text, end) if 0 < value < 5 and value % 1 else None
    if found is None:
        return 0
    near = left[-40:] + text[found.end() : found.end() + 40]
    return found.end() if value in (0.25, 0.5, 0.75) or _RATES_NEAR.search(near) else 0


def _is_magnitude(text: str, found: re.Match[str], currency: str | None, value: float) -> bool:
    """Whether "m", "b" or "k" after a number scales it; a full word always does."""
    if found.group("big"):
        return True
    attached = text[found.start()] not in " \u00a0-"
    short = found.group("short").lower()
    if short in ("m", "b", "k"):
        if currency:
            return attached or short != "k"
        if short == "m":
            sprint = value in (50, 60, 100, 200, 400, 800, 1500)
            return attached and not sprint and not _METRES_AFTER.match(text, found.end())
        return attached
    return True
