"""How much a value says: of two that may be one, the plainer and more precise stands for both."""

from __future__ import annotations

from claimcheck.records import ClockTime, DateSpan, Figure
from claimcheck.values.displaying import TypedValue

_BOUNDS = {"exact": 0, "range": 1, "about": 2}
_OPEN_BOUND = 3  # "at least", "more than", "less than"


def vagueness(value: TypedValue) -> tuple[float, ...]:
    """A sort key, the most precise first: 14, then "13 to 15", "about 14", "at least 14".

    Of two exact numbers the one with more digits comes first, 2,312 before 2,300; of dates and
    times the shorter span. Keys of values of one type are comparable.
    """
    if isinstance(value, Figure):
        digits = len(f"{abs(value.low):.12g}".replace(".", "").strip("0"))
        bound = _BOUNDS.get(value.bound, _OPEN_BOUND)
        return bound, value.high - value.low, -digits
    if isinstance(value, DateSpan):
        known = value.first is not None and value.last is not None
        days = (value.last - value.first).days if value.last and value.first else 0
        return not known, value.inferred, days
    if isinstance(value, ClockTime):
        return 0, value.zone is None, (value.last - value.first) % 1440
    return (0,)
