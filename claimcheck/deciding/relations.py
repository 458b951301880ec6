"""In which relation two values of one slot stand: contradiction, update or dispute."""

from __future__ import annotations

import re

from claimcheck.comparing import Slot
from claimcheck.deciding.describing import describe, shown
from claimcheck.deciding.verdicts import Context
from claimcheck.facts.figures import find_figures
from claimcheck.facts.states import states_told
from claimcheck.records import Claim, Figure, Relation
from claimcheck.words import content_stems, words

_REVISED = re.compile(
    r"\b(rose|risen|rises|rising|climb(?:s|ed)|raised?|revis(?:ed|ing)|updat(?:ed|ing)"
    r"|increas(?:ed|es)"
    r"|up from|from an earlier|previous(?:ly)?|earlier (?:toll|count|estimate)|to \S+ from"
    r"|lowered|cut to)\b",
    re.I,
)
# "with 40 percent of polling stations counted", "partial results"; not of all but a few.
_COUNTING = re.compile(
    r"\b(?:[1-8]?\d(?:\.\d+)?) ?(?:%|per ?cent|pct)\.? of (?:the )?"
    r"(?:polling stations|precincts|votes?|ballots?|districts)(?: \w+)? "
    r"(?:counted|reporting|tallied|in)\b"
    r"|\b(?:partial|early|preliminary) (?:results|returns|count)\b|\bexit polls?\b",
    re.I,
)
_AUTHORITY = re.compile(
    r"\b(?:official|police|officer|agency|ministry|minister|authorit|department|service|rescue|"
    r"fire|coast ?guard|navy|army|government|hospital|medic|doctor|coroner|governor|mayor|spokes|"
    r"sheriff|prefect|disaster|institute|office)\w*",
    re.I,
)
# Whoever they are, they hold no side.
_ANYBODY = frozenset(
    "residents locals witnesses eyewitnesses villagers neighbours neighbors sources reports".split()
)
_CUMULATIVE = frozenset(
    {"killed", "injured", "displaced", "arrested", "rescued"}
    | {"evacuated", "hospitalised", "infected"}
)


def relation_of(a: Claim, b: Claim, slot: Slot, context: Context) -> tuple[Relation, str]:
    """The relation of two values of one slot, and the reason for it."""
    what = describe(slot, a, b)
    against = f"{shown(slot.a)} against {shown(slot.b)}" + (f" for {what}" if what else "")
    why = newer(a, b, slot, context) if slot.kind == "number" else None
    if why and grows(slot):
        return "update", f"{against}: {why}"  # whoever counted
    if disputing(a, b) and not _both_count(a, b, slot):
        return "dispute", f"{against}: {a.speaker} and {b.speaker} differ"
    if why:
        return "update", f"{against}: {why}"
    return "contradiction", against


def _both_count(a: Claim, b: Claim, slot: Slot) -> bool:
    """Whether two authorities count the dead (or injured, aboard, ...): they hold no sides."""
    if not isinstance(slot.a, Figure) or not states_told(slot.a):
        return False
    return all(c.speaker and _AUTHORITY.search(c.speaker) for c in (a, b))


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
    low, high = (a, b) if slot.a.low <= slot.b.low else (b, a)
    first = context.first(a, b)
    if _tells_both(a, slot.b) or _tells_both(b, slot.a):
        return "one report gives both, an earlier and a later one"
    if grows(slot):
        if first is high:
            return None  # a cumulative count cannot fall
        if first is low:
            return "the count grew between the reports"
        open_ended = {slot.a.bound, slot.b.bound} & {"at least", "more than"}
        if open_ended and context.days.get(a.article) and context.days.get(b.article):
            return "a growing count, reported as a minimum on one day"
        return None
    if first and _REVISED.search((b if first is a else a).sentence.text):
        return "the later report says that it was changed"
    counting = [bool(_COUNTING.search(c.sentence.text)) for c in (a, b)]
    if counting[0] != counting[1] and slot.a.unit == slot.b.unit == "percent":
        return "one was given while votes were still being counted"
    return None


def _tells_both(claim: Claim, other: Figure) -> bool:
    """Whether the sentence of a claim gives the other's value too, as changed: "to 158 from 95"."""
    if not _REVISED.search(claim.sentence.text):
        return False
    told = find_figures(claim.sentence.text)
    return any((f.unit, f.low) == (other.unit, other.low) for f in told)


def disputing(a: Claim, b: Claim) -> bool:
    """Whether two speakers differ for certain: "Akazawa" and "the negotiator" may be one."""
    if not a.speaker or not b.speaker:
        return False
    left, right = (frozenset(words(s)) for s in (a.speaker, b.speaker))
    if (left | right) & _ANYBODY:
        return False
    if left & right or content_stems(a.speaker) & content_stems(b.speaker):
        return False
    return _is_name(a.speaker) == _is_name(b.speaker)


def _is_name(speaker: str) -> bool:
    return all(part[0].isupper() for part in speaker.split() if len(part) > 3)
