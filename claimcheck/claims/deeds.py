"""Participles that tell what else the subject did: ", killing at least 12 and injuring 30"."""

from __future__ import annotations

from claimcheck.claims.coordination import open_subordinate
from claimcheck.claims.lexicon import word_set
from claimcheck.claims.shape import Clause, trim
from claimcheck.claims.words import Token, past_of, verb_form

_NUMBERS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds
    thousand thousands million millions half
    """
)
CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april june july
    august september october november december
    """
)
MODALS = word_set("will would can could may might must should shall won't wouldn't couldn't")
TEMPORAL = word_set("after before since because as when while")
# What is said to be untrue holds no facts of its own.
DOUBT = word_set(
    """
    deny denies denied reject rejects rejected dismiss dismisses dismissed refuse refuses refused
    false untrue not never no nobody if whether claims claim alleged allegations
    """
)
_COUNTS = word_set("toll tolls total count tally number casualties fatalities deaths")
_RAISING = word_set("pushing bringing raising lifting sending taking driving")
# After these what follows belongs to the subject even without a figure of its own.
_DEEDS = _RAISING | word_set(
    """
    leaving killing injuring wounding forcing destroying prompting damaging displacing causing
    claiming trapping sparking triggering sweeping flooding burying
    """
)
_OWN = word_set("its their his her")


def carries(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a figure or a date stands there."""
    return any(
        t.text[-1].isdigit()
        or t.text.endswith("%")
        or t.lower in _NUMBERS
        or (t.capital and t.lower in CALENDAR)
        for t in tokens[first:last]
    )


def opens_deed(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a comma and a participle whose past is known stand at ``at``."""
    if at + 2 >= end or tokens[at].text != "," or tokens[at + 2].lower in ("it", "this", "that"):
        return False  # "making it the worst since 1990" is said of the whole, not of the subject
    return bool(past_of(tokens[at + 1].text))


def deeds_at(tokens: list[Token], verb: int, end: int) -> list[int]:
    """Where ", killing at least 12 and injuring 30" has its participles, if it tells facts."""
    told = tokens[verb].lower
    if told in MODALS or told in ("is", "are", "do", "does", "don't", "doesn't"):
        return []
    if verb_form(tokens, verb) in ("third", "base"):
        return []
    comma = next((i for i in range(verb + 2, end - 2) if opens_deed(tokens, i, end)), None)
    if comma is None or open_subordinate(tokens, verb, comma):
        return []
    between = {t.lower for t in tokens[verb + 1 : comma]}
    if between & (TEMPORAL | DOUBT | {"until", "although", "though"}):
        return []
    known = tokens[comma + 1].lower in _DEEDS and carries(tokens, verb, comma)
    if not (known or carries(tokens, comma, end)):
        return []
    unknown = (
        tokens[i - 1].lower == "and" and tokens[i].lower.endswith("ing") and len(tokens[i].text) > 5
        for i in range(comma + 3, end)
        if not past_of(tokens[i].text)
    )
    return (
        []
        if any(unknown)
        else [comma + 1, *(i for i in range(comma + 3, end - 1) if _joins_deed(tokens, i))]
    )


def _joins_deed(tokens: list[Token], at: int) -> bool:
    joined = tokens[at - 1].lower == "and" or tokens[at - 1].text == ","
    return joined and bool(past_of(tokens[at].text))


def deed_at(tokens: list[Token], at: int, end: int, subject: str) -> Clause:
    """ "killing at least 12" with its subject; a toll that is pushed somewhere rose there."""
    later = (i - 1 for i in range(at + 2, end) if _joins_deed(tokens, i))
    stop = trim(tokens, at, next(later, end))[1]
    if tokens[stop - 1].lower == "and":
        stop -= 1
    first = at + 1
    to = next((i for i in range(first + 1, min(first + 12, stop)) if tokens[i].lower == "to"), stop)
    counted = tokens[first].lower not in _OWN and any(t.lower in _COUNTS for t in tokens[first:to])
    if tokens[at].lower in _RAISING and counted and carries(tokens, to, stop):
        return Clause(first, stop, inserted=(to, "rose"))
    past = past_of(tokens[at].text) or ""
    return Clause(first, stop, prefix=f"{subject} {past}")
