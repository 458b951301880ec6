"""Negation and opposite words: what turns one sentence into its contrary."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest

from claimcheck.words import FUNCTION_WORDS, stem, words

_NEGATIONS = frozenset(
    """no not never none nobody nothing neither nor without cannot can't won't don't doesn't didn't
    isn't aren't wasn't weren't hasn't haven't hadn't shouldn't wouldn't couldn't
    refuse refused refuses deny denied denies fail failed fails reject rejected rejects lack
    lacks lacked""".split()
)

_DECLINING = frozenset(("decline", "declines", "declined"))

_OPPOSITES = (
    (
        "rise rose risen increase increased grow grew gain climb climbed jump jumped up higher",
        "fall fell fallen decrease decreased shrink shrank drop dropped decline declined down",
    ),
    (
        "accept accepted approve approved agree agreed back backed pass passed adopt adopted",
        "reject refuse oppose block",
    ),
    ("support supported", "oppose opposed"),
    ("win won victory", "lose lost defeat"),
    ("begin began start started open opened", "end ended stop stopped close closed"),
    ("guilty convicted", "innocent acquitted cleared clears"),
    ("alive survived", "dead died killed"),
    ("impose imposed", "lift lifted scrap scrapped remove removed"),
    ("join joined", "leave left quit withdraw withdrew"),
    ("confirm confirmed", "deny denied"),
    ("raise raised hike hiked", "cut lower lowered slash slashed"),
    ("legal lawful", "illegal unlawful"),
    ("safe", "dangerous unsafe"),
    ("success successful", "failure unsuccessful"),
    ("majority", "minority"),
)
# What a negation leaves open ("not only", "no matter"), or is no denial of a deed ("not guilty").
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|until|guilty|all|every|always|necessarily|yet|so)\b"
    r"|\bno (?:longer|more|matter|doubt|fewer|less|sooner|later)\b"
    r"|\bor (?:(?:is|are|was|were|do|does|did|will) )?not\b",
    re.I,
)
_AUXILIARY = "is|was|are|were|be|been|being|has|had|have|will|would|can|could|did|does|do|may|might"
_ANY = re.compile(r"\bany\b")  # goes with a negation
_IRREGULAR = {"won't": "will", "can't": "can", "cannot": "can", "no one": "someone"}
_AFFIRMED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.I), new)
    for pattern, new in (
        (rf"\b({_AUXILIARY}|must|should) not\b", r"\1"),
        (rf"\b({_AUXILIARY}|must|should)n['’]t\b", r"\1"),
        (r"\b(?:won['’]t|can['’]t|cannot|no one)\b", lambda m: _regular(m[0])),
        (r"\b(?:(?:has|have|had) )?(?:declined|refused|failed) to\b", "did"),
        (r"\b(?:declines|refuses|fails) to\b", "does"),
        (r"\b(?:not|never|no) ", ""),
        (r"\bnobody\b", "somebody"),
        (r"\bwithout\b", "with"),
    )
)
_REJECTED = re.compile(r"\b(?:vot|turn)(?:ed|es|s|ing) down\b|\bthr[eo]ws? out\b|\bthrown out\b")
_SIDES = tuple(
    (frozenset(map(stem, left.split())), frozenset(map(stem, right.split())))
    for left, right in _OPPOSITES
)


def negations(text: str) -> int:
    """How many words of ``text`` negate."""
    found = words(text)
    return sum(
        (word in _NEGATIONS and not (word == "no" and after in ("vote", "votes", "doubt")))
        or (word in _DECLINING and after == "to")
        for word, after in zip_longest(found, found[1:], fillvalue="")
    )


def affirmed(text: str) -> str | None:
    """``text`` without its negation: "did not sign" becomes "did sign".

    None where it holds none or several, or one that cannot simply be taken out.
    """
    if negations(text) != 1 or _NO_DENIAL.search(text):
        return None
    for pattern, new in _AFFIRMED:
        if pattern.search(text):
            return _ANY.sub("some", pattern.sub(new, text, count=1))
    return None


def _regular(word: str) -> str:
    return _IRREGULAR[word.casefold().replace("’", "'")]


def leaves_open(text: str) -> bool:
    """Whether the negation in ``text`` denies nothing that was done: "not only", "not guilty"."""
    return _NO_DENIAL.search(text) is not None


def negates(text: str, other: str) -> bool:
    """Whether what ``text`` negates stands in ``other``: "did not sign", "signed".

    That is the first word of content behind a negation, names and adverbs left out.
    """
    told = {stem(word) for word in words(other)}
    found = [(word, part[:1].isupper()) for part in text.split() for word in words(part)]
    for place, (word, _) in enumerate(found):
        if word not in _NEGATIONS | _DECLINING:
            continue
        behind = (
            stem(w)
            for w, name in found[place + 1 :]
            if not name and w not in FUNCTION_WORDS and not w.endswith("ly")
        )
        if next(behind, None) in told:
            return True
    return False


def _in_one_word(text: str) -> str:
    return _REJECTED.sub("rejected", text)


def opposites(a: str, b: str) -> tuple[str, str] | None:
    """A word of ``a`` and a word of ``b`` that are each other's opposite, if there are any.

    A text that holds both sides ("rose after it fell") opposes nothing.
    """
    in_a, in_b = ({stem(w): w for w in reversed(words(_in_one_word(t)))} for t in (a, b))
    for left, right in _SIDES:
        for one, other in ((left, right), (right, left)):
            mine, yours = one & in_a.keys(), other & in_b.keys()
            if mine and yours and not (other & in_a.keys()) and not (one & in_b.keys()):
                return in_a[min(mine)], in_b[min(yours)]
    return None
