"""Why differing days, places or people may be of two things, and figures of two places."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from claimcheck.claims.spans import opening
from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot, surroundings
from claimcheck.deciding.verdicts import Context, common, one_text, overlap
from claimcheck.facts.dates import compare_dates
from claimcheck.facts.places import canonical_place, contains, is_wide, may_contain
from claimcheck.facts.polarity import opposites
from claimcheck.records import Claim, DateSpan, Name, Pair
from claimcheck.words import content_stems, words

_MANY = 3
# Share of the words around two names, and how many words both claims have: in a long sentence of
# one wording each name has its own place.
_ONE_WORDING, _FEWEST_WORDS = 0.85, 8
_LONGEST = 62  # days; what is longer is told of like a year
_COMPASS = re.compile(r"\b((?:north|south)?(?:east|west)|north|south)ern\b")
_SPOKEN = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this|last|next|ago)\b", re.I)
_EDGE = re.compile(r"\b(?:start|beginning|end) of (?:the|this|last|next) (\w+)", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_PRONOUN = re.compile(r"(?:He|She|It|They)\b")
_BEFORE = 3  # sentences
_RECURS = re.compile(
    r"\b(?:(?:re-?)?elect\w*|elections?|championships?|titles?|medals?|seasons?|terms?|awards?|"
    r"budgets?|annual\w*|Olympics?|Cup|tournaments?|summits?|festivals?)\b",
    re.I,
)


def obstacle_to_names(
    comparison: Comparison, slot: Slot, context: Context, *, brief: bool
) -> str | None:
    """Why two differing days, places or people may still be of two things, None if nothing does.

    ``brief``: both articles are, and name one thing, so that all that they tell is of it.
    """
    pair = comparison.pair
    if isinstance(slot.a, Name) and isinstance(slot.b, Name):
        if one_text(comparison.questions[2]):
            return None  # nothing but the name differs, so its role is one
        return _two_roles(pair, slot, slot.a, slot.b, context)
    assert isinstance(slot.a, DateSpan) and isinstance(slot.b, DateSpan)
    return unsure_days(pair, slot.a, slot.b) or _two_events(
        comparison, slot, slot.a, slot.b, context, brief=brief
    )


def _two_roles(pair: Pair, slot: Slot, x: Name, y: Name, context: Context) -> str | None:
    people = [sum(m.kind == "person" for m in c.mentions) for c in (pair.a, pair.b)]
    in_one_wording = slot.near >= _ONE_WORDING and common(pair.a, pair.b) >= _FEWEST_WORDS
    if slot.kind == "name" and max(people) >= _MANY and not in_one_wording:
        return "one claim lists several people"
    if may_contain(x.canonical, y.canonical) or may_contain(y.canonical, x.canonical):
        return "one place may lie in the other"
    if opposites(pair.a.standalone, pair.b.standalone):
        return "the opposite is told of each"
    if _is_of_people(x) != _is_of_people(y):
        return "one names a place, the other those who come from one"
    for claim, other in ((pair.a, y), (pair.b, x)):
        if not in_one_wording and _names(context.claims[claim.article], other):
            return f"both articles name {other.canonical}, perhaps in two roles"
    return None


def _is_of_people(mention: Name) -> bool:
    """Whether it is "Mexican" and not "Mexico" or "U.S."."""
    listed = canonical_place(mention.text)
    short = mention.text.replace(".", "").isupper()
    return listed is not None and listed != mention.text and is_wide(listed) and not short


def unsure_days(pair: Pair, x: DateSpan, y: DateSpan) -> str | None:
    """Why two days may be one, None where both are known."""
    if x.inferred or y.inferred:
        return "a date was counted from an inferred month of publication"
    if _is_spoken(pair.a, x) or _is_spoken(pair.b, y):
        return "a day was counted from the day on which somebody said it, which is not known"
    if _weekday_fits(x, y) or _weekday_fits(y, x):
        return "the weekday is that of the other date; a day of publication may be wrong"
    edges = [_EDGE.search(date.text) for date in (x, y)]
    if any(edges) and [e and e[1] for e in edges] != [edges[0] and edges[0][1]] * 2:
        return "one is the start or the end of another period"
    if words(x.text) == words(y.text):
        return "the same words, counted from two days of publication"
    return None


def _spans_years(date: DateSpan) -> bool:
    if date.granularity in ("year", "decade"):
        return True
    if date.first is None or date.last is None:
        return False
    return (date.last - date.first).days > _LONGEST


def _two_events(
    comparison: Comparison, slot: Slot, x: DateSpan, y: DateSpan, context: Context, *, brief: bool
) -> str | None:
    a, b = comparison.pair.a, comparison.pair.b
    years = _spans_years(x) and _spans_years(y)
    if _spans_years(x) != _spans_years(y) and not one_text(comparison.questions[2]):
        return "one date is a year, the other a day or a month"
    if years and "range" in (x.granularity, y.granularity):
        return "both are stretches of years, perhaps of two posts"
    if years and all(_RECURS.search(c.sentence.text) for c in (a, b)):
        return "what is told happens again and again, in other years"
    if _names_event(a, x) or _names_event(b, y):
        return "a date only tells which event is meant"
    if _of_other_figures(a, x, b, y):
        return "the dates belong to different figures"
    if _of_somebody_else(a, b, context) or _of_somebody_else(b, a, context):
        return "one is told of “he”, “she” or “it”, perhaps somebody else"
    told_alike = slot.affinity >= 0.5 and overlap(a, b) >= 0.5 and _one_deed(a, b)
    if not told_alike and not brief:
        return "it cannot be told that both dates are of one event"
    in_a, in_b = context.claims[a.article], context.claims[b.article]
    if _dates(in_a, b, y) or _dates(in_b, a, x):
        return "one article gives both dates, so they are of two events"
    return None


def _is_spoken(claim: Claim, date: DateSpan) -> bool:
    """Whether it is a "today" in somebody's words, which may have been said on another day."""
    before = claim.sentence.text[: max(0, date.start - claim.sentence.start)]
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    own = _FIRST_PERSON.search(claim.standalone) is not None
    return (opened or own) and _SPOKEN.search(date.text) is not None


