"""How two figures compare: the same value, values their wording allows, or different ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from claimcheck.values.units import MONEY, convert
from claimcheck.records import Figure

__all__ = ["FigureComparison", "aligned", "compare_figures"]

Verdict = Literal["equal", "compatible", "different", "incomparable"]
_LOWER, _UPPER = ("at least", "more than"), ("at most", "less than")
_DECIMALS = re.compile(r"[0-9]\.([0-9]+)")
_VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions")
# From here on "up to" a sum names what was announced; of a fine or a price it is a ceiling.
_ANNOUNCED = 1e6


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """What two figures say of one another, and why in a few words."""

    verdict: Verdict
    reason: str


def compare_figures(a: Figure, b: Figure) -> FigureComparison:
    """Whether two figures may both be true of one quantity. Symmetric in its arguments.

    Bounds reach only as far as news uses them: "at least 15" allows 17, and no 150; and "up to
    $60 billion" names a plan of 60 billion, which one of "around $50 billion" is not.
    """
    if (a.unit == "ordinal") != (b.unit == "ordinal"):
        return FigureComparison("incomparable", "an ordinal and a cardinal")
    ends = aligned(a, b)
    if ends is None:
        first, second = sorted((a.unit or "a count", b.unit or "a count"))
        return FigureComparison("incomparable", f"{first} and {second} do not convert")
    (low_a, high_a), (low_b, high_b) = ends
    same = _close(low_a, low_b, 1e-3) and _close(high_a, high_b, 1e-3)
    if a.unit == b.unit:
        same = low_a == low_b and high_a == high_b
    if same and a.bound == b.bound:
        return FigureComparison("equal", "the same value")
    if same:
        return FigureComparison("compatible", "the same value under different bounds")
    if a.bound == b.bound and a.bound in (*_LOWER, *_UPPER):
        if _is_vague(a) or _is_vague(b):
            return FigureComparison("compatible", "a vague plural")
        if a.bound in _LOWER and _rounder_minimum(a, b):
            return FigureComparison("compatible", "one minimum is the other, rounded down")
        what = "minimum" if a.bound in _LOWER else "maximum"
        return FigureComparison("different", f"both are stated as {what}, with different values")
    if a.bound == b.bound == "exact":
        return _exact(a, b, low_a, low_b)
    wide_a, wide_b = _interval(a, low_a, high_a), _interval(b, low_b, high_b)
    if max(wide_a[0], wide_b[0]) <= min(wide_a[1], wide_b[1]):
        return FigureComparison("compatible", "the bounds allow both")
    if _is_announced(a) or _is_announced(b):
        return FigureComparison("different", "the sums named are different")
    return FigureComparison("different", "outside what the bounds allow")


def aligned(a: Figure, b: Figure) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Both intervals in one unit, None where the units do not convert."""
    if a.unit == b.unit:
        return (a.low, a.high), (b.low, b.high)
    if {a.unit, b.unit} == {"", "percent"}:
        share = a if a.unit == "" else b
        if not 0 < share.low < 1:
            return None
        ends = [(f.low * 100, f.high * 100) if f is share else (f.low, f.high) for f in (a, b)]
        return ends[0], ends[1]
    ends = []
    units = set()
    for figure in (a, b):
        low, unit = convert(figure.low, figure.unit)
        ends.append((low, convert(figure.high, figure.unit)[0]))
        units.add(unit)
    return (ends[0], ends[1]) if len(units) == 1 else None


def _close(x: float, y: float, share: float) -> bool:
    return abs(x - y) <= share * max(abs(x), abs(y))


def _step(figure: Figure) -> float:
    """The worth of the last digit written: 0.1 for "6.0" and "6.4", a million for "24 million"."""
    value = figure.low
    written = _DECIMALS.search(figure.text)
    if abs(value) < 1000 and written:
        return float(10.0 ** -len(written.group(1)))
    if value != int(value):
        return float(10.0 ** -len(f"{value:.6f}".rstrip("0").split(".")[1]))
    digits = f"{abs(value):.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10**zeros) if zeros >= 3 and value else 1.0


def _rounder_minimum(a: Figure, b: Figure) -> bool:
    """Whether one is "more than 1,000", the other "more than 1,100"; not "at least 79" and 82."""
    small, large = sorted((a, b), key=lambda f: f.low)
    return _step(large) < _step(small) > large.low - small.low and small.unit == large.unit


def _exact(a: Figure, b: Figure, x: float, y: float) -> FigureComparison:
    """Two plain numbers: one may be the other, rounded to the digits that it shows."""
    if a.unit != b.unit:
        fraction = {a.unit, b.unit} == {"", "percent"}
        near = _close(x, y, 0.06 if fraction else 0.05)
        if near:
            return FigureComparison("compatible", "the same after conversion and rounding")
        return FigureComparison("different", "different values after conversion")
    measured = a.unit not in MONEY | {"", "percent", "percentage point", "basis point", "ordinal"}
    if measured and _close(x, y, 0.003):
        return FigureComparison("compatible", "the same, converted from another unit")
    fine, coarse = sorted((_step(a), _step(b)))
    if fine < coarse and abs(x - y) <= coarse / 2 and _close(x, y, 0.05):
        return FigureComparison("compatible", "one is the other, rounded")
    return FigureComparison("different", "different values")


def _is_vague(figure: Figure) -> bool:
    head = figure.text.lower().split(" of ")[-2:]
    return figure.bound == "at least" and any(
        part.split()[-1:] and part.split()[-1] in _VAGUE for part in head
    )


def _is_announced(figure: Figure) -> bool:
    return figure.bound == "at most" and figure.unit in MONEY and figure.high >= _ANNOUNCED


def _interval(figure: Figure, low: float, high: float) -> tuple[float, float]:
    """The values that the figure's wording allows in news usage."""
    if _is_vague(figure):
        # Half of it still passes: a count of 180 is "hundreds" to some.
        return low / 2, low * 10
    size = max(abs(low), abs(high))
    slack = max(0.25 * size, 3.0 if figure.unit == "" and size >= 2 else 0.0)
    if figure.bound == "about":
        return low - 0.1 * size, high + 0.1 * size
    if figure.bound in _LOWER:
        digits = f"{size:.0f}"
        step = 10 ** (len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else 1
        reach = max(slack, float(step) if figure.bound == "more than" else 0.0)
        if "dozen" in figure.text.lower():
            reach = max(reach, high)  # "more than a dozen" is said of up to two
        return low, high + reach
    if figure.bound in _UPPER:
        if _is_announced(figure):
            return 0.95 * low, high
        return (0.0 if size <= 10 else low / 2), high
    return low, high
