"""Align the facts of two claims one to one before any of them are compared.

A figure that has its equal in the other claim has found its match, so equal facts are taken
first. The others are matched by what they measure, and then by size.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from claimcheck.claims.spans import TITLES
from claimcheck.facts.dates import compare_dates
from claimcheck.facts.figures import compare_figures
from claimcheck.facts.places import contains
from claimcheck.facts.states import is_person, states_told
from claimcheck.records import Claim, DateSpan, Figure, Name
from claimcheck.words import content_stems, words

Fact = Figure | DateSpan | Name
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.)? [A-Z][\w’'-]+")
# Two names that share only one of these are two names.
_COMMON = frozenset("new north south east west san saint st united county city state the".split())
Verdict = Literal["equal", "compatible", "different"]
_RANK: dict[str, int] = {"equal": 0, "compatible": 1, "different": 2}
_ONE_SPELLING = 0.75
# Two claims that share so many of all their words are one wording; shorter ones tell too little.
_NEARLY_ALL, _FEWEST_WORDS = 0.75, 5
# Nouns that news put in each other's place when they count one thing.
_SYNONYMS = {
    word: group.split()[0]
    for group in (
        "student pupil schoolchild schoolgirl schoolboy",
        "house home dwelling",
        "vehicle car automobile",
        "worker employee staff job position",
        "soldier troop serviceman",
        "officer policeman cop",
        "child kid youngster",
        "plane jet aircraft airliner",
        "ship vessel boat",
        "stake share",
        "unemployment jobless joblessness",
        "deal acquisition takeover purchase",
        "vote ballot",
        "fine penalty",
        "demonstrator protester",
        "militant insurgent rebel fighter gunman attacker assailant shooter",
        "prisoner inmate detainee",
        "doctor physician",
        "lawmaker legislator congressman senator deputy mp",
    )
    for word in group.split()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Two facts, one of each claim, that may fill the same slot, and how they compare.

    ``affinity`` says how far both measure one thing by their nouns (0 to 1; 0: other nouns), and
    ``near`` which share of the content words around them is shared.
    """

    kind: Literal["number", "date", "location", "name"]
    a: Fact
    b: Fact
    verdict: Verdict
    affinity: float
    near: float = 0.0
    reason: str


def align(a: Claim, b: Claim) -> tuple[Slot, ...]:
    """Match the figures, dates and names of two claims one to one."""
    return (
        *_match("number", a, b, a.figures, b.figures, _figures(a, b)),
        *_match("date", a, b, a.dates, b.dates, _dates(a, b)),
        *_match_mentions(a, b),
    )


# The verdict, the affinity (below 0: of two things) and a reason.
Compare = Callable[[Fact, Fact], tuple[str, float, str]]


def _match(
    kind: Literal["number", "date"],
    a: Claim,
    b: Claim,
    left: Sequence[Fact],
    right: Sequence[Fact],
    compare: Compare,
) -> list[Slot]:
    options = []
    for i, fact in enumerate(left):
        for j, other in enumerate(right):
            verdict, affinity, reason = compare(fact, other)
            if verdict in _RANK and affinity >= 0:
                # Of dates the affinity is what surrounds them.
                near = affinity if kind == "date" else surroundings(a, fact, b, other)
                rank = (
                    _RANK[verdict] > 0,
                    -round(affinity + near, 3),
                    _RANK[verdict],
                    _apart(fact, other),
                    i,
                    j,
                )
                options.append((rank, verdict, affinity, near, reason))
    slots: list[Slot] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for (*_, i, j), verdict, affinity, near, reason in sorted(options):
        if i in taken_left or j in taken_right:
            continue
        taken_left.add(i)
        taken_right.add(j)
        slots.append(
            Slot(
                kind=kind,
                a=left[i],
                b=right[j],
                verdict=verdict,  # type: ignore[arg-type]
                affinity=affinity,
                near=near,
                reason=reason,
            )
        )
    return slots


def _apart(x: Fact, y: Fact) -> float:
    """How far two figures are apart by order of magnitude, 0 for other facts."""
    if not isinstance(x, Figure) or not isinstance(y, Figure):
        return 0.0
    return abs(math.log1p(abs(x.low)) - math.log1p(abs(y.low)))


def _figures(a: Claim, b: Claim) -> Compare:
    def compare(x: Fact, y: Fact) -> tuple[str, float, str]:
        assert isinstance(x, Figure) and isinstance(y, Figure)
        result = compare_figures(x, y)
        measured = measure_affinity(x, y)
        affinity = measured if measured < 0 else max(measured, _one_wording(a, x, b, y))
        if affinity == 0 and result.verdict != "different":
            affinity = -1.0  # the same number of other things is a coincidence
        return result.verdict, affinity, result.reason

    return compare


def measure_affinity(x: Figure, y: Figure) -> float:
    """How far two figures are of one thing by nouns, 0 (other nouns) to 1; -1: they are not."""
    if (x.noun == "age") != (y.noun == "age"):
        return -1.0
    states_x, states_y = states_told(x), states_told(y)
    if states_x and states_y and not states_x & states_y:
        return -1.0
    if of_other_nouns(x, y) and not states_x & states_y:
        return 0.0
    noun = 1.0 if counted(x) & counted(y) or states_x & states_y else 0.3
    about_x, about_y = (content_stems(" ".join(f.modifiers)) for f in (x, y))
    shared = len(about_x & about_y) / max(1, min(len(about_x), len(about_y)))
    if bool(states_x) != bool(states_y) and noun == 1.0:
        noun = 0.3  # people killed, and people of whom nothing is said
    return 0.6 * noun + 0.4 * shared


