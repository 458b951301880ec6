"""Nouns next to a figure: which word is counted or measured.

A wrong noun makes two figures meet that have nothing to do with one another, or keeps two apart
that have; so a word that may be a verb or a name gives no noun at all.
"""

from __future__ import annotations

import re

from claimcheck.facts import nounwords as v
from claimcheck.facts.grammar import CLAUSE_WORD, STATES, WORD, is_plural, singular
from claimcheck.facts.places import canonical_place
from claimcheck.facts.tense import is_past
from claimcheck.facts.units import DURATIONS

__all__ = ["left_noun", "noun_after", "share_noun", "value_noun"]

# A noun phrase begins here, so that what follows the figure is named by it: "a $63 fee".
_DETERMINED = re.compile(
    r"(?:\b(?:an?|the|its|his|her|their|our|your|this|that|another|additional|first|new|record|"
    r"proposed|annual|any|no|every|each|nearly|about|roughly|approximately|estimated|massive|whopping)"
    r"|['’]s?)\s(?:(?:nearly|about|roughly|record|estimated|additional|around|almost|proposed|"
    r"new|further|slight|mere)\s){0,2}$",
    re.I,
)
# In "two of the miners' statements" the statements are counted.
_OWNERS = re.compile(r"[\w-]+s['’] (?=[a-z])")
# "$5 million in aid", and not "in 2012" or "in three years".
_IN = re.compile(r"^ in (?=[A-Za-z])")
_BARE_NOT = re.compile(
    r"^\s?-?[\w'’-]+\s(?:the|an?|his|her|their|its|that|it|this|these|him|them)\b"
)
_VERB = (
    r"(?:rose|rise|risen|rises|rising|fell|fall|fallen|falls|falling|stood|stands?|is|are|"
    r"was|were|peaked|spiked|dipped|plummeted|topped|tops|top|doubled|rebounded|leapt|sank|"
    r"grew|grown|grows|jumped|jumps?|drops?|dropped|climb|climbed|climbs|hit|hits|reach|reached|"
    r"reaches|increased|"
    r"decreased|passed|passes|surpassed|exceeded|exceeds|"
    r"declined|slipped|surged|gained|lost|shed|added|raised|cut|lowered|totall?ed|averaged|"
    r"remained|soared|plunged|slumped|shrank|edged|ticked|came in|came|put|set|had|"
    r"expanded|contracted|stays?|stayed|advanced|eased|widened|narrowed|accounted for|made up|"
    r"lasted|measured|weighed|now)"
)
_TAIL = (
    r"(?:\s(?:to|by|at|from|of|about|around|nearly|almost|over|under|above|below|more|less|fewer|"
    r"than|least|some|up|as|high|low|many|much|an?|estimated|roughly|approximately|just|past|only|"
    r"record)){0,5}\s$"
)
_SUBJECT = re.compile(
    rf"(?<![\w'’.-])((?:[\w'’.-]+\s){{0,9}}[\w'’-]+)\s(?:has |have |had |will |would |"
    rf"could )?(?:been |be )?"
    rf"(?:also |now |currently |up |down |only |just |since |already |climbed )?{_VERB}"
    r"(?:\s(?:up|down|back|further|sharply|slightly|by))?(?:\s[$€£]?[\d.,]+\s?(?:%|"
    rf"percent|per cent|points?|basis points|percentage points))?{_TAIL}"
)
_OF = re.compile(
    r"(?<![\w'’.-])((?:[\w'’.-]+\s){0,4}[\w'’-]+)\s(?:of|at(?!\s(?:least|most)))(?:\s(?:about|"
    r"around|nearly|almost|over|under|more|less|fewer|than|at|least|some|up|to|an|estimated|"
    r"roughly|as|many|much|just|only|approximately)){0,4}\s$"
)
_OBJECT = re.compile(
    r"\b(?:raised?|cuts?|lower(?:ed|s)?|increased?|hik(?:es?|ed)|imposed?|raises|reduced?)\s"
    r"((?:[\w'’-]+\s){1,3})by\s"
)


def _is_verb_form(low: str) -> bool:
    """Whether a word is a past form or gerund rather than one of the few nouns of that form."""
    if low.endswith("ing"):
        return low not in v.ING_NOUNS
    return is_past(low) and low not in v.ED_NOUNS


def noun_after(near: list[str], counted: bool = False) -> tuple[str, int, list[str]]:
    """The noun right after a figure, how many words were used, and the words before the noun.

    Of what is ``counted`` there are several, so that only a plural will do.
    """
    taken: list[str] = []
    for word in near[:6]:
        low = word.lower()
        if low in v.ADJECTIVAL and not taken:
            if low == "others":
                return "person", 1, []
            taken.append(word)
            continue
        content = [w for w in taken if w.lower() not in v.ADJECTIVAL]
        follows = near[len(taken) + 1 : len(taken) + 2]
        of_death = low == "death" and bool(follows) and is_plural(follows[0])
        if low in v.STOP or (low in STATES and not of_death) or v.CALENDAR.fullmatch(word):
            break
        if (low in v.VERBS and not is_plural(word)) or (not content and low in v.VERBS):
            break
        amid = bool(follows) and is_plural(follows[0]) and follows[0][0].islower()
        if content and (low.endswith("ly") or (_is_verb_form(low) and "-" not in low and not amid)):
            break
        if content and low.removesuffix("s") in v.VERBS_OF_ONE:
            break
        if not content and _is_verb_form(low) and not (counted and low.endswith(("ed", "ing"))):
            break
        taken.append(word)
        named = word[0].isupper() and bool(follows) and follows[0][0].isupper()
        lists = amid and (word.islower() or low.endswith("ese")) and low not in v.WHOLE
        if is_plural(word) and not (named or lists or low == "percent") and not _is_place(word):
            return singular(word), len(taken), content
    rest = [word for word in taken if word.lower() not in v.ADJECTIVAL and not _owns(word)]
    if counted or not rest:
        return "", 0, []
    last = rest[-1]
    if last[0].isupper() or _is_verb_form(last.lower()) or last.lower().endswith("ly"):
        return "", 0, []
    return singular(last), len(taken), rest[:-1]


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def _is_place(word: str) -> bool:
    """Whether a capitalised word is the name of a place itself: "Texas", and not "Americans"."""
    return word[0].isupper() and (canonical_place(word) or "").lower() == word.lower()


