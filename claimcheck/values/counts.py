"""Numbers told by other words: multiples, ranks, groups, ages by the decade, people named.

"Doubled" and "10-fold" are figures in times; "second-largest" and "finished third" are ordinals;
"a couple of" and "a handful" are ranges; "in his early 30s" is a range of ages; and "a mother and
her two children" are three.
"""

from __future__ import annotations

import re

from claimcheck.language import table
from claimcheck.records import Bound, Figure
from claimcheck.values.context import text_before
from claimcheck.values.figure_making import bound_beside
from claimcheck.values.numbers import ORDINALS, SMALL, TENS, either, plain, words_value
from claimcheck.values.sieve import DIGITS, Rule

__all__ = ["TOLD"]

_TABLE = table("counts")
_MULTIPLES = _TABLE.table("multiples").numbers()
_OF = _TABLE.table("multiples_of").numbers()
_GROUPS = {word: tuple(map(float, row)) for word, row in _TABLE.table("groups").data.items()}
_NUMBER = rf"(?:[0-9]{{1,3}}(?:\.[0-9]+)?|{either(SMALL)}|{either(TENS)})"
_COMPARED = (
    r"(?:as|more|higher|larger|bigger|greater|faster|the|its|their|his|her|what|that|worse|"
    r"stronger|likelier|longer|over|better|deadlier|above|below|lower|less)"
)
# "Doubled down", "doubles as", "to double digits": nothing is multiplied.
_NO_MULTIPLE = rf"(?!-|[ ](?:{either(_TABLE.words('not_multiplied'))})\b)"
_VERB = re.compile(rf"(?<![\w-])(?P<word>{either(_MULTIPLES)})\b{_NO_MULTIPLE}", re.IGNORECASE)
_BASES = _TABLE.words("multiplying")
_WILL = re.compile(rf"\b(?:{either(_TABLE.words('before_multiples'))})[ ]$", re.IGNORECASE)
_BASE = re.compile(
    rf"(?<![\w-])(?P<word>{either(_BASES)})\b{_NO_MULTIPLE}",
    re.IGNORECASE,
)
_BY_WORD = re.compile(
    rf"(?<![\w-])(?P<word>{either(_OF)})\b(?=[ ](?:as|the|its|their|his|her|that|what|those)\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?<![\w.,$£€-])(?P<n>{_NUMBER})(?:[ -]times(?=[ ]{_COMPARED}\b)|[ -]?fold\b)", re.IGNORECASE
)
_FACTOR = re.compile(rf"\bfactor of (?P<n>{_NUMBER})\b(?![.,][0-9])", re.IGNORECASE)
_CUT = "cut|cuts|cutting|slashed|slashes|slashing|reduced|reduces|reducing|split|splitting"
_IN_HALF = re.compile(rf"(?:{_CUT})\b[^.;\n]{{0,40}}?\b(?P<word>in half)\b", re.IGNORECASE)
_ORDINAL = rf"(?:[0-9]{{1,3}}(?:st|nd|rd|th)|{either(ORDINALS)})"
_LARGEST = re.compile(
    rf"(?<![\w-])(?P<a>{_ORDINAL})[- ](?:[a-z]+est|most|least|highest|worst|best)\b", re.IGNORECASE
)
_PLACE = re.compile(rf"(?<![\w-])(?P<c>{_ORDINAL})[- ]place\b", re.IGNORECASE)
_FINISHED = re.compile(
    rf"(?<!-)(?:{either(_TABLE.words('finishing'))})[ ](?:(?P<b>{_ORDINAL})\b"
    r"(?![ ](?:of|half|quarter|day|week|time|in line)\b)"
    r"|(?:at[ ])?(?:No\.?|number)[ ](?P<d>[0-9]{1,3})\b(?![.,%][0-9]))",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"(?<![\w-])(?:{either(_GROUPS)})\b(?![ ](?:of[ ])?(?:dozen|hundred|thousand|million|billion|"
    rf"sides|parties|houses|chambers|countries|ways|worlds|and)\b|['’-])",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<!-)(?:his|her|their|its)[ ](?:(?P<part>early|mid|late)[- ])?[‘’']?(?:(?P<n>[2-9]0)['’]?s|"
    rf"(?P<word>{'|'.join(w[:-1] + 'ies' for w in TENS)}))\b",
    re.IGNORECASE,
)
_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}


