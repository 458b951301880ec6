"""Why two differing values may still be of two things: what makes the tool abstain."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimcheck.comparing import Comparison, Slot, measure_affinity
from claimcheck.deciding.counted import counted_apart
from claimcheck.deciding.main_figures import is_of_another, toll_bar
from claimcheck.deciding.names_and_days import obstacle_to_names, places_apart
from claimcheck.deciding.one_event import are_brief_on_one, gives_votes, set_apart, tells_one_event
from claimcheck.deciding.relations import grows, newer
from claimcheck.deciding.same_slot import Signs
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context, days_apart, is_short, one_text
from claimcheck.facts.figure_compare import aligned
from claimcheck.facts.states import is_person, states_told, who
from claimcheck.facts.units import DURATIONS
from claimcheck.records import Claim, DateSpan, Figure
from claimcheck.words import content_stems

_FORMER = re.compile(
    r"\b(?:(?:earlier|initially|previously|originally|first) "
    r"(?:said|spoken|put|given|reported|counted)"
    r"|up from|(?:earlier|previous|initial) (?:toll|count|estimate|figure)s?)\b",
    re.I,
)
_ALL = 100  # percent
_ONCE = re.compile(r"\bat (?:the )?(?:age (?:of )?)?$|\bwhen \w+ was $")
_OF_AGES = content_stems("years old aged age")
_OF_A_VOTE = 2
_ROUNDING = 0.005
# What is measured in these was so when it happened, and no later report changes it.
_LASTING = frozenset(("metre", "kilometre", "foot", "mile", "magnitude", "kilogram", "tonne"))
_DAYS = ("part of day", "day", "week", "range")
_PURPOSE = re.compile(
    r"^[^,;]{0,24}?\b(over|for|on|against) ((?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:[\w’'-]+ ?){1,3})"
)
_OFFER = re.compile(r"\b(?:offer(?:s|ed|ing)?|put on the table)\b")
_DEMAND = re.compile(r"\b(?:demand(?:s|ed|ing)?|seek(?:s|ing)?|sought|want(?:s|ed)?|call\w* for)\b")
_OWNER = re.compile(r"[,;] (?:[a-z]+ ){0,2}([A-Z][\w’'-]+) (?:[a-z]+ ){1,2}$")
_NAMED = re.compile(r" ([A-Z][\w.-]+)(?: [A-Z][\w.-]+)* [a-z]")
_PEOPLE = tuple(
    content_stems(line)
    for line in (
        "soldiers troops servicemen marines",
        "civilians",
        "militants rebels insurgents fighters gunmen attackers terrorists",
        "policemen officers police",
    )
)
_STEP = re.compile(
    r"\b(?:amendments?|charges?|counts?|articles?|motions?|procedural|committee|cloture)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Case:
    """Two differing figures with all that is known of them."""

    comparison: Comparison
    slot: Slot
    x: Figure
    y: Figure
    seen: Signs
    context: Context
    at: Thresholds

    @property
    def a(self) -> Claim:
        return self.comparison.pair.a

    @property
    def b(self) -> Claim:
        return self.comparison.pair.b


def obstacle(
    comparison: Comparison, slot: Slot, seen: Signs, context: Context, at: Thresholds
) -> str | None:
    """Why two differing values may still be of two things; None where nothing speaks for it."""
    if not isinstance(slot.a, Figure) or not isinstance(slot.b, Figure):
        brief = are_brief_on_one(comparison, slot, seen, context)
        return obstacle_to_names(comparison, slot, context, brief=brief)
    case = _Case(comparison, slot, slot.a, slot.b, seen, context, at)
    return counted_apart(case.a, case.x, case.b, case.y) or next(
        (reason for reason, holds in _OBSTACLES if holds(case)), None
    )


def _too_far(case: _Case) -> bool:
    ends = aligned(case.x, case.y)
    small, large = sorted(low for low, _ in ends) if ends else (0.0, 0.0)
    times = large / small if small > 0 else 1.0
    return times > case.at.most_apart and not one_text(case.comparison.questions[2])


def _both_given(case: _Case) -> bool:
    told = case.context.claims
    return _gives(told[case.a.article], case.y) or _gives(told[case.b.article], case.x)


def _units(case: _Case) -> bool:
    return case.x.unit != case.y.unit and bool({case.x.unit, case.y.unit} & DURATIONS)


def _names_apart(case: _Case) -> bool:
    apart = bool(case.seen.names_apart) and is_short(case.comparison, case.at)
    return apart and not tells_one_event(case.comparison, case.slot, case.seen, case.context)


def _sides(case: _Case) -> bool:
    """Whether one tells what is offered and the other what is demanded."""
    one, other = (
        (bool(_OFFER.search(c.standalone)), bool(_DEMAND.search(c.standalone)))
        for c in (case.a, case.b)
    )
    return {one, other} == {(True, False), (False, True)}


def _set_apart(case: _Case) -> bool:
    return is_short(case.comparison, case.at) and set_apart(case.comparison, case.slot, case.seen)


def _ages(case: _Case) -> bool:
    """Whether two ages are those of two people, in claims without a word in common, or of two
    times: "spotted at the age of 11" and "Lourenco, 22".
    """
    if case.x.noun != "age" or case.y.noun != "age":
        return False
    left, right = (content_stems(c.standalone) - _OF_AGES for c in (case.a, case.b))
    once = [
        bool(_ONCE.search(c.text[: f.start - c.start]))
        for c, f in ((case.a, case.x), (case.b, case.y))
    ]
    return not left & right or once[0] != once[1]


def _unsaid(case: _Case) -> bool:
    """Whether one counts people killed (or injured, ...) and the other people of whom it says
    nothing: "a 20-member crew".
    """
    one_told = bool(states_told(case.x)) != bool(states_told(case.y))
    return one_told and not case.x.unit and not is_short(case.comparison, case.at)


def _whole(case: _Case) -> bool:
    return case.x.unit == case.y.unit == "percent" and case.x.low + case.y.low == _ALL


def _parts(case: _Case) -> bool:
    """Whether figures of one claim make up the other's: "$4bn in cash, $15bn in shares"."""
    if gives_votes(case.comparison):
        return False
    for claim, other in ((case.a, case.y), (case.b, case.x)):
        of_unit = [f.low for f in claim.figures if f.unit == other.unit and f.low < other.high]
        total = math.fsum(of_unit)
        if len(of_unit) > 1 and abs(total - other.low) <= _ROUNDING * other.low:
            return True
    return False


