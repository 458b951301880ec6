"""Nouns next to a figure: which word is counted or measured, and its singular."""

from __future__ import annotations

import re

__all__ = [
    "ADJECTIVAL",
    "STATES",
    "STOP",
    "WORD",
    "left_noun",
    "noun_after",
    "singular",
    "value_noun",
    "word_set",
]


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which white space separates."""
    return frozenset(text.split())


STATES: dict[str, str] = {
    form: state
    for state, forms in {
        "killed": "killed kill kills killing dead died die dies deaths death fatalities fatality "
        "slain lives life drowned perished toll",
        "injured": "injured injure injures injuring wounded wound wounds wounding hurt injuries",
        "missing": "missing unaccounted",
        "arrested": "arrested arrest arrests arresting detained detain detaining",
        "displaced": "displaced displacing displace evacuated fled homeless",
        "rescued": "rescued rescue rescuing saved",
        "hospitalised": "hospitalised hospitalized",
    }.items()
    for form in forms.split()
}
STOP = word_set(
    "the a an and or but in on at of to for from by with as that which who whom were was "
    "are is be been have has had will would could may might than since after before during "
    "into over under if while when where also its their his her this these those it they he "
    "she including said says so not against between among through until per each because "
    "about amid despite via up down out off early late left now then there we you i our "
    "your them him us do does did can should must being more less fewer still yet both "
    "compared according following per deep high long tall wide north south east west away "
    "ago worth old"
)
ADJECTIVAL = frozenset(["more", "other", "others", "additional", "further", "such"])
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman",
    "children": "child", "lives": "life", "policemen": "policeman", "feet": "foot",
    "wives": "wife", "knives": "knife", "fishermen": "fisherman", "servicemen": "serviceman",
    "lawmakers": "lawmaker", "series": "series", "species": "species", "troops": "troop",
    "police": "police", "businessmen": "businessman", "gunmen": "gunman", "congressmen":
    "congressman", "firemen": "fireman", "militiamen": "militiaman", "teeth": "tooth",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?(?:\.(?:[A-Za-z]\.)+)?")
_VERB = (
    r"(?:rose|rise|risen|rises|rising|fell|fall|fallen|falls|falling|stood|stands?|is|are|"
    r"was|were|"
    r"grew|grown|grows|jumped|dropped|climbed|climbs|hit|hits|reached|reaches|increased|"
    r"decreased|"
    r"declined|slipped|surged|gained|lost|shed|added|raised|cut|lowered|totall?ed|averaged|"
    r"remained|soared|plunged|slumped|shrank|edged|ticked|came in|came|put|set|estimated|had|"
    r"expanded|contracted|stays?|stayed|advanced|eased|widened|narrowed|accounted for|made up)"
)
_SUBJECT = re.compile(
    rf"(?<![\w'’.-])((?:[\w'’.-]+\s){{0,4}}[\w'’-]+)\s(?:has |have |had |will |would |"
    rf"could )?(?:been |be )?"
    rf"(?:also |now |currently |up |down |only |just )?{_VERB}"
    r"(?:\s(?:up|down|back|further|sharply|slightly|by))?(?:\s[$€£]?[\d.,]+\s?(?:%|"
    r"percent|per cent|points?|"
    r"basis points|percentage points))?(?:\s(?:to|by|at|from|of|about|around|nearly|almost|over|"
    r"under|above|below|more|less|fewer|than|least|some|up|as|high|low|much|an|a|estimated|"
    r"roughly)){0,4}\s$"
)
_OF = re.compile(
    r"(?<![\w'’.-])((?:[\w'’.-]+\s){0,3}[\w'’-]+)\s(?:of|at)(?:\s(?:about|around|nearly|"
    r"almost|over|under|"
    r"more|less|fewer|than|at|least|some|up|to|an|estimated|roughly|as|many|much)){0,4}\s$"
)
_OBJECT = re.compile(
    r"\b(?:raised?|cut|lower(?:ed)?|increased?|hik(?:e|ed)|imposed?)\s((?:[\w'’-]+\s){1,3})by\s"
)
_GENERIC_VALUE = frozenset(["rate", "rates", "level", "levels", "figure", "amount", "total"])


def singular(word: str) -> str:
    """The singular of an English noun by its ending, lower case."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'.")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low


def noun_after(near: list[str]) -> tuple[str, int, list[str]]:
    """The noun right after a figure, how many words were used, and the words before the noun."""
    taken: list[str] = []
    for word in near[:5]:
        low = word.lower()
        if low in ADJECTIVAL and not taken:
            taken.append(word)
            if low == "others":
                return "person", 1, []
            continue
        if low in STOP or low in STATES or (taken and low.endswith(("ing", "ly"))):
            break
        taken.append(word)
        plural = low in _IRREGULAR or (
            low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")) and len(low) > 3
        )
        follows = near[len(taken) : len(taken) + 1]
        named = word[0].isupper() and bool(follows) and follows[0][0].isupper()
        if plural and not named:
            before = [w for w in taken[:-1] if w.lower() not in ADJECTIVAL]
            return singular(word), len(taken), before
    else:
        taken = taken[:1]
    rest = [word for word in taken if word.lower() not in ADJECTIVAL]
    if not rest:
        return "", 0, []
    return singular(rest[-1]), len(taken), rest[:-1]


def value_noun(
    left: str, right: str, noun: str, before: list[str], after: str
) -> tuple[str, list[str]]:
    """What a percentage, sum or measure is the value of."""
    joined = right.lstrip(" -")
    if joined.startswith("of "):
        words = [word for word in WORD.findall(joined[3:]) if word.lower() not in ("the", "all")]
        head, _, rest = noun_after(words)
        if head:
            return head, rest
    raised = _OBJECT.search(left)
    if raised and (found := _head(raised.group(1))):
        return found, []
    of = _OF.search(left)
    if of and (found := _head(of.group(1))):
        return found, []
    if noun and right[:1] in (" ", "-") and noun not in ("percent", "year"):
        if noun in _GENERIC_VALUE and before:
            return singular(before[-1]), before[:-1]
        return noun, before
    subject = _SUBJECT.search(left)
    return (_head(subject.group(1)) if subject else left_noun(left)), []


def left_noun(left: str) -> str:
    """The subject of a verb of change or state that leads up to the figure, else ""."""
    found = _SUBJECT.search(left) or _OF.search(left)
    return _head(found.group(1)) if found else ""


def _head(phrase: str) -> str:
    """The head of a noun phrase, with the word before it for pairs like "net profit"."""
    words = WORD.findall(phrase)
    kept: list[str] = []
    for word in reversed(words):
        low = word.lower()
        if low in STOP or low in ADJECTIVAL:
            if kept:
                break
            continue
        kept.append(low)
    if not kept:
        return ""
    head = singular(kept[0])
    if head in _GENERIC_VALUE and len(kept) > 1:
        head = singular(kept[1])
    pair = len(kept) > 1 and kept[1] in ("net", "gross", "operating", "pre-tax", "core", "annual")
    return f"{kept[1]} {head}" if pair else head
