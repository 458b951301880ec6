"""Which numbers are quantities and which are names, dates, pronouns or ranks."""

from __future__ import annotations

import re

from claimcheck.language import table
from claimcheck.values import datewords as w
from claimcheck.values.context import text_before
from claimcheck.values.datereaders import counts
from claimcheck.values.numbers import either, is_name_or_date, is_year

__all__ = ["is_counting_ordinal", "is_figure", "is_ordinal_part"]

_SEVERAL_BEFORE = re.compile(r"\b(?:several|few|many|couple|a couple of|per|each)[ -]$", re.I)
_PART_AFTER = re.compile(r"\s+(?:of|more|less|lower|higher|fewer|in|to|since)\b|\s*(?:[,.;)]|$)")
_HALF_AFTER = re.compile(r"[ -](?:of|the|its|their|his|her|our|all|an?)\b")
_HALF_BEFORE = re.compile(
    r"\b(?:by|nearly|almost|about|roughly|than|least|around|some|over)[ ](?:a |one )?$", re.I
)
_HALF_NOT = re.compile(r"\b(?:first|second|latter|other|better|in|final|and a|a)[ -]$", re.I)
_QUARTER_AFTER = re.compile(r"\s(?:of|century|percent)")
_SEVERAL_AFTER = re.compile(r"[ ][a-z]+s\b")
_BY = re.compile(r"\bby $", re.IGNORECASE)
_QUARTER_BEFORE = re.compile(r"\b(?:by|than|nearly|almost|about|roughly|least)[ ]$", re.I)
# "3-D", "a 2-by-4", "No. 18-587", "501(c)4", "the 21 century"
_NAME_AFTER = re.compile(r"-(?:[A-Z](?![\w])|by-[0-9])|[ ]century\b")
_NAME_BEFORE = re.compile(r"(?:\([a-z]\)|[0-9]-by-|\bNos?\. [0-9]{1,4}-|\b[Ll]evel[ ])$")
_QUOTED_BEFORE = re.compile(r"[“\"](?:The )?$")
_POINT_AFTER = re.compile(r"[ -](?:of a |a )?(?:percentage[ -])?points?\b")
_CAPITAL_NEXT = re.compile(r" [A-Z]")
_LOWER_NEXT = re.compile(r"\s+[a-z]")
_WORD_NEXT = re.compile(r"\s+\w")
_RANK_LEFT = re.compile(r"[\w]-$|\bthe\s$")
_ONE_NOT = re.compile(r"\b(?:no|any|every|each|this|that)[ -]$")
_ORDINAL_NOT = re.compile(
    r"-|\s+(?:quarters?|half|century|centuries|[a-z]+est|most|least|party|parties|world|world's|"
    r"hand|degree|lady|ladies|person|of (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December))\b|\s+[A-Z]|['’]"
)
_SERIES = re.compile(r"\s+(?:rounds?|phase|stages?|batch|wave|legs?|term|instal+ment|tranche)\b")
_SECOND_NOT = re.compile(r"\b(?:per|every|split|one|any|each|half a|of a)\s$", re.I)
_FOLLOWED = re.compile(
    r"\s+(?!(?:in|of|on|at|to|and|or|but|after|before|later|is|was|with|for|as|by|only|"
    r"that|when|if|"
    r"ago|earlier|from|behind|nature|thoughts?|class|hand)\b)[a-z]"
)
_ONE = table("numbers").table("one")
_ONE_AFTER = re.compile(rf"[ -](?:{either(_ONE.words('counts'))})\b")
_ONE_IDLE = _ONE.words("idle")
_ONE_STRICT = re.compile(r"\b(?:least|only|just|than|killed|killing|wounded|injured|arrested)\s$")
# "the Ten Commandments": a capital after a word in lower case makes a name.
_NAMED_LEFT = re.compile(r"\b[a-z]+ $")
_WAY = re.compile(r"-(?:way|ways|tone|piece|sided|fold|faced|time|timer|off|up|liners?)\b")
_NAMED_WORDS = re.compile(rf"\b(?:{either(table('named').texts('before_number_words'))})[ -]$")