def _made(
    match: re.Match[str], low: float, high: float, unit: str, bound: Bound = "exact", group: int = 0
) -> Figure:
    return Figure(
        text=match.group(group),
        start=match.start(group),
        end=match.end(group),
        low=low,
        high=high,
        unit=unit,
        bound=bound,
    )


def _multiple(match: re.Match[str], text: str) -> Figure | None:
    word = plain(match.group("word"))
    value = _MULTIPLES[word] if word in _MULTIPLES else _OF[word]
    if word == "halves" and re.search(
        r"\b(?:two|both|the|of) $", text_before(text, match.start(), 6)
    ):
        return None
    return _made(match, value, value, "times", bound_beside(text, *match.span()))


def _to_be_multiple(match: re.Match[str], text: str) -> Figure | None:
    """ "Will double", "to triple": the base form after a helper."""
    helped = _WILL.search(text_before(text, match.start(), 8))
    return _multiple(match, text) if helped else None


def _times(match: re.Match[str], text: str) -> Figure | None:
    word = match.group("n")
    value = float(word) if word[0].isdigit() else words_value(word)
    return _made(match, value, value, "times", bound_beside(text, *match.span())) if value else None


def _in_half(match: re.Match[str], text: str) -> Figure | None:
    return _made(match, 0.5, 0.5, "times", group=match.re.groupindex["word"])


def _ordinal(word: str) -> float:
    return float(word[:-2]) if word[0].isdigit() else ORDINALS[plain(word)]


def _rank(match: re.Match[str], text: str) -> Figure | None:
    """A rank; "in the first place" and "comes first" are ways of speaking."""
    name = next(key for key, value in match.groupdict().items() if value)
    word = match.group(name)
    value = float(word) if name == "d" else _ordinal(word)
    if value == 1 and not plain(match.group()).startswith(("finish", "rank", "plac")):
        return None
    return _made(
        match, value, value, "ordinal", group=0 if name == "a" else match.re.groupindex[name]
    )


def _group(match: re.Match[str], text: str) -> Figure | None:
    low, high = _GROUPS[plain(match.group())]
    return _made(match, low, high, "", "exact" if low == high else "range")


def _age(match: re.Match[str], text: str) -> Figure | None:
    word = match.group("word")
    ten = float(match.group("n") or TENS[plain(word[:-3]) + "y"])
    low, high = _PART[plain(match.group("part") or "")]
    return _made(match, ten + low, ten + high, "age", "range")


_ORDINAL_WORDS = frozenset((*ORDINALS, DIGITS))
_NUMBER_WORDS = frozenset((*SMALL, *TENS, DIGITS))
TOLD = (
    Rule(frozenset(_MULTIPLES), _VERB, _multiple),
    Rule(frozenset(_OF), _BY_WORD, _multiple),
    Rule(_BASES, _BASE, _to_be_multiple),
    Rule(_NUMBER_WORDS | {word + "fold" for word in SMALL}, _TIMES, _times),
    Rule(frozenset({"factor"}), _FACTOR, _times),
    Rule(frozenset(_CUT.split("|")), _IN_HALF, _in_half),
    Rule(_ORDINAL_WORDS, _LARGEST, _rank),
    Rule(_ORDINAL_WORDS, _PLACE, _rank),
    Rule(_TABLE.words("finishing"), _FINISHED, _rank),
    Rule(frozenset(word.split()[0] for word in _GROUPS), _GROUP, _group),
    Rule(frozenset({"his", "her", "their", "its"}), _AGE, _age),
)