def _purposes(case: _Case) -> bool:
    """Whether "$400 million over money laundering" stands against "$90 million over rate rigging":
    one preposition, and no word in common in what it leads to.
    """
    one, other = (
        _PURPOSE.search(c.text[f.end - c.start :]) for c, f in ((case.a, case.x), (case.b, case.y))
    )
    if one is None or other is None or one[1].lower() != other[1].lower():
        return False
    left, right = content_stems(one[2]), content_stems(other[2])
    return bool(left and right and not left & right)


def _of_another(case: _Case) -> bool:
    return is_of_another(case.comparison, case.context)


def _owners(case: _Case) -> bool:
    return _whose(case.a, case.x, case.b) or _whose(case.b, case.y, case.a)


def _periods(case: _Case) -> bool:
    return not grows(case.slot) and any(
        s.verdict == "different" and _of_one_length(s) for s in case.comparison.slots
    )


def _of_one_length(slot: Slot) -> bool:
    """Whether two dates are both days or both periods: not "on Thursday" and "in the quarter"."""
    if not isinstance(slot.a, DateSpan) or not isinstance(slot.b, DateSpan):
        return False
    return (slot.a.granularity in _DAYS) == (slot.b.granularity in _DAYS)


def _later(case: _Case) -> bool:
    apart = days_apart(case.a, case.b, case.context) > 1
    changes = case.x.unit and case.x.unit not in _LASTING
    return bool(changes and apart) and not newer(case.a, case.b, case.slot, case.context)


def _several(case: _Case) -> bool:
    figures = [s for s in case.comparison.slots if s.kind == "number"]
    differing = sum(s.verdict == "different" for s in figures)
    if differing == _OF_A_VOTE and gives_votes(case.comparison):
        return False
    return differing > 1 and not any(s.verdict == "equal" for s in case.comparison.slots)


