"""Two numbers that belong together: ranges, scores, lists and changes from one to another."""

from __future__ import annotations

import re

from claimcheck.records import Figure
from claimcheck.values.context import text_before
from claimcheck.values.figure_making import figure_of, make_figure
from claimcheck.values.numbers import ATOM
from claimcheck.values.quantities import Quantity, read_quantity
from claimcheck.values.scores import is_score
from claimcheck.values.units import MONEY

__all__ = ["read_range"]

_CHANGE = re.compile(
    r"\b(?:rose|rise[ns]?|rising|fell|fall(?:en|s|ing)?|grew|grow\w*|up|down|jump\w*|"
    r"drop\w*|climb\w*|"
    r"increas\w+|decreas\w+|declin\w+|cut|raise[ds]?|raising|lower\w*|slip\w*|surg\w+|"
    r"go(?:es|ing)?|"
    r"went|chang\w+|mov\w+|expand\w*|shrank|shrink\w*|hik\w+|reduc\w+|revis\w+|edg\w+|"
    r"soar\w*)\b[^.;]{0,40}$",
    re.I,
)
_RANGE = re.compile(r"-to-|-?\s(?:to|and|or)\s|\s?[-–—]\s?")
_FROM = re.compile(r"\bfrom\s(?:about |nearly |around )?$", re.I)
_RANGING = re.compile(r"\b(?:ranging|range|ranged|ranges|anywhere) from\s$", re.I)
_BETWEEN = re.compile(r"\bbetween\s$", re.I)


def read_range(text: str, first: Quantity) -> tuple[Figure, ...] | None:
    """A range as one figure, a score or a change as two, or None: the number stands alone."""
    if first.kind not in ("num", "word"):
        return None
    joint = _RANGE.match(text, first.end)
    match = ATOM.match(text, joint.end()) if joint else None
    if joint is None or match is None or match.lastgroup not in ("num", "word"):
        return None
    second = read_quantity(text, match)
    if second is None:
        return None
    word, left = joint.group().strip(" -–—") or "-", text_before(text, first.start, 40)
    between = bool(_BETWEEN.search(left))
    if (word == "and" and not between) or word == "or":
        return _listed(text, word, first, second)
    if is_score(text, first.start, second.end):
        return (figure_of(text, first), figure_of(text, second))
    shared = _share(first, second)
    if shared is None:
        return None
    if _FROM.search(left) and (first.unit or _CHANGE.search(left)) and not _RANGING.search(left):
        return (figure_of(text, shared), figure_of(text, second))
    if shared.value >= second.value:
        split = word == "-" and not first.unit and second.unit == "percent"
        return (figure_of(text, shared), figure_of(text, second)) if split else None
    whole = _spanning(shared, second)
    return (make_figure(text, whole, shared.value, second.value, second.end, "range"),)


def _listed(text: str, word: str, first: Quantity, second: Quantity) -> tuple[Figure, ...] | None:
    """ "35 and 37 percent" share their unit; "two or three days" is a range."""
    shared = _share(first, second)
    if first.unit or shared is None or first.kind != second.kind:
        return None
    if word == "or" and 0 < second.value - shared.value <= max(second.scale, shared.value / 2):
        made = _spanning(shared, second)
        return (make_figure(text, made, shared.value, second.value, second.end, "range"),)
    if word == "and" and second.unit == "percent" and second.scale == 1:
        return (figure_of(text, shared), figure_of(text, second))
    return None


def _spanning(first: Quantity, second: Quantity) -> Quantity:
    """The second quantity of a range with the first one's start, so that it spans both."""
    return Quantity(
        first.start, second.bare, second.end, second.value, second.scale, first.unit, second.kind
    )


def _share(first: Quantity, second: Quantity) -> Quantity | None:
    """The first end of a range with the magnitude and unit that only the second one writes."""
    unit = first.unit or second.unit
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if first.unit and not second.unit and first.unit not in MONEY:
        return None
    value = first.value
    if first.scale == 1 and second.scale > 1 and value < 1000:
        value *= second.scale
    return Quantity(first.start, first.bare, first.end, value, first.scale, unit, first.kind)
