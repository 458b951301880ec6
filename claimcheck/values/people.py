"""People told by naming them: "a mother and her two children" are three, "both men" are two.

Only lists are read whose every part is certainly a person or a counted number of them.
"""

from __future__ import annotations

import re

from claimcheck.language import table
from claimcheck.records import Figure
from claimcheck.values.context import text_before
from claimcheck.values.numbers import SMALL, either, plain
from claimcheck.values.sieve import DIGITS, Rule

__all__ = ["PEOPLE"]

_TABLE = table("counts").table("people")
_ONE = either(_TABLE.words("singular"))
_MANY = either(_TABLE.words("plural"))
_DETERMINER = either(_TABLE.words("determiners"))
_NUMBERS = {word: int(value) for word, value in SMALL.items() if value > 1}
_AGE = r"(?:[ ]?,[ ](?:aged[ ])?[0-9]{1,3}(?:,|(?=[ ]and\b)))?"
_NOT_INSIDE = either(_TABLE.words("not_inside"))
_BETWEEN = rf"(?:[ ](?!(?:{_NOT_INSIDE})\b)[a-z][a-z-]*|[ ][0-9]{{1,2}}-[a-z]+-old){{0,3}}?"
_SINGLE = rf"(?:{_DETERMINER}){_BETWEEN}[ ](?:{_ONE})(?![\w-]|['’]s)"
_COUNTED = (
    rf"(?:(?:his|her|their|the)[ ])?(?P<n{{n}}>{either(_NUMBERS)}|[2-9]|1[0-9]){_BETWEEN}[ ]"
    rf"(?:{_MANY})(?![\w-]|['’])"
)
# Five people in a list is what a sentence bears; the last follows "and".
_MOST = 5


def _item(n: int) -> str:
    return f"(?:(?P<one{n}>{_SINGLE})|{_COUNTED.replace('{n}', str(n))}){_AGE}"


_LIST = re.compile(
    rf"(?<![\w-]){_item(0)}"
    + "".join(f"(?:,?[ ]{_item(n)})?" for n in range(1, _MOST - 1))
    + rf",?[ ]and[ ]{_item(_MOST - 1)}",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z][\w.'’-]*[ ]){1,3}[A-Z][\w'’-]+"
_NAMED = re.compile(
    rf"\b(?:(?i:{_MANY}))[ ](?P<names>{_NAME}{_AGE}(?:,[ ]{_NAME}{_AGE}){{0,8}},?[ ]and[ ]{_NAME})"
)
_BOTH = re.compile(rf"\bboth[ ](?:of[ ](?:the|them|his|her)[ ])?(?:[a-z-]+[ ])?(?:{_MANY})\b", re.I)
# Some of more people, or roles of one: "was a wife and a mother".
_NOT_BEFORE = re.compile(
    r"\b(?:between|like|as|including|among|is|was|are|were|being|become|became)[ ]$", re.IGNORECASE
)
_COUNTED_BEFORE = re.compile(rf"(?:[0-9]|\b(?:{either(_NUMBERS)}))[ ]$", re.IGNORECASE)
_AGE_INSIDE = re.compile(r"[\w-]+-old\b|\b[0-9]+\b")


def _listed(match: re.Match[str], text: str) -> Figure | None:
    if _NOT_BEFORE.search(text_before(text, match.start(), 10)):
        return None
    return _made(text, match.start(), match.end(), _total(match))


def _named(match: re.Match[str], text: str) -> Figure | None:
    left = text_before(text, match.start(), 11)
    if _COUNTED_BEFORE.search(left) or _NOT_BEFORE.search(left):
        return None
    return _made(text, match.start(), match.end(), len(re.findall(_NAME, match.group("names"))))


def _both(match: re.Match[str], text: str) -> Figure | None:
    return _made(text, match.start(), match.end(), 2)


def _total(match: re.Match[str]) -> int:
    """The number of people in a list: one for each single person, and those that are counted."""
    total = 0
    for n in range(_MOST):
        if match.group(f"one{n}"):
            total += 2 if match.group(f"one{n}").lower().endswith("couple") else 1
        elif word := match.group(f"n{n}"):
            total += int(word) if word.isdigit() else _NUMBERS[plain(word)]
    return total


def _made(text: str, start: int, end: int, count: int) -> Figure:
    """The figure on the stretch between the ages that holds the "and"."""
    anchor = text.rfind(" and ", start, end)
    ages = [m.span() for m in _AGE_INSIDE.finditer(text, start, end)]
    if anchor >= 0 and ages:
        start = max([start, *(b for _, b in ages if b <= anchor)])
        end = min([end, *(a for a, _ in ages if a >= anchor)])
    while text[start] in " ,-":
        start += 1
    while text[end - 1] in " ,-":
        end -= 1
    return Figure(text=text[start:end], start=start, end=end, low=count, high=count)


_LISTS = (
    _TABLE.words("determiners") | frozenset({"his", "her", "their", "the", DIGITS}) | set(_NUMBERS)
)
PEOPLE = (
    Rule(frozenset(_LISTS), _LIST, _listed),
    Rule(_TABLE.words("plural"), _NAMED, _named),
    Rule(frozenset({"both"}), _BOTH, _both),
)