def is_ordinal_part(text: str, match: re.Match[str], word: str) -> bool:
    """ "a third round" against "a third of": the article leaves open which one it is."""
    article = match.group().lower().startswith(("a ", "an "))
    if not article or word in ("half", "quarter") or _PART_AFTER.match(text, match.end()):
        return False
    return not _BY.search(text_before(text, match.start(), 3))


def is_counting_ordinal(text: str, start: int, end: int, value: float, left: str) -> bool:
    """Whether an ordinal counts something: "first" only in a series, no superlatives or dates."""
    if _ORDINAL_NOT.match(text, end) or is_name_or_date(text, start, end):
        return False
    if text[start].isupper() and (start > 0 or text[end : end + 1] == ","):
        return False
    if value == 1 and not _SERIES.match(text, end):
        return False
    if value == 2 and (_SECOND_NOT.search(left) or not _FOLLOWED.match(text, end)):
        return False
    return not _RANK_LEFT.search(left) or bool(_WORD_NEXT.match(text[end : end + 4]))


def is_figure(
    text: str, start: int, bare: int, end: int, kind: str, unit: str, scale: float
) -> bool:
    """Whether a number without a currency sign is a quantity rather than a name or a date."""
    left = text_before(text, start, 40)
    if _SEVERAL_BEFORE.search(left):
        return False
    if kind == "frac":
        return _is_fraction(text, start, bare, left)
    if kind == "word":
        return _is_word_figure(text, start, bare, end, unit, scale)
    if kind == "num":
        if is_name_or_date(text, start, bare, bool(unit)) or _is_title(text, start, end, left):
            return False
        if not unit and scale == 1 and is_year(text, start, bare):
            return _is_year_count(text, start, bare)
    return True


def _is_year_count(text: str, start: int, end: int) -> bool:
    """Whether four digits that could be a year count something: by the words on either side."""
    value = int(text[start:end])
    if counts(text, start, value):
        return True
    old = value < 1900 and not w.LEADS_TO_OLD_YEAR.search(text_before(text, start, 12))
    return bool(_SEVERAL_AFTER.match(text, end) if old else w.COUNTED_AFTER.match(text, end))


def _is_title(text: str, start: int, end: int, left: str) -> bool:
    """Whether the number is part of a name or all that stands in quotes: “The 360”."""
    if _NAME_AFTER.match(text, end) or _NAME_BEFORE.search(left):
        return True
    return text[end : end + 1] in ("”", '"') and _QUOTED_BEFORE.search(left) is not None


def _is_fraction(text: str, start: int, bare: int, left: str) -> bool:
    word = text[start:bare].lower()
    if _POINT_AFTER.match(text, bare):
        return True
    if word == "half":
        if _HALF_NOT.search(left):
            return False
        return bool(_HALF_AFTER.match(text, bare) or _HALF_BEFORE.search(left))
    if word in ("a half", "an half"):
        return False
    if "quarter" in word and "-" not in word:
        return bool(_QUARTER_AFTER.match(text[bare : bare + 9]) or _QUARTER_BEFORE.search(left))
    return True


def _is_word_figure(text: str, start: int, bare: int, end: int, unit: str, scale: float) -> bool:
    left = text_before(text, start, 40)
    word = text[start:bare].lower()
    if _NAMED_WORDS.search(left) or is_name_or_date(text, start, bare):
        return False
    if (
        text[start].isupper()
        and _NAMED_LEFT.search(left)
        and _CAPITAL_NEXT.match(text[bare : bare + 2])
    ):
        return False
    if _WAY.match(text, bare):
        return False
    if word == "zero":
        return unit in ("percent", "degree", "degree Celsius", "degree Fahrenheit")
    if word != "one" or scale > 1:
        return True
    if text[bare : bare + 4] == " of " or _ONE_NOT.search(left):
        return False
    if unit and unit not in _ONE_IDLE and end - bare > len(" C"):  # "one C" may be a grade
        return True
    return bool(
        _ONE_AFTER.match(text, bare)
        or (_ONE_STRICT.search(left) and _LOWER_NEXT.match(text[bare : bare + 3]))
    )