def of_other_nouns(x: Figure, y: Figure) -> bool:
    """Whether both figures have a noun, and not one: "people" may be "investors"."""
    nouns_x, nouns_y = counted(x), counted(y)
    if "person" in (x.noun, y.noun) and is_person(x.noun) and is_person(y.noun):
        return False
    return bool(nouns_x and nouns_y and not nouns_x & nouns_y)


def counted(figure: Figure) -> frozenset[str]:
    """Stems of the noun that the figure counts or is the value of, synonyms as one."""
    return content_stems(" ".join(one_name(word) for word in words(figure.noun)))


def one_name(word: str) -> str:
    """The first of the nouns that news puts in each other's place, or the word itself."""
    return _SYNONYMS.get(word, word)


def _dates(a: Claim, b: Claim) -> Compare:
    def compare(x: Fact, y: Fact) -> tuple[str, float, str]:
        assert isinstance(x, DateSpan) and isinstance(y, DateSpan)
        result = compare_dates(x, y)
        return result.verdict, surroundings(a, x, b, y), result.reason

    return compare


def surroundings(a: Claim, x: Fact, b: Claim, y: Fact) -> float:
    """Share of content words near fact ``x`` of ``a`` that are also near ``y`` of ``b``, 0 to 1.

    Of claims that are one wording but for the facts it is the share of all their words.
    """
    near_x, near_y = _near(a, x), _near(b, y)
    share = len(near_x & near_y) / max(1, min(len(near_x), len(near_y)))
    return max(share, _one_wording(a, x, b, y))


def _one_wording(a: Claim, x: Fact, b: Claim, y: Fact) -> float:
    """Share of all words that two claims have in common beside two facts, 0 if they are few.

    What surrounds a fact may be too short to tell what it is of, as in "$80 in alcohol"; the
    whole of two nearly identical sentences is not.
    """
    left, right = (
        set(words(claim.standalone.replace(fact.text, " ", 1))) for claim, fact in ((a, x), (b, y))
    )
    shared = left & right
    share = len(shared) / max(1, len(left | right))
    return share if share >= _NEARLY_ALL and len(shared) >= _FEWEST_WORDS else 0.0


def _near(claim: Claim, fact: Fact, width: int = 60) -> frozenset[str]:
    """The content words just before and after a fact, those that say what happens then."""
    at, end = fact.start - claim.start, fact.end - claim.start
    before = claim.text[max(0, at - width) : max(0, at)]
    return content_stems(before + " " + claim.text[max(0, end) : max(0, end) + width // 3])


def _match_mentions(a: Claim, b: Claim) -> list[Slot]:
    """The place, and the person, in which two claims differ in the same surroundings."""
    slots: list[Slot] = []
    for kind, sort in (("location", "place"), ("name", "person")):
        left, right = (
            {m.canonical: m for m in c.mentions if _is_of(m, sort) and not _is_title(m.text)}
            for c in (a, b)
        )
        options = []
        for x in (m for name, m in left.items() if not _known(name, right)):
            for y in (m for name, m in right.items() if not _known(name, left)):
                shared = surroundings(a, x, b, y)
                options.append((-shared, x.start, y.start, x, y))
        if options:
            negated, _, _, x, y = min(options)
            slots.append(
                Slot(
                    kind=kind,  # type: ignore[arg-type]
                    a=x,
                    b=y,
                    verdict="different",
                    affinity=-negated,
                    near=-negated,
                    reason=f"{x.text} against {y.text}",
                )
            )
    return slots


def _is_of(mention: Name, sort: str) -> bool:
    """Whether it is a place, or a person, or a first and a last name of which no more is known."""
    if mention.kind == "name" and sort == "person":
        return _FULL_NAME.fullmatch(mention.text) is not None
    return mention.kind == sort


def spelt_alike(one: str, other: str) -> bool:
    """Whether two names may be one in two spellings: "Yanukovych", "Yanukovich"."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ONE_SPELLING


def _is_title(name: str) -> bool:
    """Whether it is no name but a title that stands alone: "General"."""
    return set(name.split()) <= TITLES


def _known(name: str, others: dict[str, Name]) -> bool:
    """Whether ``name`` may be one of ``others``.

    It may by a word in common, a place around a place, or another spelling: "Yanukovych" and
    "Yanukovich".
    """
    return any(
        _share_a_name(name, o, mention)
        or contains(name, o)
        or contains(o, name)
        or spelt_alike(name, o)
        for o, mention in others.items()
    )


def _share_a_name(name: str, other: str, mention: Name) -> bool:
    """Of two people with first and last names the first alone is none: "John Ames", "John Ruiz"."""
    mine, theirs = words(name), words(other)
    shared = set(mine) & set(theirs) - _COMMON
    if mention.kind == "person" and min(len(mine), len(theirs)) > 1:
        return bool(shared & {mine[-1], theirs[-1]})
    return bool(shared)
