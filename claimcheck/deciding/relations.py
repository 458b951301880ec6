"""In which relation two values of one slot stand: contradiction, update or dispute."""

from __future__ import annotations

import re

from claimcheck.comparing import Slot
from claimcheck.deciding.describing import describe, shown
from claimcheck.deciding.verdicts import Context
from claimcheck.records import Claim, Figure, Relation
from claimcheck.words import content_stems, words

_REVISED = re.compile(
    r"\b(rose|risen|rises|rising|climb(?:s|ed)|raised?|revis(?:ed|ing)|updat(?:ed|ing)"
    r"|increas(?:ed|es)"
    r"|up from|from an earlier|previous(?:ly)?|earlier (?:toll|count|estimate)|to \S+ from"
    r"|lowered|cut to)\b",
    re.I,
)
_CUMULATIVE = frozenset(
    {"killed", "injured", "displaced", "arrested", "rescued"}
    | {"evacuated", "hospitalised", "infected"}
)


def relation_of(a: Claim, b: Claim, slot: Slot, context: Context) -> tuple[Relation, str]:
    """The relation of two values of one slot, and the reason for it."""
    what = describe(slot, a, b)
    against = f"{shown(slot.a)} against {shown(slot.b)}" + (f" for {what}" if what else "")
    if disputing(a, b):
        return "dispute", f"{against}: {a.speaker} and {b.speaker} differ"
    if slot.kind == "number":
        why = newer(a, b, slot, context)
        if why:
            return "update", f"{against}: {why}"
    return "contradiction", against


def grows(slot: Slot) -> bool:
    """Whether both figures count what only grows, such as the dead."""
    return (
        isinstance(slot.a, Figure)
        and isinstance(slot.b, Figure)
        and bool(_CUMULATIVE & set(slot.a.modifiers) & set(slot.b.modifiers))
    )


def newer(a: Claim, b: Claim, slot: Slot, context: Context) -> str | None:
    """Why the figures of ``slot`` are an earlier and a later state of one thing, if they are."""
    assert isinstance(slot.a, Figure) and isinstance(slot.b, Figure)
    day_a, day_b = context.days.get(a.article), context.days.get(b.article)
    (low, low_day), (high, high_day) = sorted(
        ((slot.a, day_a), (slot.b, day_b)), key=lambda pair: pair[0].low
    )
    if grows(slot):
        if low_day and high_day and low_day > high_day:
            return None  # a cumulative count cannot fall
        if low_day and high_day and low_day < high_day:
            return "the count grew between the reports"
        open_ended = {low.bound, high.bound} & {"at least", "more than"}
        if low_day and high_day and open_ended:
            return "a growing count, reported as a minimum on one day"
        return None
    if day_a and day_b and day_a != day_b:
        later = a if day_a > day_b else b
        if _REVISED.search(later.sentence.text):
            return "the later report says that it was changed"
    return None


def disputing(a: Claim, b: Claim) -> bool:
    """Whether two speakers differ for certain: "Akazawa" and "the negotiator" may be one."""
    if not a.speaker or not b.speaker:
        return False
    left, right = (frozenset(words(s)) for s in (a.speaker, b.speaker))
    if left & right or content_stems(a.speaker) & content_stems(b.speaker):
        return False
    return _is_name(a.speaker) == _is_name(b.speaker)


def _is_name(speaker: str) -> bool:
    return all(part[0].isupper() for part in speaker.split() if len(part) > 3)
