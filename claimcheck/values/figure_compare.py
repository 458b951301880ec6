"""How two figures compare: the same value, values their wording allows, or different ones.

Three things let two numbers differ and still be one: a coarser unit or spelling (rounding), words
such as "about" and "at least" (bounds), and what a conversion loses. Each is general arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.records import Figure
from claimcheck.values.comparison import Comparison
from claimcheck.values.displaying import display
from claimcheck.values.numbers import VAGUE
from claimcheck.values.units import ALL_UNITS, DURATIONS, MONEY, THINGS, convert

__all__ = ["aligned", "compare_figures", "compares_with_counts"]

_LOWER, _UPPER = ("at least", "more than"), ("at most", "less than")
_DECIMALS = re.compile(r"[0-9]\.([0-9]+)")
# From here on "up to" a sum names what was announced; of a fine or a price it is a ceiling.
_ANNOUNCED = 1e6
# "About" reaches one step of the last digit that is no nought, and no farther than this share:
# "about 250" allows 260; of the labelled slots (folds 0 to 3) "nearly 400,000" against 350,000,
# "roughly 14 million" against "almost 15 million" and "some 16" against 15 are contradictions.
_ABOUT = 0.05
# What is measured and not counted is told more loosely: "about 12 minutes" for 11.
_ABOUT_MEASURED = 0.1
# What converting and rounding may change, and what a fraction such as "a third" may.
_CONVERTED, _FRACTION = 0.05, 0.06
# A length of time in a coarser unit may be off by half of it, and no farther than this share:
# "three weeks" for 18 days, "a year" for 11 months.
_COARSE = 0.15
# Half a year is dropped from "two and a half years": all five such pairs of the mined ones agree.
_HALF, _HALVED = 0.5, 2

Ends = tuple[float, float]


def compare_figures(a: Figure, b: Figure) -> Comparison:
    """Whether two figures may both be true of one quantity. Symmetric in its arguments.

    Bounds reach only as far as news uses them: "at least 15" allows 17, and no 150; and "up to
    $60 billion" names a plan of 60 billion, which one of "around $50 billion" is not.
    """
    counted = _as_counts(a, b)
    if counted is None:
        return Comparison("incomparable", "a part of a number against what is no such part")
    a, b = counted
    ends = aligned(a, b)
    if ends is None:
        return _unaligned(a, b)
    left, right = sorted((display(a), display(b)))
    if _same(a, b, *ends):
        if a.bound == b.bound:
            reason = left if left == right else f"{left} is {right}"
            return Comparison("equal", reason)
        return Comparison("compatible", f"{left} and {right}: the same number")
    against = Comparison("different", f"{left} against {right}")
    if _vague(a) or _vague(b):
        reason = f"{left} and {right}: a vague plural leaves room"
        return Comparison("compatible", reason) if _overlap(a, b, ends) else against
    if a.bound == b.bound != "about":
        return _alike(a, b, ends)
    if a.bound == b.bound == "about":
        reach = max(_slack(figure, *e) for figure, e in zip((a, b), ends, strict=True))
        near = abs(ends[0][0] - ends[1][0]) <= reach
        return Comparison("compatible", f"{left} and {right} round alike") if near else against
    rounded = {a.bound, b.bound} == {"exact", "about"} and _rounded(a, b, ends[0][0], ends[1][0])
    if rounded or _overlap(a, b, ends):
        return Comparison("compatible", f"{left} and {right} leave room for one number")
    return against


def compares_with_counts(unit: str) -> bool:
    """Whether a figure of this unit can be that of a bare number: "40 barrels", "halved"."""
    return unit in THINGS or unit in ("point", "times")


def aligned(a: Figure, b: Figure) -> tuple[Ends, Ends] | None:
    """Both intervals in one unit, None where the units do not convert."""
    if a.unit == b.unit:
        return (a.low, a.high), (b.low, b.high)
    units = {a.unit, b.unit}
    if "times" in units:
        return _as_change(a, b)
    if units == {"", "percent"}:
        share = a if a.unit == "" else b
        if not 0 < share.low < 1:
            return None
        ends = [(f.low * 100, f.high * 100) if f is share else (f.low, f.high) for f in (a, b)]
        return ends[0], ends[1]
    if "point" in units:  # of a rate or a poll it is a percentage point
        if units == {"", "point"}:
            return (a.low, a.high), (b.low, b.high)
        a, b = (replace(f, unit="percentage point") if f.unit == "point" else f for f in (a, b))
    if "" in units and any(unit in THINGS for unit in units):
        return (a.low, a.high), (b.low, b.high)
    if units & MONEY and "" in units and any(f.unit == "" and _vague(f) for f in (a, b)):
        return (a.low, a.high), (b.low, b.high)
    (low_a, base_a), (low_b, base_b) = convert(a.low, a.unit), convert(b.low, b.unit)
    if base_a != base_b:
        return None
    return (low_a, convert(a.high, a.unit)[0]), (low_b, convert(b.high, b.unit)[0])


def _as_counts(a: Figure, b: Figure) -> tuple[Figure, Figure] | None:
    """Parts of a number as counts where the other is one: half of 40 is 20. None where no part of
    the one's number can be what the other counts.
    """
    if a.whole is None and b.whole is None:
        return a, b
    if a.whole is not None and b.whole is not None and a.whole != b.whole:
        return None
    shares = [_is_share(figure) for figure in (a, b)]
    if all(shares):
        return a, b
    made = [_count(figure) for figure in (a, b)]
    whole = a.whole or b.whole or 0.0
    if any(figure is None or figure.low > whole for figure in made):
        return None
    return made[0], made[1]  # type: ignore[return-value]


def _is_share(figure: Figure) -> bool:
    return figure.unit == "percent" or (figure.unit == "" and 0 < figure.high < 1)


def _count(figure: Figure) -> Figure | None:
    """A count, that of a share whose whole is known, else None."""
    if not _is_share(figure):
        return figure if figure.unit == "" else None
    if figure.whole is None:
        return None
    scale = figure.whole / (100 if figure.unit == "percent" else 1)
    bound = "about" if figure.bound == "exact" else figure.bound
    return replace(
        figure, low=figure.low * scale, high=figure.high * scale, unit="", bound=bound, whole=None
    )


def _as_change(a: Figure, b: Figure) -> tuple[Ends, Ends] | None:
    """A multiple against a change in percent or by a part: "halved" is by 50 percent."""
    ends: list[Ends] = []
    for figure in (a, b):
        if figure.unit == "times":
            changes = sorted(abs(end - 1) * 100 for end in (figure.low, figure.high))
        elif figure.unit == "percent":
            changes = [figure.low, figure.high]
        elif figure.unit == "" and 0 < figure.low < 1:
            changes = [figure.low * 100, figure.high * 100]
        else:
            return None
        ends.append((changes[0], changes[1]))
    return ends[0], ends[1]


def _unaligned(a: Figure, b: Figure) -> Comparison:
    """Figures of two units; an age and a bare number may be the same age all the same."""
    names = sorted((_unit_name(a), _unit_name(b)))
    if {a.unit, b.unit} == {"", "age"} and (a.low, a.high) == (b.low, b.high):
        return Comparison("compatible", "the same number, of which one is marked as an age")
    return Comparison("incomparable", f"{names[0]} and {names[1]} do not convert")


def _unit_name(figure: Figure) -> str:
    known = ALL_UNITS.get(figure.unit)
    named = {"": "a count", "age": "an age", "ordinal": "a rank", "times": "a multiple"}
    return known.plural if known else named.get(figure.unit, figure.unit)


def _same(a: Figure, b: Figure, first: Ends, second: Ends) -> bool:
    if a.unit == b.unit:
        return first == second
    return all(_close(x, y, 1e-3) for x, y in zip(first, second, strict=True))


def _close(x: float, y: float, share: float) -> bool:
    return abs(x - y) <= share * max(abs(x), abs(y))


def _alike(a: Figure, b: Figure, ends: tuple[Ends, Ends]) -> Comparison:
    """Two plain numbers, two minima, two maxima or two ranges that are not the same."""
    left, right = sorted((display(a), display(b)))
    against = Comparison("different", f"{left} against {right}")
    if a.bound == "exact" or a.bound == "range":
        if a.unit == b.unit == "age" and a.bound == "range" and _overlap(a, b, ends):
            return Comparison("compatible", f"{left} and {right} overlap")
        pairs = list(zip(*ends, strict=True))
        if all(_rounded(a, b, x, y) for x, y in pairs):
            reason = f"{left} and {right}, rounded" if a.unit == b.unit else f"{left} is {right}"
            return Comparison("compatible", reason)
        return against
    if a.bound in _LOWER and _rounder_minimum(a, b):
        return Comparison("compatible", f"{left} and {right}: one minimum is rounded down")
    return against


def _rounded(a: Figure, b: Figure, x: float, y: float) -> bool:
    """Whether one number may be the other, rounded to the digits that it shows."""
    if x == y:
        return True
    if a.unit != b.unit:
        if {a.unit, b.unit} & {"percent", "times"}:
            return _close(x, y, _FRACTION)
        if a.unit in DURATIONS and b.unit in DURATIONS:
            coarser = max(ALL_UNITS[a.unit].factor, ALL_UNITS[b.unit].factor)
            return abs(x - y) <= coarser / 2 and _close(x, y, _COARSE)
        return _close(x, y, _CONVERTED)
    if not _is_counted(a) and _close(x, y, 0.003):
        return True  # both were converted from one other unit
    if a.unit in DURATIONS and abs(x - y) == _HALF and min(x, y) >= _HALVED:
        return True
    if a.unit == "ordinal":
        return False
    fine, coarse = sorted((_step(a), _step(b)))
    return fine < coarse and abs(x - y) <= coarse / 2 and _close(x, y, _CONVERTED)


def _is_counted(figure: Figure) -> bool:
    """Whether a unit is that of a count, a sum or a rate: no unit of measure."""
    if figure.unit in MONEY or figure.unit.endswith("point"):
        return True
    return figure.unit in ("", "percent", "ordinal", "age", "times")


def _step(figure: Figure) -> float:
    """The worth of the last digit written: 0.1 for "6.0" and "6.4", a million for "24 million"."""
    value = figure.low
    written = _DECIMALS.search(figure.text)
    if abs(value) < 1000 and written:
        return float(10.0 ** -len(written.group(1)))
    if value != int(value):
        return float(10.0 ** -len(f"{value:.6f}".rstrip("0").split(".")[1]))
    place = _last_place(value)
    return place if place >= 1000 else 1.0


def _last_place(value: float) -> float:
    """The worth of the last digit that is no nought: 10 for 250, 1,000 for 12,000."""
    digits = f"{abs(value):.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.strip("0") else 1.0


def _rounder_minimum(a: Figure, b: Figure) -> bool:
    """Whether one is "more than 1,000", the other "more than 1,100"; not "at least 79" and 82.

    A count that is known so far ("at least") is rarely a round number that was rounded down.
    """
    small, large = sorted((a, b), key=lambda f: f.low)
    if small.unit != large.unit:
        return False
    least = 1 if a.bound == "more than" else 1000
    fine, coarse = (max(_last_place(f.low), 1.0) for f in (large, small))
    return coarse >= least and fine < coarse > large.low - small.low


def _vague(figure: Figure) -> str:
    """The vague plural of a figure, "" where it is none: "tens of millions"."""
    if figure.bound not in ("at least", "more than"):
        return ""
    words = figure.text.lower().split(" of ")
    heads = (" of ".join(words[:n]) for n in (2, 1))
    return next((head for head in heads if head in VAGUE), "")


def _slack(figure: Figure, low: float, high: float) -> float:
    """How far "about" reaches, in the unit of ``low`` and ``high``."""
    size = max(abs(low), abs(high))
    written = max(abs(figure.low), abs(figure.high))
    if not size or not written:
        return 0.0
    fraction = written != int(written)
    most = _ABOUT if _is_counted(figure) else _ABOUT_MEASURED
    place = _step(figure) if fraction and written >= 1 else _last_place(written)
    share = most if fraction and written < 1 else min(place / written, most)
    return share * size


def _overlap(a: Figure, b: Figure, ends: tuple[Ends, Ends]) -> bool:
    first, second = _interval(a, *ends[0]), _interval(b, *ends[1])
    return max(first[0], second[0]) <= min(first[1], second[1])


def _is_announced(figure: Figure) -> bool:
    return figure.bound == "at most" and figure.unit in MONEY and figure.high >= _ANNOUNCED


def _interval(figure: Figure, low: float, high: float) -> Ends:
    """The values that the figure's wording allows in news usage."""
    if _vague(figure):
        # "Hundreds" is said of 180 and of less than a thousand, "thousands" of less than a million.
        plain = " of " not in _vague(figure) and low >= 1000
        return 0.75 * low, 0.999 * low * (500 if plain else 5)
    size = max(abs(low), abs(high))
    if figure.bound == "about":
        reach = _slack(figure, low, high)
        return low - reach, high + reach
    if figure.bound in _LOWER:
        slack = max(0.25 * size, 3.0 if figure.unit == "" and size >= 2 else 0.0)
        reach = max(slack, _last_place(size) if figure.bound == "more than" else 0.0)
        if "dozen" in figure.text.lower():
            reach = max(reach, high)  # "more than a dozen" is said of up to two
        return low, high + reach
    if figure.bound in _UPPER:
        if _is_announced(figure):
            return 0.95 * low, high
        return (0.0 if size <= 10 else low / 2), high
    return low, high