def _narrower(case: _Case) -> bool:
    """Whether only one counts things of a name: "14 EU countries", "18 countries"."""
    if is_person(case.x.noun) or not case.x.noun or case.x.noun != case.y.noun:
        return False
    named = []
    for claim, figure, other in ((case.a, case.x, case.b), (case.b, case.y, case.a)):
        match = _NAMED.match(claim.text[figure.end - claim.start :])
        named.append(match is not None and match[1] not in other.sentence.text)
    return named[0] != named[1]


def _votes_apart(case: _Case) -> bool:
    """Whether only one vote was on a part, or a step on the way: an amendment, a charge."""
    if not gives_votes(case.comparison):
        return False
    return bool(_STEP.search(case.a.standalone)) != bool(_STEP.search(case.b.standalone))


def _gives(claims: Sequence[Claim], wanted: Figure) -> bool:
    """Whether one of the claims gives the figure of such a thing, not as what was said before."""
    return any(
        f.unit == wanted.unit
        and f.low == wanted.low
        and f.high == wanted.high
        and measure_affinity(f, wanted) > 0
        and (not (f.noun and wanted.noun) or bool(_counts(f) & _counts(wanted)))
        for c in claims
        if not _FORMER.search(c.sentence.text)
        for f in c.figures
    )


def _counts(figure: Figure) -> frozenset[str]:
    """Stems of whom a figure counts, "people" only where no more is said, or of its noun."""
    return who(figure) or content_stems(figure.noun)


def _other_people(case: _Case) -> bool:
    """Whether one counts soldiers (or police, or militants) and the other civilians, say."""
    kinds = [
        {place for place, kind in enumerate(_PEOPLE) if kind & who(figure)}
        for figure in (case.x, case.y)
    ]
    return bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1])


def _count_each_other(case: _Case) -> bool:
    """Whether "militants kill 11 soldiers" stands against "soldiers kill 17 militants"."""
    who_x, who_y = who(case.x), who(case.y)
    return not who_x & who_y and bool(
        who_x & content_stems(case.b.standalone) and who_y & content_stems(case.a.standalone)
    )


def _whose(claim: Claim, figure: Figure, other: Claim) -> bool:
    """Whether the figure belongs to a name that stands just before it behind a comma, as in
    "..., rival Hask gets 45%", and that the other sentence does not have.
    """
    match = _OWNER.search(claim.text[: figure.start - claim.start])
    return match is not None and match[1] not in other.sentence.text


def _other_places(case: _Case) -> bool:
    if toll_bar(case.comparison, case.slot, case.context) == "main_toll":
        return False
    named = tells_one_event(case.comparison, case.slot, case.seen, case.context)
    return places_apart(case.a, case.b, nested=not named)


_OBSTACLES: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("the values are so far apart that they are hardly of one thing", _too_far),
    ("one article gives both figures, so they are of two things", _both_given),
    ("the two stretches of time are told in different units", _units),
    ("each claim names somebody or something that the other does not", _names_apart),
    ("one tells what is offered, the other what is demanded", _sides),
    ("other words of the two claims set them apart", _set_apart),
    ("one counts people of whom the other says what happened to them", _unsaid),
    ("the ages may be those of two people or times", _ages),
    ("both shares together make 100 percent: perhaps those for and those against", _whole),
    ("the figures of one claim add up to that of the other", _parts),
    ("the figures are for different things", _purposes),
    ("one is told of somebody or something that the other article never names", _of_another),
    ("one figure is that of somebody whom the other claim does not name", _owners),
    ("each figure counts what the other claim only mentions", _count_each_other),
    ("each figure counts people of another kind", _other_people),
    ("the two claims name different places", _other_places),
    ("the two claims name different periods", _periods),
    ("the reports are days apart and the value may have changed", _later),
    ("several figures differ: perhaps two events", _several),
    ("only one counts those of a certain name", _narrower),
    ("the votes may be on a whole and on a part of it", _votes_apart),
)
