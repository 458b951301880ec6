"""Numbers told by other words: multiples, ranks, groups, ages by the decade, people named.

"Doubled" and "10-fold" are figures in times; "second-largest" and "finished third" are ordinals;
"a couple of" and "a handful" are ranges; "in his early 30s" is a range of ages; and "a mother and
her two children" are three.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claimcheck.language import table
from claimcheck.records import Bound, Figure
from claimcheck.values.context import text_before
from claimcheck.values.figure_making import bound_beside
from claimcheck.values.numbers import ORDINALS, SMALL, TENS, either, words_value

__all__ = ["find_told"]

_TABLE = table("counts")
_MULTIPLES = _TABLE.table("multiples").numbers()
_OF = _TABLE.table("multiples_of").numbers()
_GROUPS = {word: tuple(map(float, row)) for word, row in _TABLE.table("groups").data.items()}
_NUMBER = rf"(?:[0-9]{{1,3}}(?:\.[0-9]+)?|{either(SMALL)}|{either(TENS)})"
_COMPARED = (
    r"(?:as|more|higher|larger|bigger|greater|faster|the|its|their|his|her|what|that|worse|"
    r"stronger|likelier|longer|over|better|deadlier|above|below|lower|less)"
)
_VERB = re.compile(rf"(?<![\w-])(?P<word>{either(_MULTIPLES)})\b(?!-)", re.IGNORECASE)
_BY_WORD = re.compile(
    rf"(?<![\w-])(?P<word>{either(_OF)})\b(?=[ ](?:as|the|its|their|his|her|that|what|those)\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?<![\w.,$£€-])(?P<n>{_NUMBER})(?:[ -]times(?=[ ]{_COMPARED}\b)|[ -]?fold\b)"
    rf"|\bfactor of (?P<f>{_NUMBER})\b(?![.,][0-9])",
    re.IGNORECASE,
)
_IN_HALF = re.compile(
    r"\b(?:cut|cuts|cutting|slash(?:ed|es|ing)?|reduc(?:ed|es|ing)|split|splitting)\b[^.;\n]{0,40}?"
    r"\b(?P<word>in half)\b",
    re.IGNORECASE,
)
_ORDINAL = rf"(?:[0-9]{{1,3}}(?:st|nd|rd|th)|{either(ORDINALS)})"
_RANK = re.compile(
    rf"(?<![\w-])(?P<a>{_ORDINAL})[- ](?:[a-z]+est|most|least|highest|worst|best)\b"
    rf"|\b(?:finish|came|come|coming|plac|rank|stood|seeded)(?:ed|es|s|ing)?[ ](?P<b>{_ORDINAL})\b"
    rf"(?![ ](?:of[ ](?:January|February|March|April|May|June|July|August|September|October|"
    rf"November|December)|half|quarter|day|week|time))"
    rf"|(?<![\w-])(?P<c>{_ORDINAL})[- ]place\b"
    rf"|\brank(?:ed|s|ing)?[ ](?:at[ ])?(?:No\.?|number)[ ](?P<d>[0-9]{{1,3}})\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"(?<![\w-])(?:{either(_GROUPS)})\b(?![ ](?:of[ ])?(?:dozen|hundred|thousand|million|billion|"
    rf"sides|parties|houses|chambers|countries|ways|worlds|and)\b|['’-])",
    re.IGNORECASE,
)
_DECADES = {word: value for word, value in TENS.items()}
_AGE = re.compile(
    r"\b(?:his|her|their|its|he['’]s in his|she['’]s in her)[ ]"
    r"(?:(?P<part>early|mid|late)[- ])?[‘’']?(?:(?P<n>[2-9]0)['’]?s|"
    rf"(?P<word>{'|'.join(w[:-1] + 'ies' for w in TENS)}))\b",
    re.IGNORECASE,
)
_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}


def find_told(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """The figures that other words tell, in order; one may overlap another or a plain number."""
    stop = len(text) if end is None else min(end, len(text))
    readers: tuple[tuple[re.Pattern[str], Callable[..., Figure | None]], ...] = (
        (_VERB, _multiple),
        (_BY_WORD, _multiple),
        (_TIMES, _times),
        (_IN_HALF, _in_half),
        (_RANK, _rank),
        (_GROUP, _group),
        (_AGE, _age),
    )
    found = [
        figure
        for pattern, read in readers
        for match in pattern.finditer(text, start, stop)
        if (figure := read(match, text)) is not None
    ]
    return tuple(sorted(found, key=lambda figure: (figure.start, -figure.end)))


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
    word = match.group("word").lower()
    value = _MULTIPLES[word] if word in _MULTIPLES else _OF[word]
    if word == "halves" and re.search(
        r"\b(?:two|both|the|of) $", text_before(text, match.start(), 6)
    ):
        return None
    return _made(match, value, value, "times", bound_beside(text, *match.span()))


def _times(match: re.Match[str], text: str) -> Figure | None:
    word = match.group("n") or match.group("f")
    value = float(word) if word[0].isdigit() else words_value(word)
    return _made(match, value, value, "times", bound_beside(text, *match.span())) if value else None


def _in_half(match: re.Match[str], text: str) -> Figure | None:
    return _made(match, 0.5, 0.5, "times", group=match.re.groupindex["word"])


def _ordinal(word: str) -> float:
    return float(word[:-2]) if word[0].isdigit() else ORDINALS[word.lower()]


def _rank(match: re.Match[str], text: str) -> Figure | None:
    name = next(key for key, value in match.groupdict().items() if value)
    word = match.group(name)
    value = float(word) if name == "d" else _ordinal(word)
    if name == "a" and value == 1:
        return None  # "the first largest" is no rank
    return _made(
        match, value, value, "ordinal", group=0 if name == "a" else match.re.groupindex[name]
    )


def _group(match: re.Match[str], text: str) -> Figure | None:
    low, high = _GROUPS[match.group().lower()]
    return _made(match, low, high, "", "exact" if low == high else "range")


def _age(match: re.Match[str], text: str) -> Figure | None:
    word = match.group("word")
    ten = float(match.group("n") or TENS[word[:-3].lower() + "y"])
    low, high = _PART[(match.group("part") or "").lower()]
    return _made(match, ten + low, ten + high, "age", "range")
