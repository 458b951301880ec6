"""What a figure measures: the noun, a casualty state, places and times that narrow it."""

from __future__ import annotations

import re

from claimcheck.facts.nouns import (
    STATES,
    STOP,
    WORD,
    left_noun,
    noun_after,
    singular,
    value_noun,
    word_set,
)

__all__ = ["measured"]

# Endings and words of nouns that name people; other nouns keep their own name when "killed".
_PERSON = re.compile(
    r"(?:er|or|ian|ist|ee|ant|an|ese|i|ite|ard|man|woman|eur|ive)$|^(?:person|child|adult|"
    r"kid|boy|girl|student|"
    r"troop|police|victim|youth|agent|resident|patient|life|casualty|cop|medic|nurse|guard|"
    r"suspect|hostage|pilot|crew|journalist|democrat|teen|infant|bab(?:y|ie)|refugee|dead|"
    r"migrant|militant|insurgent|terrorist|national|friend|family|mp|marine|cleric|monk|priest|"
    r"pilgrim|tourist|guest|aide|official|body|one|other|member|male|female|relative|"
    r"american|israeli|"
    r"palestinian|briton)$"
)
_CLAUSE_END = re.compile(r"[;:\n()“”\"]|[.!?](?:\s|$)|,\s|\s[-–—]\s")
_TIME = re.compile(
    r"\b(?:(?:last|this|next|previous) (?:year|month|week|quarter|season|decade)|so far|"
    r"(?:since|in) (?:1[89]|20)\d\d|a year earlier|year-on-year|per (?:day|year|month|week|hour)|"
    r"a (?:day|year|month|week)|overnight|in total|daily|annually)\b"
)
_PREPOSITIONS = word_set("in on at for from against among of with to near by")
_BOUND_WORDS = word_set(
    "at least more than over up to as many no fewer less nearly almost about around some "
    "roughly an estimated the another other only just a total of and by rose stands stood"
)


def measured(text: str, start: int, end: int, unit: str) -> tuple[str, tuple[str, ...]]:
    """The noun that the figure at ``text[start:end]`` counts or is the value of, and modifiers.

    Casualties share one form: noun "person" with the modifier "killed", "injured", ...
    """
    left = _clause_before(text, start)
    right = _clause_after(text, end)
    near = WORD.findall(right)[:14]
    state = "" if unit not in ("",) else _state(left, near)
    noun, used, before = noun_after(near)
    modifiers: list[str] = []
    if (unit and unit != "ordinal") or (not noun and right.startswith(" of ")):
        noun, before = value_noun(left, right, noun, before, text[end : end + 1])
    elif not noun and not state:
        noun = left_noun(left)
    if state:
        people = not noun or noun in STATES or _PERSON.search(noun) is not None
        if people and noun and noun != "person" and noun not in STATES:
            modifiers.append(noun)
        noun = "person" if people else noun
        modifiers.append(state)
    modifiers += [singular(word) for word in before]
    modifiers += _phrases(near[used:], right)
    modifiers += [found.group().lower() for found in _TIME.finditer(left[-60:] + "|" + right)]
    kept = dict.fromkeys(word for word in modifiers if word and word != noun)
    return noun, tuple(kept)


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - 110) : start]
    cut = 0
    for found in _CLAUSE_END.finditer(window):
        cut = found.end()
    return window[cut:]


def _clause_after(text: str, end: int) -> str:
    window = text[end : end + 110]
    found = _CLAUSE_END.search(window)
    return window[: found.start()] if found else window


def _state(left: str, near: list[str]) -> str:
    """The casualty state beside a count: "3 were killed", "killed at least 3"."""
    before = WORD.findall(left)[-8:]
    for word in reversed(before[-5:]):
        if word.lower() in STATES:
            return STATES[word.lower()]
        if word.lower() not in _BOUND_WORDS:
            break
    for position, word in enumerate(near[:7]):
        low = word.lower()
        if low in STATES:
            return STATES[low]
        if position and low in ("in", "and", "but", "from", "to", "on", "by", "at"):
            break
    lowered = [word.lower() for word in before]
    return "killed" if "toll" in lowered or "deaths" in lowered else ""


def _phrases(words: list[str], right: str) -> list[str]:
    """The objects of the prepositions after the noun: "on automobiles", "in Kerr County"."""
    found: list[str] = []
    index = 0
    while index < len(words):
        if words[index].lower() not in _PREPOSITIONS:
            index += 1
            continue
        index += 1
        group: list[str] = []
        while index < len(words) and len(group) < 4:
            word = words[index]
            if word.lower() in STOP and not (word.lower() in ("the", "its", "their") and not group):
                break
            if word.lower() not in STOP:
                group.append(word)
            index += 1
        if group and group[0][0].isupper():
            names = [w for w in group if w[0].isupper()]
            joined = " ".join(names).lower().replace("’", "'")
            found.append(joined.removesuffix("'s"))
        elif group:
            found.append(singular(group[-1]) if len(group) < 3 else singular(group[0]))
    return found
