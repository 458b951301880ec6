"""Nouns next to a figure: which word is counted or measured.

A wrong noun makes two figures meet that have nothing to do with one another, or keeps two apart
that have; so a word that may be a verb or a name gives no noun at all.
"""

from __future__ import annotations

import re

from claimcheck.facts.grammar import CLAUSE_WORD, STATES, WORD, is_plural, singular, word_set
from claimcheck.facts.places import canonical_place
from claimcheck.facts.tense import is_past
from claimcheck.facts.units import DURATIONS

__all__ = [
    "ADJECTIVAL",
    "STOP",
    "left_noun",
    "noun_after",
    "raised_noun",
    "share_noun",
    "value_noun",
]

STOP = word_set(
    "the a an and or but in on at of to for from by with as that which who whom were was "
    "are is be been have has had will would could may might than since after before during "
    "into over under if while when where also its their his her this these those it they he "
    "she including said says so not against between among through until per each because "
    "about amid despite via up down out off early late left now then there we you i our "
    "your them him us do does did can should must being more less fewer still yet both "
    "compared according following deep high long tall wide north south east west away "
    "ago worth old what whose one ones such apart prior earlier later alone everything "
    "anything something nothing around above below within without across along behind near "
    "present available total percent toward towards once just only even instead again back last next my me myself itself himself "
    "herself themselves how why whether though although unless too very not no never all any"
)
ADJECTIVAL = frozenset(["more", "other", "others", "additional", "further", "such", "fewer", "new"])
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December"
)
# Words that are verbs where a noun could stand: "32% expect", "350 want".
_VERBS = word_set(
    "expect think believe say see want need like prefer trust favor favour approve disapprove "
    "oppose agree disagree consider hold blame feel describe own use know live remain stay go come "
    "take make get give prop wants says goes comes takes makes gets gives remains expects thinks "
    "believes sees needs likes holds feels knows stays seems seem appear appears become "
    "becomes include includes includes keep keeps put puts call calls rise rises fall falls face "
    "faces turn turns tell tells ask asks do does oppose opposes depend depends show shows try "
    "identify consist belong represent represents came went took got rose fell told ran cast "
    "support supports agrees comply speak read watch followed helped begin began start starts"
)
_ED_NOUNS = word_set(
    "cut hit shot set run bet split put lead cost seed weed speed breed feed need shed bed reed creed deed greed hundred"
)
_ING_NOUNS = word_set(
    "building meeting hearing shooting killing bombing warning ruling wedding spending funding "
    "rating housing training saving earning opening crossing landing recording offering holding "
    "listing drilling reading beating stabbing parking painting drawing filing wing king ring "
    "string spring thing ceiling borrowing lending pricing banking farming mining fishing "
    "turning polling voting wiring lightning evening morning clothing financing marketing "
    "advertising offspring sibling sting swing covering wording warming helping hiring standing"
) - frozenset(["standing", "turning", "reading"])
# "63% of the country thinks": a verb after a singular, whatever its ending.
_VERBS_OF_ONE = word_set(
    "think believe say see want like prefer trust favor favour approve oppose agree know live "
    "remain expect consider feel describe own seem appear become include"
)
_WHOLE = word_set("people men women children troops police persons")
# A noun phrase begins here, so that what follows the figure is named by it: "a $63 fee".
_DETERMINED = re.compile(
    r"(?:\b(?:an?|the|its|his|her|their|our|your|this|that|another|additional|first|new|record|"
    r"proposed|annual|any|no|every|each|nearly|about|roughly|approximately|estimated|massive|whopping)"
    r"|['’]s?)\s(?:(?:nearly|about|roughly|record|estimated|additional|around|almost|proposed|"
    r"new|further|slight|mere)\s){0,2}$",
    re.I,
)
# Nouns of sums and rates that stand after a figure without an article, as in headlines.
_BARE = word_set(
    "deal fine bid budget bill loan grant contract settlement package investment project fund plan "
    "tax cut tariff levy growth increase rise drop decline discount chance turnout inflation "
    "unemployment stake share interest duty profit loss gain majority margin lead support cash "
    "damage aid funding debt bail bond ransom lawsuit takeover merger stimulus bailout payment "
    "approval raise gap deficit surplus revenue income capacity containment accuracy probability "
    "rain snow rainfall snowfall sentence ban truce ceasefire delay"
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
    r"remained|soared|plunged|slumped|shrank|edged|ticked|came in|came|put|set|estimated|had|"
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
_GENERIC_VALUE = frozenset(["rate", "rates", "level", "levels", "figure", "amount", "total"])
_COUNTING = frozenset(["number", "rate", "total", "amount", "level", "proportion", "percentage"])
_PREPOSITIONS = word_set(
    "of in on at for from against among with to near by over under during between about after "
    "before since through into than per"
)
_PRONOUNS = word_set(
    "it he she they we i you who which that this these those there what him them me us one all "
    "some many most both each others everyone nobody"
)
_NOT_HEADS = word_set(
    "lot end way time times year years day days month months week weeks part case result kind "
    "sort point middle beginning start top bottom average high low record not also only even maximum "
    "minimum"
)
# A capital at the start of a clause may be a name; these words are none.
_NOUN_ENDING = re.compile(
    r"(?:ment|tion|sion|ity|ness|ance|ence|ship|age|ings|ions|ments|ures?|ation|rates?|prices|"
    r"costs|wages|jobs|sales|shares|stocks|profits?|deaths|cases|arrests|claims|tax|taxes|tariffs?|"
    r"imports|exports|votes|turnout|support|growth|income|revenues?|debt|output|toll|approval|"
    r"losses|temperatures|winds|unemployment|deficit|production|trade|rent|rents|wheat|oil|gold|"
    r"fatalities|visibility|interest|earnings|tickets|fees|fares|homes)$"
)


def _is_verb_form(low: str) -> bool:
    """Whether a word is a past form or gerund rather than one of the few nouns of that form."""
    if low.endswith("ing"):
        return low not in _ING_NOUNS
    return is_past(low) and low not in _ED_NOUNS


def noun_after(near: list[str], counted: bool = False) -> tuple[str, int, list[str]]:
    """The noun right after a figure, how many words were used, and the words before the noun.

    Of what is ``counted`` there are several, so that only a plural will do.
    """
    taken: list[str] = []
    for word in near[:6]:
        low = word.lower()
        if low in ADJECTIVAL and not taken:
            if low == "others":
                return "person", 1, []
            taken.append(word)
            continue
        content = [w for w in taken if w.lower() not in ADJECTIVAL]
        follows = near[len(taken) + 1 : len(taken) + 2]
        of_death = low == "death" and bool(follows) and is_plural(follows[0])
        if low in STOP or (low in STATES and not of_death) or _CALENDAR.fullmatch(word):
            break
        if (low in _VERBS and not is_plural(word)) or (not content and low in _VERBS):
            break
        amid = bool(follows) and is_plural(follows[0]) and follows[0][0].islower()
        if content and (low.endswith("ly") or (_is_verb_form(low) and "-" not in low and not amid)):
            break
        if content and low.removesuffix("s") in _VERBS_OF_ONE:
            break
        if not content and low.endswith("ed") and not counted and _is_verb_form(low):
            break
        taken.append(word)
        named = word[0].isupper() and bool(follows) and follows[0][0].isupper()
        lists = amid and (word.islower() or low.endswith("ese")) and low not in _WHOLE
        if is_plural(word) and not (named or lists or low == "percent") and not _is_place(word):
            return singular(word), len(taken), content
    rest = [word for word in taken if word.lower() not in ADJECTIVAL and not _owns(word)]
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
    if (
        money
        and (inside := _IN.match(right))
        and (found := noun_after(WORD.findall(right[inside.end() :])))[0]
    ):
        if found[0] not in DURATIONS:
            return found[0], found[2]
    if raised := raised_noun(left):
        return raised, []
    if (head := _of(left))[0]:
        return head
    noun, used, before = noun_after(near)
    attributive = hyphen or bool(_DETERMINED.search(left))
    bare = noun in _BARE and not _BARE_NOT.match(right)
    last = near[used - 1] if used else ""
    if noun and right[:1] in (" ", "-") and (attributive or bare or is_plural(last)):
        if noun in _GENERIC_VALUE and before:
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
    return ("", []) if by_place and not _NOUN_ENDING.search(head[0]) else head


def _head(phrase: str) -> tuple[str, list[str]]:
    """The head of a noun phrase, and of what it is: "the price of oil" is a price, oil.

    The head is the last word before the first preposition: in "the toll from floods in Texas"
    it is the toll that rose.
    """
    clauses = CLAUSE_WORD.split(" " + phrase + " ")
    words = WORD.findall(clauses[-1])
    if not words or words[-1].lower() in _PRONOUNS:
        return "", []
    first = next((i for i, w in enumerate(words) if w.lower() in _PREPOSITIONS), len(words))
    tail: list[str] = []
    if first == 0:
        last = max(i for i, w in enumerate(words) if w.lower() in _PREPOSITIONS)
        group = words[last + 1 :]
    else:
        group, tail = words[:first], words[first + 1 :]
        if group[-1].lower() in _COUNTING and words[first : first + 1] == ["of"]:
            cut = next((i for i, w in enumerate(tail) if w.lower() in _PREPOSITIONS), len(tail))
            group, tail = tail[:cut], tail[cut + 1 :]
    return _named_by(group, phrase, first > 0 and len(clauses) > 0, tail)


def _named_by(group: list[str], phrase: str, leads: bool, tail: list[str]) -> tuple[str, list[str]]:
    kept: list[str] = []
    for word in reversed(group):
        low = word.lower()
        if low in STOP or low in ADJECTIVAL:
            if kept:
                break
            continue
        kept.append(word)
    if not kept:
        return "", []
    if kept[0].lower() in _GENERIC_VALUE and len(kept) > 1:
        kept = kept[1:]
    word, low = kept[0], kept[0].lower()
    if _is_verb_form(low) or low in _PRONOUNS or low in _NOT_HEADS or low.endswith("ly"):
        return "", []
    if word[0].isupper() and not (_NOUN_ENDING.search(low) and not _is_place(word)):
        return "", []
    if _owns(word):
        return "", []
    head = singular(word)
    pair = len(kept) > 1 and kept[1].lower() in (
        "net", "gross", "operating", "pre-tax", "core", "annual",
    )  # fmt: skip
    what = [w for w in tail[:2] if w.islower() and w not in STOP]
    return (f"{kept[1].lower()} {head}" if pair else head), [singular(w) for w in what[-1:]]
