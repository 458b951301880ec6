"""The figures that an article is about: its main toll, and quantities of which it gives one value.

In a long sentence a small judge sees too little to tell that both figures are of one thing. That
each article has just one of the kind tells as much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.claims.spans import opening
from claimcheck.comparing import Comparison, Slot
from claimcheck.comparing.align import Fact, counted
from claimcheck.deciding.one_event import ENOUGH_CLAIMS, names_of
from claimcheck.deciding.verdicts import Context
from claimcheck.facts.places import canonical_place, is_wide
from claimcheck.facts.states import is_person, states_told, who
from claimcheck.records import Claim, Figure
from claimcheck.words import words

# What stands beside the event that a story tells.
_BACKGROUND = re.compile(
    r"\b(?:previous(?:ly)?|earlier (?:attack|this|in)|last (?:year|month)|since (?:19|20)\d\d"
    r"|in (?:19|20)\d\d|deadliest|worst)\b",
    re.I,
)
_AGED = re.compile(r"([A-Z][\w'’-]+)(?:,| is| was)\s(?:now |aged )?$")
_OWN = re.compile(r"\b(?:its|their|his|her|our|my|we)\b", re.I)
_OPENING = 2
_LEAD = 5  # sentences; earlier attacks and other years come behind


def toll_bar(comparison: Comparison, slot: Slot, context: Context) -> str | None:
    """The threshold for two main counts of people killed (or injured, ...), None if they are not.

    The main one is the largest of the first two sentences, or of the lead, or of where the first
    stands.
    Reports of one event give it in sentences that share few words; where the articles share a name
    that few stories have, little more is asked, and more where the counts stand further down. Two
    articles of a few sentences show too little of the event to say so.
    """
    x, y = slot.a, slot.b
    if not isinstance(x, Figure) or not isinstance(y, Figure):
        return None
    state = states_told(x) & states_told(y)
    told = _told(comparison, context)
    if not state or max(map(len, told)) < ENOUGH_CLAIMS:
        return None
    last = max(c.sentence.index for c in (comparison.pair.a, comparison.pair.b))
    if who(x) != who(y) and (last >= _OPENING or (who(x) and who(y))):
        return None  # "20 rebels" may be "29 people" where both open the story
    if not _leads_name_one(*told):
        return None
    pair = (comparison.pair.a, comparison.pair.b)
    if not all(_is_main(*one, state) for one in zip(pair, (x, y), told, strict=True)):
        return None
    return "main_toll" if last < _LEAD else "far_toll"


def _is_main(claim: Claim, figure: Figure, claims: Sequence[Claim], state: frozenset[str]) -> bool:
    opens = claim.sentence.index < _OPENING
    if not opens and _BACKGROUND.search(claim.sentence.text):
        return False
    told = [
        (c.sentence.index, other.high)
        for c in (*claims, claim)
        for other in c.figures
        if state & set(other.modifiers)
    ]
    last = _OPENING if opens else max(_LEAD, 1 + min(index for index, _ in told))
    return figure.high == max(high for index, high in told if index < last)


def _leads_name_one(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether two articles share a name that few stories have, and one of them leads with it."""
    told = [
        {
            (name.casefold(), c.sentence.index < _LEAD)
            for c in claims
            for name in names_of(c)
            if not is_wide(name)
        }
        for claims in (left, right)
    ]
    return any(
        (leads or also) and (a.startswith(b) or b.startswith(a))
        for a, leads in told[0]
        for b, also in told[1]
    )


def are_only_values(comparison: Comparison, slot: Slot, context: Context) -> bool:
    """Whether each article gives one value only of what the two figures measure by their noun."""
    x, y = slot.a, slot.b
    if not isinstance(x, Figure) or not isinstance(y, Figure):
        return False
    noun = counted(x) & counted(y)
    told = _told(comparison, context)
    if min(map(len, told)) < ENOUGH_CLAIMS:
        return False
    if not noun or x.unit != y.unit or is_person(x.noun) or x.unit == "ordinal":
        return False
    return all(
        len({(f.low, f.high) for c in claims for f in c.figures if _is_of(f, noun, x.unit)}) == 1
        for claims in told
    )


def are_of_one_period(comparison: Comparison, slot: Slot) -> bool:
    """Whether both figures measure one thing by their noun, and both claims give one period."""
    x, y = slot.a, slot.b
    if not isinstance(x, Figure) or not isinstance(y, Figure):
        return False
    if not x.unit or x.unit != y.unit or not counted(x) & counted(y):
        return False
    return any(s.kind == "date" and s.verdict == "equal" for s in comparison.slots)


def are_ages_of_one(slot: Slot, comparison: Comparison) -> bool:
    """Whether both are ages told of one name: "Ana Ruiz, 34," and "Ruiz is 37 years old"."""
    if not all(isinstance(f, Figure) and f.noun == "age" for f in (slot.a, slot.b)):
        return False
    names = []
    for claim, fact in ((comparison.pair.a, slot.a), (comparison.pair.b, slot.b)):
        before = claim.standalone.partition(fact.text)[0]
        match = _AGED.search(before)
        names.append(match[1] if match else "")
    return bool(names[0]) and names[0] == names[1] and not is_person(names[0].casefold())


def _is_of(figure: Figure, noun: frozenset[str], unit: str) -> bool:
    return figure.unit == unit and bool(counted(figure) & noun)


def is_of_another(comparison: Comparison, context: Context) -> bool:
    """Whether a sentence is about somebody or something that the other article never names.

    That is its first words, or who says something of his own: "Corvane said that its profit ...".
    """
    told = _told(comparison, context)
    pair = comparison.pair
    counts_people = any(_states(s.a) & _states(s.b) for s in comparison.slots)
    if min(map(len, told)) < ENOUGH_CLAIMS or counts_people:
        return False  # who counted the dead is another in every outlet
    for claim, other in ((pair.a, told[1]), (pair.b, told[0])):
        text = _words(other)
        if any(not name & text for name in _about(claim)):
            return True
    return False


def _states(fact: Fact) -> frozenset[str]:
    return states_told(fact) if isinstance(fact, Figure) else frozenset()


def _words(claims: Sequence[Claim]) -> set[str]:
    """The words of all sentences, and the places that they or their peoples name."""
    found = {word for claim in claims for word in words(claim.sentence.text)}
    places = {place for word in found if (place := canonical_place(word.capitalize()))}
    return found | {word for place in places for word in words(place)}


def _about(claim: Claim) -> list[set[str]]:
    first = opening(claim.sentence.text)
    known = [first] if " " in first or canonical_place(first) else []
    speaker = claim.speaker or ""
    own = _OWN.search(claim.sentence.text) is not None
    if own and speaker and all(word[:1].isupper() for word in speaker.split()):
        known.append(speaker)
    return [set(words(canonical_place(n) or n)) for n in known if not n.isupper()]


def _told(comparison: Comparison, context: Context) -> tuple[Sequence[Claim], Sequence[Claim]]:
    pair = comparison.pair
    return context.claims[pair.a.article], context.claims[pair.b.article]
