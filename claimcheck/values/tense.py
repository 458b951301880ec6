"""Which way a date without a year, or a weekday, points: read from the words around it."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.language import table
from claimcheck.values.calendar import Direction
from claimcheck.values.context import text_before

_BEFORE, _AFTER, _TOKENS = 160, 110, 16
_CUT = re.compile(
    r"[;!?\n]|[a-z0-9)”\"’]{2}\.[”\"’]?\s|,\s(?:but|and|while|which|who|where|when)\b|\s[—–-]+\s"
)
_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'’]|-(?=[A-Za-z]))*")
_TABLE = table("tense")
_MODALS, _PLANNED = _TABLE.words("modals"), _TABLE.words("planned")
_AHEAD, _BEHIND = _TABLE.words("ahead"), _TABLE.words("behind")
_FILLER, _NAMES_OF_PLANS = _TABLE.words("filler"), _TABLE.words("names_of_plans")
_PAST, _NOT_PAST = _TABLE.words("past"), _TABLE.words("not_past")
_TOLD_BY = _TABLE.words("told_by")
_NOT = _TABLE.words("not")
_CLAUSE = _TABLE.words("clause")
_PROMISED = _TABLE.words("promised")
_HAPPENED, _NOT_VERB = _TABLE.words("happened"), _TABLE.words("not_verbs")


def direction_of(text: str, start: int, end: int) -> Direction | None:
    """The direction of the clause around ``text[start:end]``; None where no word tells.

    Only a bounded window is read, so the cost does not grow with the text.
    """
    before = text_before(text, start, _BEFORE)
    cut = 0
    for match in _CUT.finditer(before):
        cut = match.end()
    words = _WORD.findall(before[cut:])[-_TOKENS:]
    found = _looking_back(words)
    if found is not None:
        return found
    after = text[end : end + _AFTER]
    stop = _CUT.search(after)
    if stop:
        # A full stop is found together with the last two letters of its word.
        after = after[: stop.start() + (2 if stop.group()[0].isalnum() else 0)]
    return _looking_ahead(_WORD.findall(after)[:_TOKENS])


def _looking_back(words: list[str]) -> Direction | None:
    lower = [w.lower() for w in words]
    last = len(lower) - 1
    while last >= 0 and lower[last] in _FILLER:
        last -= 1
    if last < 0:
        return None
    if lower[last] in _AHEAD:
        return "past" if lower[last] == "until" and _NOT & set(lower[:last]) else "coming"
    if lower[last] in _BEHIND:
        return "past"
    if lower[last] in {"is", "are"}:
        return "coming"
    for i in range(len(lower) - 1, -1, -1):
        if i < last and lower[i] in _CLAUSE:
            return None
        cue = _cue(words, lower, i)
        if cue == "past" and "that" in lower[i + 1 :]:
            return None
        if cue is not None:
            return cue
    return None


def _cue(words: list[str], lower: list[str], i: int) -> Direction | None:
    word = lower[i]
    if word in _MODALS and words[i] != "May":
        return "coming"
    if word in {"plan", "plans"} and lower[i + 1 : i + 2] != ["to"]:
        return None
    if word == "set" and lower[i + 1 : i + 2] in (["for"], ["to"]):
        return "coming"
    if word.endswith(("'ll", "’ll")) or (word in _PLANNED and word != "set"):
        return "past" if "had" in lower[max(0, i - 3) : i] else "coming"
    if word == "ahead" and lower[i + 1 : i + 2] == ["of"]:
        return "coming"
    if word == "to" and i + 1 < len(words):
        following = words[i + 1]
        # Far from the date an infinitive may govern something else.
        verb = following.isalpha() and following.islower() and following not in _NOT_VERB
        verb = verb and len(words) - i <= 7
        if (verb and not following.endswith("ing")) or following == "be":
            if i and lower[i - 1] in _HAPPENED:
                return "past"
            return None if _is_told(lower[:i]) else "coming"
        return None
    if word in _TOLD_BY:
        return "past"
    if is_past(word):
        near = lower[max(0, i - 4) : i]
        led_by_to = any(a == "to" and b == "be" for a, b in pairwise(near))
        return "coming" if led_by_to or any(w in _MODALS for w in near[-3:]) else "past"
    return None


def _is_told(words: list[str]) -> bool:
    """Whether the verb before an infinitive tells of what was: "asked him to", not "agreed to"."""
    return any(is_past(word) and word not in _PLANNED | _PROMISED for word in words[-6:])


def _looking_ahead(words: list[str]) -> Direction | None:
    lower = [w.lower() for w in words]
    for i in range(len(lower)):
        if lower[i] in _MODALS or lower[i] in _PLANNED - _NAMES_OF_PLANS:
            return "coming"
        if is_past(lower[i]):
            return "past"
    return None


def is_past(word: str) -> bool:
    """Whether a lower-case word looks like a past form."""
    return word in _PAST or (
        "-" not in word and len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST
    )
