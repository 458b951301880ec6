"""Why two differing values may still be of two things: what makes the tool abstain."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot, measure_affinity, surroundings
from claimcheck.deciding.relations import grows, newer
from claimcheck.deciding.same_slot import Signs
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context, days_apart, one_text, overlap
from claimcheck.facts.dates import compare_dates
from claimcheck.facts.places import contains
from claimcheck.facts.states import is_person
from claimcheck.facts.units import DURATIONS
from claimcheck.records import Claim, DateSpan, Figure, Mention, Pair
from claimcheck.words import content_stems, words

_FORMER = re.compile(
    r"\b(?:(?:earlier|initially|previously|originally|first) "
    r"(?:said|spoken|put|given|reported|counted)"
    r"|up from|(?:earlier|previous|initial) (?:toll|count|estimate|figure)s?)\b",
    re.I,
)
_COMPASS = re.compile(r"\b((?:north|south)?(?:east|west)|north|south)ern\b")
_MORE_BEFORE = re.compile(r"\b(?:another|additional|further|(?<!all )other)\s+$", re.I)
_PURPOSE = re.compile(
    r"^[^,;]{0,24}?\b(over|for|on|against) ((?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:[\w’'-]+ ?){1,3})"
)
_OWNER = re.compile(r"[,;] (?:[a-z]+ ){0,2}([A-Z][\w’'-]+) (?:[a-z]+ ){1,2}$")
_MORE_AFTER = re.compile(r"\s+(?:more|others?|additional|further)\b(?! than)", re.I)


def obstacle(
    comparison: Comparison, slot: Slot, seen: Signs, context: Context, at: Thresholds
) -> str | None:
    """Why two differing values may still be of two things; None where nothing speaks for it."""
    a, b = comparison.pair.a, comparison.pair.b
    if slot.kind != "number":
        return _obstacle_to_names(comparison, slot, context)
    assert isinstance(slot.a, Figure) and isinstance(slot.b, Figure)
    if _magnitude(slot.a, slot.b) > at.most_apart and not one_text(comparison.questions[2]):
        return "the values are so far apart that they are hardly of one thing"
    if _gives(context.claims[a.article], slot.b) or _gives(context.claims[b.article], slot.a):
        return "one article gives both figures, so they are of two things"
    if _counts_more(a, slot.a) != _counts_more(b, slot.b):
        return "one figure counts more or other things beside those already counted"
    if slot.a.unit != slot.b.unit and {slot.a.unit, slot.b.unit} & DURATIONS:
        return "the two stretches of time are told in different units"
    if seen.names_apart and max(len(words(c.standalone)) for c in (a, b)) <= at.short:
        return "each claim names somebody or something that the other does not"
    if slot.a.unit == "percent" and slot.a.low + slot.b.low == 100:
        return "both shares together make 100 percent: perhaps those for and those against"
    if _purposes_apart(a, slot.a, b, slot.b):
        return "the figures are for different things"
    if _whose(a, slot.a, b) or _whose(b, slot.b, a):
        return "one figure is that of somebody whom the other claim does not name"
    if _count_each_other(comparison.pair, slot.a, slot.b):
        return "each figure counts what the other claim only mentions"
    if _places_apart(a, b):
        return "the two claims name different places"
    period = [s for s in comparison.slots if s.kind == "date" and s.verdict == "different"]
    if period and not grows(slot):
        return "the two claims name different periods"
    if slot.a.unit and days_apart(a, b, context) > 1 and newer(a, b, slot, context) is None:
        return "the reports are days apart and the value may have changed"
    differing = [s for s in comparison.slots if s.kind == "number" and s.verdict == "different"]
    if len(differing) > 1 and not any(s.verdict == "equal" for s in comparison.slots):
        return "several figures differ: perhaps two events"
    return None


def _obstacle_to_names(comparison: Comparison, slot: Slot, context: Context) -> str | None:
    a, b = comparison.pair.a, comparison.pair.b
    if isinstance(slot.a, Mention) and isinstance(slot.b, Mention):
        if _names(context.claims[a.article], slot.b):
            return f"both articles name {slot.b.canonical}, perhaps in two roles"
        if _names(context.claims[b.article], slot.a):
            return f"both articles name {slot.a.canonical}, perhaps in two roles"
        return None
    assert isinstance(slot.a, DateSpan) and isinstance(slot.b, DateSpan)
    if slot.a.inferred or slot.b.inferred:
        return "a date was counted from an inferred month of publication"
    if _weekday_fits(slot.a, slot.b) or _weekday_fits(slot.b, slot.a):
        return "the weekday is that of the other date; a day of publication may be wrong"
    if words(slot.a.text) == words(slot.b.text):
        return "the same words, counted from two days of publication"
    if slot.affinity < 0.5 or overlap(a, b) < 0.5 or not _one_deed(a, b):
        return "it cannot be told that both dates are of one event"
    in_a, in_b = context.claims[a.article], context.claims[b.article]
    if _dates(in_a, b, slot.b) or _dates(in_b, a, slot.a):
        return "one article gives both dates, so they are of two events"
    return None


def _weekday_fits(one: DateSpan, other: DateSpan) -> bool:
    """Whether "Friday" stands against a day that is a Friday: the week hangs on the publication."""
    named = [day for day in calendar.day_name if day.casefold() in words(one.text)]
    if not named or any(c.isdigit() for c in one.text) or other.first != other.last:
        return False
    return other.first is not None and calendar.day_name[other.first.weekday()] in named


def _one_deed(a: Claim, b: Claim) -> bool:
    """Whether the claims share words beside names and dates: one person does much on many days."""

    def told(claim: Claim) -> frozenset[str]:
        named = [m.text for m in claim.mentions] + [d.text for d in claim.dates]
        return content_stems(claim.standalone) - content_stems(" ".join(named))

    left, right = told(a), told(b)
    return 2 * len(left & right) >= min(len(left), len(right)) > 0


def _names(claims: Sequence[Claim], wanted: Mention) -> bool:
    return any(m.canonical == wanted.canonical for c in claims for m in c.mentions)


def _dates(claims: Sequence[Claim], of: Claim, wanted: DateSpan) -> bool:
    """Whether one of ``claims`` gives the date that ``of`` gives, of what looks like one event."""
    return any(
        compare_dates(d, wanted).verdict in ("equal", "compatible")
        and surroundings(c, d, of, wanted) >= MIN_AFFINITY
        for c in claims
        for d in c.dates
    )


def _gives(claims: Sequence[Claim], wanted: Figure) -> bool:
    """Whether one of the claims gives the figure of such a thing, not as what was said before."""
    return any(
        f.unit == wanted.unit
        and f.low == wanted.low
        and f.high == wanted.high
        and measure_affinity(f, wanted) > 0
        for c in claims
        if not _FORMER.search(c.sentence.text)
        for f in c.figures
    )


def _count_each_other(pair: Pair, x: Figure, y: Figure) -> bool:
    """Whether "militants kill 11 soldiers" stands against "soldiers kill 17 militants"."""
    who_x, who_y = (
        content_stems(" ".join(m for m in (f.noun, *f.modifiers) if m != "person" and is_person(m)))
        for f in (x, y)
    )
    return not who_x & who_y and bool(
        who_x & content_stems(pair.b.standalone) and who_y & content_stems(pair.a.standalone)
    )


def _purposes_apart(a: Claim, x: Figure, b: Claim, y: Figure) -> bool:
    """Whether "$400 million over money laundering" stands against "$90 million over rate rigging":
    one preposition, and no word in common in what it leads to.
    """
    found = [_PURPOSE.search(c.text[f.end - c.start :]) for c, f in ((a, x), (b, y))]
    if found[0] is None or found[1] is None or found[0][1].lower() != found[1][1].lower():
        return False
    left, right = (content_stems(match[2]) for match in found if match)
    return bool(left and right and not left & right)


def _whose(claim: Claim, figure: Figure, other: Claim) -> bool:
    """Whether the figure belongs to a name that stands just before it behind a comma, as in
    "..., rival Hask gets 45%", and that the other sentence does not have.
    """
    match = _OWNER.search(claim.text[: figure.start - claim.start])
    return match is not None and match[1] not in other.sentence.text


def _counts_more(claim: Claim, figure: Figure) -> bool:
    """Whether the figure is of "six more countries" or "another six countries"."""
    before = claim.text[: figure.start - claim.start]
    after = claim.text[figure.end - claim.start :]
    return bool(_MORE_BEFORE.search(before) or _MORE_AFTER.match(after))


def _magnitude(a: Figure, b: Figure) -> float:
    """How many times the smaller of two figures the larger one is; 1 where one is not above 0."""
    small, large = sorted((a.low, b.low))
    return large / small if small > 0 else 1.0


def _places_apart(a: Claim, b: Claim) -> bool:
    """Whether the claims name places of which none is, or lies in, one of the other's.

    A count in a county is no count in its state, so containment is apart too for places that
    only one of them names beside a shared one. So are the north and the south of one place.
    """
    parts = [set(_COMPASS.findall(claim.sentence.text.casefold())) for claim in (a, b)]
    if all(parts) and not parts[0] & parts[1]:
        return True
    left = {m.canonical for m in a.mentions if m.kind == "place"}
    right = {m.canonical for m in b.mentions if m.kind == "place"}
    if not left or not right or left & right:
        return False
    return not any(contains(x, y) or contains(y, x) for x in left for y in right) or _nested(
        left, right
    )


def _nested(left: set[str], right: set[str]) -> bool:
    return all(any(contains(x, y) for x in left) for y in right) or all(
        any(contains(y, x) for y in right) for x in left
    )
