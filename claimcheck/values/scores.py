"""The results of games and votes as one value: "2-1", "52-48", "5 votes to 4", "6-2, 7-5"."""

from __future__ import annotations

import re

from claimcheck.language import table
from claimcheck.records import Score
from claimcheck.values.context import text_before
from claimcheck.values.numbers import SMALL, either, plain

__all__ = ["find_scores", "is_score"]

_TABLE = table("results")
_NOUGHT = _TABLE.words("nought")
_WORDS = {word: int(value) for word, value in SMALL.items()} | dict.fromkeys(_NOUGHT, 0)
_SMALL = either(_WORDS)
_PAIR = r"[0-9]{1,3}[-–][0-9]{1,3}(?:[ ]?\([0-9]{1,2}[-–/][0-9]{1,2}\)|[-–][0-9]{1,3})?"
# Neither a part of a date, a price, a range of years, a telephone number nor of a name.
_DIGITS = re.compile(
    rf"(?<![\w.,:/$£€%§#+'’–-])(?P<first>{_PAIR})"
    rf"(?P<rest>(?:,[ ]?(?:and[ ])?{_PAIR}){{0,6}})(?![\w%°]|[-–/:][0-9A-Za-z]|[.,][0-9])"
)
_WORDED = re.compile(
    rf"(?<![\w-])(?P<a>{_SMALL}|[0-9]{{1,3}})"
    rf"(?:[ ](?P<what>{either(_TABLE.words('counted'))})[ ]to[ ]|(?P<to>-to-|[ ]to[ ]|-))"
    rf"(?P<b>{_SMALL}|[0-9]{{1,3}})(?![\w%-]|[.,][0-9])",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:{either(_TABLE.words('before'))})\b[^.;!?]{{0,40}}$", re.IGNORECASE)
_AFTER = re.compile(rf"[ ](?:\w+[ ])?(?:{either(_TABLE.words('after'))})\b", re.IGNORECASE)
# A rising pair before what is counted, or behind these words, is a range; so is a change.
_COUNTED = re.compile(
    r"[ -](?:(?:year|month|week|day|hour|minute|mile|metre|meter|foot|inch|point|seat|page)\b"
    r"|(?:percent|per|million|billion|trillion|thousand|km|people|others|odds|ratio|chance)\b)"
)
_SEVERAL = re.compile(r"[ ](?:more[ ])?[a-z]+s\b")
_RANGING = re.compile(r"\b(?:between|from|aged|ages|age|No\.|pages?|chapters?|lines?)[ ]$", re.I)
_DECIDED = re.compile(rf"\b(?:{either(_TABLE.words('decided'))})\b[^.;]{{0,25}}$", re.IGNORECASE)
# "50-50 chance", "20-20 vision": figures of speech.
_SPEECH = re.compile(r"(?:50[-–]50|20[-–]20|24[-–]7|9[-–]11)(?![0-9])")


def find_scores(text: str, start: int = 0, end: int | None = None) -> tuple[Score, ...]:
    """The results in ``text[start:end]``, in order and apart."""
    stop = len(text) if end is None else min(end, len(text))
    found: list[Score] = []
    for match in _DIGITS.finditer(text, start, stop):
        if _is_result(match, text):
            points = tuple(int(n) for n in re.findall(r"[0-9]+", match.group()))
            found.append(_made(match, points))
    for match in _WORDED.finditer(text, start, stop):
        points = (_number(match.group("a")), _number(match.group("b")))
        if _is_worded(match, text, points):
            found.append(_made(match, points))
    found.sort(key=lambda score: (score.start, -score.end))
    scores: list[Score] = []
    for score in found:
        if not scores or score.start >= scores[-1].end:
            scores.append(score)
    return tuple(scores)


def is_score(text: str, start: int, end: int) -> bool:
    """Whether the two numbers of ``text[start:end]`` are a result and no range."""
    match = _DIGITS.match(text, start)
    if match is not None and match.end() >= end:
        return _is_result(match, text)
    match = _WORDED.match(text, start)
    if match is None or match.end() != end:
        return False
    return _is_worded(match, text, (_number(match.group("a")), _number(match.group("b"))))


def _made(match: re.Match[str], points: tuple[int, ...]) -> Score:
    return Score(text=match.group(), start=match.start(), end=match.end(), points=points)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[plain(word)]


def _is_result(match: re.Match[str], text: str) -> bool:
    """Whether two numbers with a dash are a result: by their order, or by the words around."""
    first, second = (int(n) for n in re.findall(r"[0-9]+", match.group())[:2])
    left = text_before(text, match.start(), 60)
    if _SPEECH.match(match.group()) or _RANGING.search(left):
        return False
    if _COUNTED.match(text, match.end()):
        return False
    padded = re.search(r"(?:^|[-–])0[0-9]", match.group())
    if match.group("rest"):
        return not padded
    told = bool(_AFTER.match(text, match.end())) or (
        _BEFORE.search(left) is not None and not _SEVERAL.match(text, match.end())
    )
    return told or (first >= second and not padded and first < 500)


def _is_worded(match: re.Match[str], text: str, points: tuple[int, int]) -> bool:
    """ "7 to 2" needs a word of a vote or a game before it, and falls; "two-nil" does not."""
    if match.group("what"):
        return True
    words = {plain(match.group("a")), plain(match.group("b"))}
    if match.group("to") == "-":
        return bool(words & (_NOUGHT - {"zero"})) and not all(w.isdigit() for w in words)
    left = text_before(text, match.start(), 60)
    if _COUNTED.match(text, match.end()) or _RANGING.search(left) or points[0] < points[1]:
        return False
    if match.group("to") == "-to-":
        return bool(_AFTER.match(text, match.end()) or _BEFORE.search(left))
    return bool(_DECIDED.search(left))
