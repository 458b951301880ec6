"""A figure made of a quantity: its bound, and whether it is an age."""

from __future__ import annotations

import re

from claimcheck.language import table
from claimcheck.records import Bound, Figure
from claimcheck.values.context import text_before
from claimcheck.values.numbers import either
from claimcheck.values.quantities import Quantity
from claimcheck.values.units import DURATIONS

__all__ = ["bound_beside", "figure_of", "make_figure"]

_AGE_AFTER = re.compile(r"[- ](?:years?|months?|weeks?|days?)[- ]olds?\b")
_AGED_BEFORE = re.compile(r"\b(?:aged|ages|age|age of)\s(?:between\s|under\s|over\s)?$", re.I)
# "when she was 17", "died at 90", "turns 50": an age, unless what is counted follows.
_AGED_CLAUSE = re.compile(
    r"\b(?:(?:when|since|while|until|before|after|that) (?:he|she|I|they|"
    r"(?-i:[A-Z]\w+)) (?:was|is|were)|"
    r"(?:he|she|who|I)(?:['’]s| is| was)(?: now| only| just)?|"
    r"(?-i:(?!the |a |an )[a-z]+ [A-Z][\w’'-]+ (?:is|was)(?: now| only| just)?)|"
    r"(?:turn(?:s|ed|ing)?|die[sd]?|(?<!the )dead|passed away|married|retired?|(?:since|from) age)"
    r"(?: (?:in|on|from) [\w.]+(?: \w+)?)?(?: at(?: age)?)?)\s(?:only |just |about )?$",
    re.I,
)
_AGE_ENDS = re.compile(
    r"\s?(?:[.,;:)”\"—–]|$|\s(?:and|when|at|in|but|or|with|after|from|on|for|as|the)\b)"
)
_APPOSED = re.compile(r"[A-Z][\w'’.-]+,\s(?:now\s)?$")
_TABLE = table("bounds")
_BOUNDS: tuple[Bound, ...] = ("at most", "at least", "about", "more than", "less than")
_BOUND = re.compile(
    r"(?:(?<!\w)|(?<=[~<>]))(?=[\w~<>])(?:"
    + "|".join(f"(?P<b{i}>{either(_TABLE.texts(bound))})" for i, bound in enumerate(_BOUNDS))
    + r")\s?(?:an additional |another )?$",
    re.I,
)
# "25 percent over 15 years" tells how long, not more than how much.
_DURING = re.compile(
    r"(?:%|\b(?:percent|per cent|[bmtr]{1,2}illion|points?|dollars|paid|spent|spread|"
    r"[0-9]+))\sover\s$",
    re.I,
)
_BOUND_AFTER = re.compile(
    r"\s?(?:(?P<least>\+|(?:\w+ )?or (?:more|above|higher|over))|"
    r"(?P<so>or so)|(?P<most>(?:\w+ )?or (?:less|fewer|"
    r"below|under)))(?!\w)"
)


# "handed over 53 jets" tells of no more than 53.
_PARTICLE = re.compile(r"\b(?:hand|turn|sign|flip|roll)(?:s|ed|ing)?\sover\s$", re.I)


def _beside(text: str, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The words of a bound right before the span and, where there are none, right after it."""
    left = text_before(text, start, 40)
    before = None if _PARTICLE.search(left) else _BOUND.search(left)
    return before, None if before else _BOUND_AFTER.match(text, end)


def bound_beside(text: str, start: int, end: int, lasts: bool = False) -> Bound:
    """The bound that stands right before the span, or right after it."""
    before, after = _beside(text, start, end)
    if before and lasts and _DURING.search(text_before(text, start, 60)):
        return "exact"
    if before:
        name = next(key for key, value in before.groupdict().items() if value)
        return _BOUNDS[int(name[1:])]
    if after:
        if after.group("so"):
            return "about"
        return "at least" if after.group("least") else "at most"
    return "exact"


def figure_of(text: str, quantity: Quantity) -> Figure:
    """The figure of a quantity that stands alone, with the bound written next to it."""
    bound: Bound = bound_beside(text, quantity.start, quantity.end, quantity.unit in DURATIONS)
    if quantity.kind == "vague" and bound in ("exact", "about"):
        bound = "at least"
    return make_figure(text, quantity, quantity.value, quantity.value, quantity.end, bound)


def make_figure(
    text: str, first: Quantity, low: float, high: float, end: int, bound: Bound
) -> Figure:
    """The figure from ``first.start`` to ``end`` in ``text``; an age's unit is "age"."""
    unit, is_age = first.unit, False
    age = _AGE_AFTER.match(text, first.bare) if unit in DURATIONS else None
    if age:
        end, is_age = max(end, age.end()), unit == "year"
    elif not unit and first.kind in ("num", "word") and high < 120:
        left = text_before(text, first.start, 30)
        apposed = low == high and text[end : end + 1] in (",", ".") and _APPOSED.search(left)
        is_age = bool(apposed and low >= 1 and text[end : end + 2] != ", 0") or bool(
            _AGED_BEFORE.search(left)
        )
        if not is_age and low == high and low == int(low) and first.kind == "num":
            aged = low >= 5 and _AGED_CLAUSE.search(text_before(text, first.start, 50))
            is_age = bool(aged and _AGE_ENDS.match(text, end))
    return Figure(
        text=text[first.start : end],
        start=first.start,
        end=end,
        low=low,
        high=high,
        unit="age" if is_age else unit,
        bound=bound,
    )
