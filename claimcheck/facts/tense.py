"""Which way a date without a year, or a weekday, points: read from the words around it."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.facts.calendar import Direction


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE, _AFTER, _TOKENS = 160, 110, 16
_CUT = re.compile(
    r"[;!?\n]|[a-z0-9)”\"’]{2}\.[”\"’]?\s|,\s(?:but|and|while|which|who|where|when)\b|\s[—–-]+\s"
)
_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'’]|-(?=[A-Za-z]))*")
_MODALS = _words("will won't won’t shall would could may might should can must")
_PLANNED = _words(
    "expected scheduled likely unlikely due set slated planned plan plans expects poised deadline "
    "upcoming hopes intends aims resumes resume begins begin starts start expires expire opens "
    "headed"
)
_AHEAD = _words("until till through starting beginning effective upcoming coming due ahead")
_BEHIND = _words("since after following")
_FILLER = _words(
    "on in at of the a from for early late later earlier as this noon midnight p m night "
    "morning afternoon evening am pm s and next"
)
_PAST = _words(
    "said was were had has have did told met won lost held made took gave came went began "
    "left got saw found hit fell rose led ran shot died knew thought brought kept sent spoke "
    "wrote sat struck broke became sought fought put cut read set paid built bought caught "
    "chose drew drove grew heard flew felt stood swore threw understood wore withdrew taken "
    "given seen done gone known shown spoken written been sworn laid arose tore sang "
    "drank ate sank swam rode stole froze hid slept woke fled sold lent dealt meant "
    "slid spun stuck swept rang"
)
_NOT_PAST = _words("need feed indeed speed exceed proceed united red bed seed deed")
# Ahead of a date these announce it; behind it they may belong to another clause.
_NAMES_OF_PLANS = _words("deadline plan plans upcoming set due begin begins start starts")
# After these an infinitive tells of what has happened: "were forced to close".
_HAPPENED = _words(
    "forced failed managed continued began started helped declined refused went came used "
    "able appeared seemed had tried allowed led sought return returned"
)
_NOT_VERB = _words(
    "the a an his her their its our my your this that these those power work date court "
    "office jail prison death reporters lawmakers more as all be at"
)


def direction_of(text: str, start: int, end: int) -> Direction | None:
    """The direction of the clause around ``text[start:end]``; None where no word tells.

    Only a bounded window is read, so the cost does not grow with the text.
    """
    before = text[max(0, start - _BEFORE) : start]
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
        return "coming"
    if lower[last] in _BEHIND:
        return "past"
    if lower[last] in {"is", "are"}:
        return "coming"
    for i in range(len(lower) - 1, -1, -1):
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
        return "coming"
    if word == "ahead" and lower[i + 1 : i + 2] == ["of"]:
        return "coming"
    if word == "to" and i + 1 < len(words):
        following = words[i + 1]
        # Far from the date an infinitive may govern something else.
        verb = following.isalpha() and following.islower() and following not in _NOT_VERB
        verb = verb and len(words) - i <= 7
        if (verb and not following.endswith("ing")) or following == "be":
            return "past" if i and lower[i - 1] in _HAPPENED else "coming"
        return None
    if is_past(word):
        near = lower[max(0, i - 4) : i]
        led_by_to = any(a == "to" and b == "be" for a, b in pairwise(near))
        return "coming" if led_by_to or any(w in _MODALS for w in near[-3:]) else "past"
    return None


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