def _names_event(claim: Claim, date: DateSpan) -> bool:
    """Whether the date tells which event is meant, not when it was: "last week's attack"."""
    behind = claim.sentence.text[max(0, date.end - claim.sentence.start) :]
    return re.match(r"['’]s?\b", behind) is not None or re.search(r"['’]s?$", date.text) is not None


def _of_somebody_else(claim: Claim, other: Claim, context: Context) -> bool:
    """Whether a claim is about a "she" and nothing just before names whom the other is about."""
    if not _PRONOUN.match(claim.standalone):
        return False
    subject = set(words(opening(other.standalone)))
    index = claim.sentence.index
    before = {
        word
        for c in context.claims[claim.article]
        if index - _BEFORE <= c.sentence.index <= index
        for word in words(c.sentence.text)
    }
    return bool(subject) and not subject & before


def _weekday_fits(one: DateSpan, other: DateSpan) -> bool:
    """Whether "Friday" stands against a day that is a Friday: the week hangs on the publication."""
    named = [day for day in calendar.day_name if day.casefold() in words(one.text)]
    if not named or any(c.isdigit() for c in one.text) or other.first != other.last:
        return False
    return other.first is not None and calendar.day_name[other.first.weekday()] in named


def _of_other_figures(a: Claim, x: DateSpan, b: Claim, y: DateSpan) -> bool:
    """Whether the figures right before two dates differ: "7.7% in November" against "to 7.7% from
    7.9% in October".
    """
    before = [
        max((f for f in c.figures if f.end <= d.start), key=lambda f: f.end, default=None)
        for c, d in ((a, x), (b, y))
    ]
    one, other = before
    return one is not None and other is not None and (one.low, one.unit) != (other.low, other.unit)


def _one_deed(a: Claim, b: Claim) -> bool:
    """Whether the claims share words beside names and dates: one person does much on many days.

    Titles and the names of peoples have capitals too and tell no deed.
    """

    def told(claim: Claim) -> frozenset[str]:
        named = [m.text for m in claim.mentions] + [d.text for d in claim.dates]
        capital = [word for word in claim.standalone.split()[1:] if word[:1].isupper()]
        return content_stems(claim.standalone) - content_stems(" ".join(named + capital))

    left, right = told(a), told(b)
    return 2 * len(left & right) >= min(len(left), len(right)) > 0


def _names(claims: Sequence[Claim], wanted: Name) -> bool:
    """Whether the claims name it, perhaps by its last word alone: "Kislyak"."""
    name = set(words(wanted.canonical))
    return any(name & set(words(m.canonical)) for c in claims for m in c.mentions)


def _dates(claims: Sequence[Claim], of: Claim, wanted: DateSpan) -> bool:
    """Whether one of ``claims`` gives the date that ``of`` gives, of what looks like one event."""
    return any(
        compare_dates(d, wanted).verdict in ("equal", "compatible")
        and surroundings(c, d, of, wanted) >= MIN_AFFINITY
        for c in claims
        for d in c.dates
    )


def places_apart(a: Claim, b: Claim, *, nested: bool) -> bool:
    """Whether the claims name places of which none is, or lies in, one of the other's.

    A count in a county is no count in its state, so containment is apart too for places that
    only one of them names beside a shared one, if ``nested``. So are the north and the south of
    one place.
    """
    parts = [set(_COMPASS.findall(claim.sentence.text.casefold())) for claim in (a, b)]
    if all(parts) and not parts[0] & parts[1]:
        return True
    left = {m.canonical for m in a.mentions if m.kind == "place"}
    right = {m.canonical for m in b.mentions if m.kind == "place"}
    if not left or not right or left & right:
        return False
    return not any(contains(x, y) or contains(y, x) for x in left for y in right) or (
        nested and _nested(left, right)
    )


def _nested(left: set[str], right: set[str]) -> bool:
    return all(any(contains(x, y) for x in left) for y in right) or all(
        any(contains(y, x) for y in right) for x in left
    )