def share_noun(right: str) -> tuple[str, list[str]]:
    """The noun after "of": "a third of the budget", "10 inches of rain"."""
    words = WORD.findall(_OWNERS.sub("", right.lstrip(" -")[3:]))
    while words and words[0].lower() in (
        "the",
        "all",
        "its",
        "their",
        "his",
        "her",
        "our",
        "these",
    ):
        words = words[1:]
    numbers = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    kept = [w for w in words if not _owns(w) and w.lower() not in numbers]
    if words and _owns(words[0]) and words[0][0].islower() is False:
        kept = words[1:]
    head, _, before = noun_after(kept)
    return head, before


def raised_noun(left: str) -> str:
    """The object of "raised rates by", else ""."""
    raised = _OBJECT.search(left)
    return _head(raised.group(1))[0] if raised else ""


def value_noun(
    left: str, right: str, near: list[str], hyphen: bool, money: bool
) -> tuple[str, list[str]]:
    """What a percentage or a sum is the value of, and the words that narrow it."""
    if right.lstrip(" -").startswith("of "):
        found = share_noun(right)
        if found[0]:
            return found
    inside = _IN.match(right) if money else None
    if inside:
        head, _, before = noun_after(WORD.findall(right[inside.end() :]))
        if head and head not in DURATIONS:
            return head, before
    if raised := raised_noun(left):
        return raised, []
    if (of := _of(left))[0]:
        return of
    noun, used, before = noun_after(near)
    attributive = hyphen or bool(_DETERMINED.search(left))
    bare = noun in v.BARE and not _BARE_NOT.match(right)
    last = near[used - 1] if used else ""
    if noun and right[:1] in (" ", "-") and (attributive or bare or is_plural(last)):
        if noun in v.GENERIC_VALUE and before:
            return singular(before[-1]), before[:-1]
        return noun, before
    return left_noun(left)


def left_noun(left: str) -> tuple[str, list[str]]:
    """The subject of a verb of change or state that leads up to the figure, and what narrows it."""
    found = _SUBJECT.search(left)
    return _head(found.group(1)) if found else _of(left)


def _of(left: str) -> tuple[str, list[str]]:
    """The noun whose value follows: "a fee of", "inflation at"; no "her company at 16"."""
    found = _OF.search(left)
    if found is None:
        return "", []
    head = _head(found.group(1))
    by_place = left[found.end(1) :].lstrip().startswith("at")
    return ("", []) if by_place and not v.NOUN_ENDING.search(head[0]) else head


def _head(phrase: str) -> tuple[str, list[str]]:
    """The head of a noun phrase, and of what it is: "the price of oil" is a price, oil.

    The head is the last word before the first preposition: in "the toll from floods in Texas"
    it is the toll that rose.
    """
    clauses = CLAUSE_WORD.split(" " + phrase + " ")
    words = WORD.findall(clauses[-1])
    if not words or words[-1].lower() in v.PRONOUNS:
        return "", []
    first = next((i for i, w in enumerate(words) if w.lower() in v.PREPOSITIONS), len(words))
    tail: list[str] = []
    if first == 0:
        last = max(i for i, w in enumerate(words) if w.lower() in v.PREPOSITIONS)
        group = words[last + 1 :]
    else:
        group, tail = words[:first], words[first + 1 :]
        if group[-1].lower() in v.COUNTING and words[first : first + 1] == ["of"]:
            cut = next((i for i, w in enumerate(tail) if w.lower() in v.PREPOSITIONS), len(tail))
            group, tail = tail[:cut], tail[cut + 1 :]
    return _named_by(group, phrase, first > 0 and len(clauses) > 0, tail)


def _named_by(group: list[str], phrase: str, leads: bool, tail: list[str]) -> tuple[str, list[str]]:
    kept: list[str] = []
    for word in reversed(group):
        low = word.lower()
        if low in v.STOP or low in v.ADJECTIVAL:
            if kept:
                break
            continue
        kept.append(word)
    if not kept:
        return "", []
    if kept[0].lower() in v.GENERIC_VALUE and len(kept) > 1:
        kept = kept[1:]
    word, low = kept[0], kept[0].lower()
    if _is_verb_form(low) or low in v.PRONOUNS or low in v.NOT_HEADS or low.endswith("ly"):
        return "", []
    if word[0].isupper() and not (v.NOUN_ENDING.search(low) and not _is_place(word)):
        return "", []
    if _owns(word):
        return "", []
    head = singular(word)
    pair = len(kept) > 1 and kept[1].lower() in (
        "net", "gross", "operating", "pre-tax", "core", "annual",
    )  # fmt: skip
    what = [w for w in tail[:2] if w.islower() and w not in v.STOP]
    return (f"{kept[1].lower()} {head}" if pair else head), [singular(w) for w in what[-1:]]
