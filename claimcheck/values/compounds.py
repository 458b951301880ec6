"""One measure in two units: "8 minutes, 46 seconds", "six years and three months", "5 feet 8".

Each part alone would be compared with other outlets' "nearly nine minutes" and differ from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.records import Figure
from claimcheck.values.displaying import TypedValue
from claimcheck.values.units import ALL_UNITS

__all__ = ["joined"]

_BETWEEN = re.compile(r"(?:, ?|-| )(?:and )?")


def joined(values: Sequence[TypedValue], text: str) -> tuple[TypedValue, ...]:
    """The values with neighbouring parts of one measure made one, in the unit of the first.

    A part is less than one of the unit before it and stands right behind it, so that "two years
    and 14 months" stay two figures; the bound is that of the first part.
    """
    made: list[TypedValue] = []
    for value in reversed(values):  # minutes take their seconds before hours take their minutes
        if made and (whole := _whole(value, made[-1], text)):
            made[-1] = whole
        else:
            made.append(value)
    return tuple(reversed(made))


def _whole(first: TypedValue, part: TypedValue, text: str) -> Figure | None:
    if not (isinstance(first, Figure) and isinstance(part, Figure) and part.bound == "exact"):
        return None
    coarse, fine = ALL_UNITS.get(first.unit), ALL_UNITS.get(part.unit)
    if coarse is None or fine is None or coarse.base != fine.base or coarse.money:
        return None
    more = part.low * fine.factor / coarse.factor
    single = first.low == first.high == int(first.low) and part.low == part.high
    if not (single and 0 < more < 1 and fine.factor < coarse.factor):
        return None
    if not _BETWEEN.fullmatch(text, first.end, part.start):
        return None
    value = first.low + more
    return replace(first, text=text[first.start : part.end], end=part.end, low=value, high=value)
