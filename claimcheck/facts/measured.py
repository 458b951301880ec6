"""What a figure measures: the noun, a state of people, places and times that narrow it."""

from __future__ import annotations

import re

from claimcheck.facts.grammar import STATES, WORD, singular, word_set
from claimcheck.facts.nouns import left_noun, noun_after, share_noun, value_noun
from claimcheck.facts.nounwords import STOP
from claimcheck.facts.states import is_person, state_of
from claimcheck.facts.units import DURATIONS, MONEY

__all__ = ["measured"]

_CLAUSE_END = re.compile(r"[;:\n()“”\"]|[.!?](?:\s|$)|,\s|\s[-–—]\s")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Jr|No|vs|U\.S|U\.K)\.$")
_TIME = re.compile(
    r"\b(?:(?:last|this|next|previous) (?:year|month|week|quarter|season|decade)|so far|"
    r"(?:since|in) (?:1[89]|20)\d\d|a year earlier|year-on-year|per (?:day|year|month|week|hour)|"
    r"a (?:day|year|month|week)|overnight|in total|daily|annually)\b"
)
_PREPOSITIONS = word_set("in on at for from against among of with to near by")
_PER = re.compile(r"^-(?:per|an?)-[a-z]+")
_OF_ALONE = re.compile(r"\bof\s[\w ]*$")
# "had lost 100 pounds" weighs no one.
_ACTS = re.compile(r"\b(?:had|lost|gained|shed|hit|cut|put|set|added|raised)\s[\w ]*$")
_RATES = frozenset(("percent", "percentage point", "basis point")) | MONEY
_MAGNITUDE_LEFT = re.compile(
    r"\bmagnitude(?:[ -]|\s(?:of|is|was|at)\s)(?:an? )?(?:estimated |about |around )?$|\b(?:quake|"
    r"earthquake|temblor|tremor|aftershock)s?,?(?: (?:of|measuring|measured|registering|with) "
    r"(?:an? |at )?(?:estimated |preliminary |about )?)$",
    re.I,
)
# "the undersea earthquake off Vanuatu measured 6.4"
_MEASURED = re.compile(
    r"\b(?:quake|earthquake|temblor|tremor|aftershock)s?\b.*\b(?:measur|register|record)(?:ed|ing|s)"
    r"(?: at| as)?(?: an?)?(?: estimated| preliminary| about)?\s?$"
    r"|\bput (?:the|its) magnitude\b.*\bat\s?$",
    re.I,
)
# "sentenced to nine years", "a nine-year prison term", "10 years behind bars"
_PUNISHED = re.compile(
    r"\b(?:sentenced (?:\w+ ){0,4}to|(?:jailed|imprisoned) (?:\w+ ){0,4}for)"
    r"(?: (?:at least|up to|more than|a|an|nearly|about))*\s?$",
    re.I,
)
_PRISON = re.compile(
    r"^[ -](?:(?:prison|jail) ?(?:terms?|sentences?)?\b|sentences?\b|behind bars|in (?:\w+ )?"
    r"(?:prison|jail|custody))",
    re.I,
)
_MAGNITUDE_RIGHT = re.compile(r"^[ -](?:magnitude|on the Richter)\b", re.I)
_TELLS_NO_COUNT = re.compile(r"^\s?(?:[.,;]|$|\s(?:in|on|at|to|and|or|with|from|by|for|as)\b)")


def measured(text: str, start: int, end: int, unit: str) -> tuple[str, tuple[str, ...]]:
    """The noun that the figure at ``text[start:end]`` counts or is the value of, and modifiers.

    Casualties share one form: noun "person" with the modifier "killed", "injured", ...
    """
    left, right = _clause_before(text, start), _clause_after(text, end)
    shook = _MAGNITUDE_LEFT.search(left) or _MEASURED.search(left) or _MAGNITUDE_RIGHT.match(right)
    if not unit and shook:
        return "magnitude", ()
    if unit in DURATIONS and (_PUNISHED.search(left) or _PRISON.match(right)):
        return "sentence", ()
    per = _PER.match(right)
    near = WORD.findall(right[per.end() :] if per else right)[:14]
    hyphen = right.startswith("-") or "-" in text[start:end].strip("-")
    modifiers: list[str] = [per.group()[1:].replace("-", " ")] if per else []
    if unit and unit != "ordinal":
        right_after = " " + right[per.end() :].lstrip() if per else right
        noun, before = _value_of(left, right_after, near, unit, hyphen)
        used = 0
    else:
        noun, used, before, state = _count_of(text, start, end, left, right, near, unit)
        if state:
            people = not noun or noun in STATES or is_person(noun)
            if people and noun and noun != "person" and noun not in STATES:
                modifiers.append(noun)
            noun = "person" if people else noun
            modifiers.append(state)
    modifiers += [singular(word) if word.islower() else word.lower() for word in before]
    modifiers += _phrases(near[used:])
    modifiers += [found.group().lower() for found in _TIME.finditer(left[-60:] + "|" + right)]
    kept = dict.fromkeys(word for word in modifiers if word and singular(word) != noun)
    return noun, tuple(kept)


def _value_of(
    left: str, right: str, near: list[str], unit: str, hyphen: bool
) -> tuple[str, list[str]]:
    """The noun of a figure with a unit. A time or a length next to a subject measures anything."""
    if unit in _RATES:
        return value_noun(left, right, near, hyphen, unit in MONEY)
    if right.lstrip(" -").startswith("of "):
        return share_noun(right)
    if hyphen:
        noun, _, before = noun_after(near)
        return noun, before
    if _ACTS.search(left[-40:]) or (unit in DURATIONS and not _OF_ALONE.search(left[-20:])):
        return "", []
    return left_noun(left)


def _count_of(
    text: str, start: int, end: int, left: str, right: str, near: list[str], unit: str
) -> tuple[str, int, list[str], str]:
    """Noun, words used, words before the noun, and the state of people, of a plain number."""
    written = text[start:end].lower()
    part = (
        "in" in written
        or " of " in written
        or re.search(r"half|third|quarter|fifth|tenth", written)
    )
    single = (
        bool(part) or unit == "ordinal" or written in ("1", "one", "a", "0.5") or "." in written
    )
    if right.startswith("-") and right[1:2].isalpha() and not right.startswith("-to-") and near:
        head, *rest = near[0].split("-")
        return singular(head), 1, rest, ""
    if right.startswith(" the ") and part:
        near = near[1:]
    noun, used, before = noun_after(near, counted=not single)
    state = "" if unit else state_of(left, text[end : end + 130], near, noun, right)
    if right.startswith(" of ") and not noun:
        noun, before = share_noun(right)
        used = 1
    elif not noun and not state and unit != "ordinal" and not part and _TELLS_NO_COUNT.match(right):
        noun, before = left_noun(left)
    return noun, used, before, state


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - 130) : start]
    cut = 0
    for found in _CLAUSE_END.finditer(window):
        joins = found.group() == ":" and not window[found.end() :].strip()
        if not joins and not _ABBREVIATED.search(
            window[max(0, found.start() - 6) : found.end()].rstrip()
        ):
            cut = found.end()
    return window[cut:]


def _clause_after(text: str, end: int) -> str:
    window = text[end : end + 110]
    for found in _CLAUSE_END.finditer(window):
        if not _ABBREVIATED.search(window[max(0, found.start() - 6) : found.end()].rstrip()):
            return window[: found.start()]
    return window


def _phrases(words: list[str]) -> list[str]:
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
