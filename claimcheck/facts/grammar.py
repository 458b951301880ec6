"""Words that the reading of figures shares: states of people, clause words, bounds, plurals."""

from __future__ import annotations

import re

from claimcheck.facts.places import canonical_place

__all__ = ["BOUND_TAIL", "CLAUSE_WORD", "STATES", "WORD", "is_plural", "singular", "word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which white space separates."""
    return frozenset(text.split())


# What a form says of the people it stands beside.
STATES: dict[str, str] = {
    form: state
    for state, forms in {
        "killed": "killed kill kills killing dead died die dies dying deaths death fatalities "
        "fatality slain drowned drown drowns perished perish perishes executed massacred "
        "murdered slaughtered beheaded bodies",
        "injured": "injured injure injures injuring wounded wound wounds wounding hurt injuries",
        "missing": "missing unaccounted",
        "arrested": "arrested arrest arrests arresting detained detain detaining",
        "displaced": "displaced displacing displace fled homeless uprooted",
        "evacuated": "evacuated",
        "rescued": "rescued rescue rescuing",
        "freed": "freed released",
        "abducted": "abducted kidnapped",
        "hospitalised": "hospitalised hospitalized",
        "infected": "infected sickened sicken sickens sickening",
        "survived": "survived survive survives surviving survivor survivors",
    }.items()
    for form in forms.split()
}
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?(?:\.(?:[A-Za-z]\.)+)?")
# The words of a bound and the like that may stand between a verb and its figure.
BOUND_TAIL = re.compile(
    r"(?:\b(?:at least|more than|up to|as many as|no (?:fewer|less|more) than|fewer than|less than|"
    r"(?:just |well )?over|nearly|almost|about|around|some|roughly|an estimated|approximately|"
    r"the|another|only|just|a total of|a further|all|an additional|between|under)\s){0,3}$",
    re.I,
)
# After one of these a new clause begins, whose subject is looked for.
CLAUSE_WORD = re.compile(
    r"\b(?:that|which|and|but|or|while|as|when|after|because|since|if|where|said|says|say|"
    r"showed?|reported|told \w+)\s",
    re.I,
)
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman",
    "children": "child", "lives": "life", "feet": "foot",
    "wives": "wife", "knives": "knife", "series": "series", "species": "species",
    "troops": "troop", "police": "police", "teeth": "tooth", "mice": "mouse", "geese": "goose",
    "bodies": "body", "movies": "movie", "cookies": "cookie", "zombies": "zombie",
}  # fmt: skip
_UNMARKED = word_set(
    "cattle sheep deer fish aircraft staff personnel crew military clergy offspring data media "
    "criteria alumni spacecraft"
)
_COMPOUND = re.compile(r"(men|women|children|people)$")
_COMPOUNDS = {"men": "man", "women": "woman", "children": "child", "people": "person"}


def is_plural(word: str) -> bool:
    """Whether a word as written looks like a plural: "goats", "MPs", "grandchildren"."""
    low = word.lower()
    if low in _IRREGULAR or low in _UNMARKED or _COMPOUND.search(low):
        return True
    if low.endswith("ese") and word[0].isupper():
        return True
    return low.endswith("s") and (
        (len(low) > 3 and not low.endswith(("ss", "us", "is", "'s", "’s")))
        or (len(low) == 3 and word[:2].isupper())
    )


def singular(word: str) -> str:
    """The singular of an English noun by its ending, lower case; names of places stay."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'.")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    compound = _COMPOUND.search(low)
    if compound:
        return low[: compound.start()] + _COMPOUNDS[compound.group()]
    if word[:1].isupper() and (canonical_place(word) or "").lower() == low:
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low
