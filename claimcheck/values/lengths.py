"""Parts of a unit and units behind an adjective: "half an hour", "three long years".

"Half an hour" is thirty minutes and no half of anything; "a mile and a quarter" is one length.
"""

from __future__ import annotations

import re

from claimcheck.language import table
from claimcheck.records import Figure
from claimcheck.values.context import text_before
from claimcheck.values.figure_making import bound_beside
from claimcheck.values.numbers import PARTS, SMALL, TENS, either, plain, words_value
from claimcheck.values.sieve import DIGITS, Rule
from claimcheck.values.units import ALL_UNITS, DURATIONS, match_unit

__all__ = ["LENGTHS"]

_SHARE = "half|quarter|third"
_PART = re.compile(
    rf"(?<![\w-])(?:(?:an?|one)[ -])?(?:(?P<n>two|three)[ -])?(?P<part>{_SHARE})s?"
    r"(?:[ -](?:of[ ])?(?:an?|one)[ -]|[ -])(?=\w)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<![\w-])(?:an?|one)[ ](?=\w)", re.IGNORECASE)
_AND_PART = re.compile(rf"[ ]and[ ]an?[ -](?P<part>{_SHARE})\b(?!-)", re.IGNORECASE)
_NUMBER = rf"(?:[0-9]{{1,3}}|(?:{either(TENS)})(?:-(?:{either(SMALL)}))?|{either(SMALL)})"
_APART = re.compile(
    rf"(?<![\w.,$£€-])(?P<n>{_NUMBER})[ ](?P<word>[a-z]{{3,14}})[ ](?=[a-z]+s\b)", re.IGNORECASE
)
# "A year" is a length where words before or after it say so, and not in "twice a year".
_ONE_BEFORE = re.compile(
    r"\b(?:within|lasted|lasting|lasts|took|takes|taking|given|spent|spending|serve[sd]?|serving)"
    r"[ ](?:for[ ])?$",
    re.IGNORECASE,
)
_ONE_AFTER = re.compile(r"[ ](?:later|earlier|after|before|in (?:prison|jail)|away|behind bars)\b")
_LONG = re.compile(r"(?<![\w-])(?P<unit>hour|day|week|month|year|decade|century)-?long\b", re.I)
# "A first half hour" is the half of a game, and "the last quarter mile" a stretch of road.
_ORDERED = re.compile(r"\b(?:first|second|third|fourth|last|final|opening|latter|other)[ -]$", re.I)
_EXTENT = frozenset({"metre", "kilogram", "litre", "square metre"})
_AGO = re.compile(r"[ ](?:ago|hence)\b")
_NOT_BETWEEN = table("counts").words("not_between")


def _unit(text: str, position: int) -> tuple[str, int] | None:
    """A unit of measure in words that begins at ``position``."""
    named = match_unit(text, position)
    if named is None or named[1] - position < 3:
        return None
    unit = ALL_UNITS[named[0]]
    return named if unit.lasts or unit.base in _EXTENT else None


def _part(match: re.Match[str], text: str) -> Figure | None:
    named = _unit(text, match.end())
    part = plain(match.group("part"))
    if named is None or _ORDERED.search(text_before(text, match.start(), 10)):
        return None
    many = {"two": 2, "three": 3}.get(plain(match.group("n") or ""), 1)
    return _made(text, match.start(), named[1], many / PARTS[part], named[0])


def _one(match: re.Match[str], text: str) -> Figure | None:
    """ "A mile and a quarter", and "a year" where it is no rate."""
    named = _unit(text, match.end())
    if named is None or _AGO.match(text, named[1]):
        return None
    part = _AND_PART.match(text, named[1])
    if part is None:
        one = _made(text, match.start(), named[1], 1, named[0])
        left = text_before(text, match.start(), 24)
        told = one.bound != "exact" or _ONE_BEFORE.search(left) or _ONE_AFTER.match(text, one.end)
        return one if told and named[0] != "second" else None
    value = 1 + 1 / PARTS[plain(part.group("part"))]
    return _made(text, match.start(), part.end(), value, named[0])


def _apart(match: re.Match[str], text: str) -> Figure | None:
    """A number, a word that narrows it and a length of time: "five painstaking hours"."""
    named = _unit(text, match.end())
    word = plain(match.group("word"))
    if named is None or named[0] not in DURATIONS or word in _NOT_BETWEEN:
        return None
    if match_unit(text, match.start("word")) or word in SMALL or _AGO.match(text, named[1]):
        return None
    number = match.group("n")
    value = float(number) if number.isdigit() else words_value(number)
    return _made(text, match.start(), named[1], value, named[0])


def _made(text: str, start: int, end: int, value: float, unit: str) -> Figure:
    return Figure(
        text=text[start:end],
        start=start,
        end=end,
        low=value,
        high=value,
        unit=unit,
        bound=bound_beside(text, start, end, lasts=unit in DURATIONS),
    )


def _long(match: re.Match[str], text: str) -> Figure | None:
    return _made(text, *match.span(), 1, plain(match.group("unit")))


_ONE = frozenset({"a", "an", "one"})
_SPANS = frozenset(["hour", "day", "week", "month", "year", "decade", "century"])
LENGTHS = (
    Rule(_ONE | {"two", "three", "half", "quarter", "third"}, _PART, _part),
    Rule(_ONE, _WHOLE, _one),
    Rule(_SPANS | {unit + "long" for unit in _SPANS}, _LONG, _long),
    Rule(frozenset((*SMALL, *TENS, DIGITS)), _APART, _apart),
)
