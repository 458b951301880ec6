"""The rules: what the judge and the typed comparison of facts make of one pair.

| facts | the judge | times, speakers | relation |
| --- | --- | --- | --- |
| equal or compatible | one claim follows from the other | | agreement |
| one differs, same slot | follows once the value is put in | it grew, or was revised | update |
| one differs, same slot | follows once the value is put in | two named speakers | dispute |
| one differs, same slot | follows once the value is put in | otherwise | contradiction |
| none differ, opposite words | contradiction in both directions | two named speakers | dispute |
| none differ, opposite words | contradiction in both directions | otherwise | contradiction |
| anything else | | | none, or an abstention with its reason |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot, measure_affinity, surroundings
from claimcheck.deciding.same_slot import Signs, probability, signs
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.facts.dates import compare_dates
from claimcheck.facts.figures import display
from claimcheck.facts.places import contains
from claimcheck.facts.polarity import negations, opposites
from claimcheck.facts.states import is_person, people_phrase
from claimcheck.facts.units import DURATIONS
from claimcheck.records import (
    Basis,
    Claim,
    DateSpan,
    Figure,
    Kind,
    Mention,
    Pair,
    Probabilities,
    Relation,
)
from claimcheck.words import content_stems, words

_REVISED = re.compile(
    r"\b(rose|risen|rises|rising|climb(?:s|ed)|raised?|revis(?:ed|ing)|updat(?:ed|ing)"
    r"|increas(?:ed|es)"
    r"|up from|from an earlier|previous(?:ly)?|earlier (?:toll|count|estimate)|to \S+ from"
    r"|lowered|cut to)\b",
    re.I,
)
_FORMER = re.compile(
    r"\b(?:(?:earlier|initially|previously|originally|first) "
    r"(?:said|spoken|put|given|reported|counted)"
    r"|up from|(?:earlier|previous|initial) (?:toll|count|estimate|figure)s?)\b",
    re.I,
)
_COMPASS = re.compile(r"\b((?:north|south)?(?:east|west)|north|south)ern\b")
_MORE_BEFORE = re.compile(r"\b(?:another|additional|further|(?<!all )other)\s+$", re.I)
_MORE_AFTER = re.compile(r"\s+(?:more|others?|additional|further)\b(?! than)", re.I)
_CUMULATIVE = frozenset(
    {"killed", "injured", "displaced", "arrested", "rescued"}
    | {"evacuated", "hospitalised", "infected"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided of one pair; ``relation`` None with a ``reason`` is an abstention."""

    comparison: Comparison
    relation: Relation | None
    kind: Kind = "other"
    confidence: float = 0.0
    reason: str = ""
    slot: Slot | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules know beyond the pair: the articles' days and claims, by article id."""

    days: Mapping[str, date | None]
    claims: Mapping[str, Sequence[Claim]]


def decide(
    comparison: Comparison, answers: Sequence[Probabilities], context: Context, at: Thresholds
) -> Verdict | None:
    """Decide one pair; None where the two claims simply have nothing to do with each other.

    Args:
        comparison: the pair with its aligned facts.
        answers: the judge's answers to ``comparison.questions``, in that order.
        context: days and figures of the articles.
        at: the thresholds.
    """
    forward, backward = answers[0], answers[1]
    if comparison.slot is None and _negated(comparison, forward, backward, at):
        return _contrary(
            comparison,
            forward,
            backward,
            "negation",
            max(0.5, *(1 - p.neutral for p in (forward, backward))),
        )
    if comparison.slot is not None:
        return _differing(comparison, comparison.slot, answers, context, at)
    shared = _shared(comparison)
    entailed = max(forward.entailment, backward.entailment)
    opposed = max(forward.contradiction, backward.contradiction)
    a, b = comparison.pair.a, comparison.pair.b
    if entailed >= (at.entailment_with_fact if shared else at.entailment) and entailed > opposed:
        return _agreement(comparison, shared, entailed, forward, backward)
    if shared and opposed < at.entailment and _overlap(a, b) >= at.shared_words:
        return _agreement(comparison, shared, 1 - opposed, forward, backward)
    return _opposed(comparison, forward, backward, at)


def _negated(
    comparison: Comparison, forward: Probabilities, backward: Probabilities, at: Thresholds
) -> bool:
    """Whether one claim is the other with a negation in it.

    Small models take "no deal without concessions" for "a deal without any concessions": nearly
    all words are shared. With the same words, the negation itself decides.
    """
    a, b = comparison.pair.a.standalone, comparison.pair.b.standalone
    left, right = content_stems(a), content_stems(b)
    return (
        abs(negations(a) - negations(b)) == 1
        and len(left & right) >= at.same_words_least
        and len(left ^ right) <= at.other_words_most
        and max(forward.neutral, backward.neutral) < at.same_slot
    )


def _shared(comparison: Comparison) -> Slot | None:
    matched = [s for s in comparison.slots if _fits(s)]
    return max(matched, key=lambda s: (s.kind == "number", s.affinity), default=None)


def _fits(slot: Slot) -> bool:
    return slot.verdict != "different" and slot.affinity >= MIN_AFFINITY


def _agreement(
    comparison: Comparison,
    shared: Slot | None,
    confidence: float,
    forward: Probabilities,
    backward: Probabilities,
) -> Verdict | None:
    a, b = comparison.pair.a, comparison.pair.b
    if negations(a.standalone) % 2 != negations(b.standalone) % 2 and shared is None:
        return Verdict(
            comparison=comparison,
            relation=None,
            reason="one negates, yet the judge sees agreement",
        )
    kind: Kind = shared.kind if shared else "other"
    reason = "both state the same"
    if shared:
        beside = [s for s in comparison.slots if s.kind != shared.kind and _fits(s)]
        reason = "; ".join(_both_say(s, a, b) for s in (shared, *beside[:1]))
    return Verdict(
        comparison=comparison,
        relation="agreement",
        kind=kind,
        confidence=confidence,
        reason=reason,
        slot=shared,
        basis=_basis("entailment", comparison, forward, backward, None, reason),
    )


def _both_say(shared: Slot, a: Claim, b: Claim) -> str:
    what = describe(shared, a, b)
    if shared.verdict == "equal" and isinstance(shared.a, Figure):
        return f"both give {display(shared.a)}" + (f" for {what}" if what else "")
    if isinstance(shared.a, DateSpan):
        return f"{_value(shared.a)} and {_value(shared.b)}: {shared.reason}"
    return shared.reason + (f" for {what}" if what else "")


def _differing(
    comparison: Comparison,
    slot: Slot,
    answers: Sequence[Probabilities],
    context: Context,
    at: Thresholds,
) -> Verdict | None:
    forward, backward, put_in_b, put_in_a = answers
    seen = signs(comparison, slot, (put_in_b, put_in_a))
    sure = _one_slot(comparison, slot, seen, (put_in_b, put_in_a), at)
    if sure is None:
        return None
    a, b = comparison.pair.a, comparison.pair.b
    obstacle = _obstacle(comparison, slot, seen, context, at)
    if obstacle:
        return Verdict(comparison=comparison, relation=None, slot=slot, reason=obstacle)
    better = put_in_b if put_in_b.entailment >= put_in_a.entailment else put_in_a
    relation, reason = _relation(a, b, slot, context)
    return Verdict(
        comparison=comparison,
        relation=relation,
        kind=slot.kind,
        confidence=sure,
        reason=reason,
        slot=slot,
        basis=_basis("substitution", comparison, forward, backward, better, slot.reason),
    )


def _one_slot(
    comparison: Comparison,
    slot: Slot,
    seen: Signs,
    put_in: Sequence[Probabilities],
    at: Thresholds,
) -> float | None:
    """How sure it is that both values fill one slot; None where it is not sure enough."""
    sure = probability(seen)
    if _one_text(comparison.questions[2]):
        sure = max(sure, at.one_text)
    if slot.kind == "number":
        return sure if sure >= at.same_quantity else None
    if sure >= at.same_event:
        return sure
    strong, weak = (pick(p.entailment for p in put_in) for pick in (max, min))
    both = at.same_slot_both
    if slot.kind == "date" and strong < at.same_slot_certain:
        both = at.same_slot_dates
    return strong if strong >= at.same_slot and weak >= both else None


def _one_text(question: tuple[str, str]) -> bool:
    """Whether premise and hypothesis have the same words: then no judge has to be asked."""
    premise, hypothesis = question
    return words(premise) == words(hypothesis)


def _obstacle(
    comparison: Comparison, slot: Slot, seen: Signs, context: Context, at: Thresholds
) -> str | None:
    """Why two differing values may still be of two things; None where nothing speaks for it."""
    a, b = comparison.pair.a, comparison.pair.b
    if slot.kind != "number":
        return _obstacle_to_names(comparison, slot, context)
    assert isinstance(slot.a, Figure) and isinstance(slot.b, Figure)
    if _magnitude(slot.a, slot.b) > at.most_apart and not _one_text(comparison.questions[2]):
        return "the values are so far apart that they are hardly of one thing"
    if _gives(context.claims[a.article], slot.b) or _gives(context.claims[b.article], slot.a):
        return "one article gives both figures, so they are of two things"
    if _counts_more(a, slot.a) != _counts_more(b, slot.b):
        return "one figure counts more or other things beside those already counted"
    if slot.a.unit != slot.b.unit and {slot.a.unit, slot.b.unit} & DURATIONS:
        return "the two stretches of time are told in different units"
    if seen.names_apart and max(len(words(c.standalone)) for c in (a, b)) <= at.short:
        return "each claim names somebody or something that the other does not"
    if _count_each_other(comparison.pair, slot.a, slot.b):
        return "each figure counts what the other claim only mentions"
    if _places_apart(a, b):
        return "the two claims name different places"
    period = [s for s in comparison.slots if s.kind == "date" and s.verdict == "different"]
    if period and not _grows(slot):
        return "the two claims name different periods"
    if slot.a.unit and _days_apart(a, b, context) > 1 and _newer(a, b, slot, context) is None:
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
    if words(slot.a.text) == words(slot.b.text):
        return "the same words, counted from two days of publication"
    if slot.affinity < 0.5 or _overlap(a, b) < 0.5 or not _one_deed(a, b):
        return "it cannot be told that both dates are of one event"
    in_a, in_b = context.claims[a.article], context.claims[b.article]
    if _dates(in_a, b, slot.b) or _dates(in_b, a, slot.a):
        return "one article gives both dates, so they are of two events"
    return None


def _one_deed(a: Claim, b: Claim) -> bool:
    """Whether the claims share words beside names and dates: one person does much on many days."""

    def told(claim: Claim) -> frozenset[str]:
        named = [m.text for m in claim.mentions] + [d.text for d in claim.dates]
        return content_stems(claim.standalone) - content_stems(" ".join(named))

    left, right = told(a), told(b)
    return 2 * len(left & right) >= min(len(left), len(right)) > 0


def _overlap(a: Claim, b: Claim) -> float:
    """Share of the content words of the shorter claim that stand in the other."""
    left, right = content_stems(a.standalone), content_stems(b.standalone)
    return len(left & right) / max(1, min(len(left), len(right)))


def _days_apart(a: Claim, b: Claim, context: Context) -> int:
    first, second = context.days[a.article], context.days[b.article]
    return abs((first - second).days) if first and second else 0


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


def _grows(slot: Slot) -> bool:
    return (
        isinstance(slot.a, Figure)
        and isinstance(slot.b, Figure)
        and bool(_CUMULATIVE & set(slot.a.modifiers) & set(slot.b.modifiers))
    )


def _relation(a: Claim, b: Claim, slot: Slot, context: Context) -> tuple[Relation, str]:
    what = describe(slot, a, b)
    against = f"{_value(slot.a)} against {_value(slot.b)}" + (f" for {what}" if what else "")
    if _disputing(a, b):
        return "dispute", f"{against}: {a.speaker} and {b.speaker} differ"
    if slot.kind == "number":
        newer = _newer(a, b, slot, context)
        if newer:
            return "update", f"{against}: {newer}"
    return "contradiction", against


def _newer(a: Claim, b: Claim, slot: Slot, context: Context) -> str | None:
    """Why the figures of ``slot`` are an earlier and a later state of one thing, if they are."""
    assert isinstance(slot.a, Figure) and isinstance(slot.b, Figure)
    day_a, day_b = context.days.get(a.article), context.days.get(b.article)
    (low, low_day), (high, high_day) = sorted(
        ((slot.a, day_a), (slot.b, day_b)), key=lambda pair: pair[0].low
    )
    if _grows(slot):
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


def _disputing(a: Claim, b: Claim) -> bool:
    """Whether two speakers differ for certain: "Akazawa" and "the negotiator" may be one."""
    if not a.speaker or not b.speaker:
        return False
    left, right = (frozenset(words(s)) for s in (a.speaker, b.speaker))
    if left & right or content_stems(a.speaker) & content_stems(b.speaker):
        return False
    return _is_name(a.speaker) == _is_name(b.speaker)


def _is_name(speaker: str) -> bool:
    return all(part[0].isupper() for part in speaker.split() if len(part) > 3)


def _opposed(
    comparison: Comparison, forward: Probabilities, backward: Probabilities, at: Thresholds
) -> Verdict | None:
    """Contradiction by words alone: only with a word that carries it, and in both directions."""
    a, b = comparison.pair.a, comparison.pair.b
    strong = max(forward.contradiction, backward.contradiction)
    weak = min(forward.contradiction, backward.contradiction)
    if strong < at.contradiction or weak < at.contradiction_both:
        return None
    kind, reason = _opposing_words(a, b)
    if kind is None:
        return Verdict(
            comparison=comparison, relation=None, reason="the judge alone sees a contradiction"
        )
    if _overlap(a, b) < 0.5:
        return Verdict(
            comparison=comparison, relation=None, reason="too few words shared to be one event"
        )
    return _contrary(comparison, forward, backward, kind, weak, reason)


def _contrary(
    comparison: Comparison,
    forward: Probabilities,
    backward: Probabilities,
    kind: Kind,
    confidence: float,
    reason: str = "one says what the other negates",
) -> Verdict:
    a, b = comparison.pair.a, comparison.pair.b
    relation: Relation = "contradiction"
    if _disputing(a, b):
        relation, reason = "dispute", f"{reason}: {a.speaker} and {b.speaker} differ"
    return Verdict(
        comparison=comparison,
        relation=relation,
        kind=kind,
        confidence=confidence,
        reason=reason,
        basis=_basis("opposition", comparison, forward, backward, None, reason),
    )


def _opposing_words(a: Claim, b: Claim) -> tuple[Kind | None, str]:
    if negations(a.standalone) % 2 != negations(b.standalone) % 2:
        return "negation", "one says what the other negates"
    pair = opposites(a.standalone, b.standalone)
    if pair:
        return "antonym", f"“{pair[0]}” against “{pair[1]}”"
    return None, ""


def describe(slot: Slot, a: Claim, b: Claim) -> str:
    """What a slot holds the value of, in words of the texts."""
    if isinstance(slot.a, Figure) and isinstance(slot.b, Figure):
        what = people_phrase(slot.a) or people_phrase(slot.b) or slot.a.noun or slot.b.noun
        names = [
            m.canonical for m in a.mentions if m.canonical in {x.canonical for x in b.mentions}
        ]
        where = f" ({', '.join(dict.fromkeys(names[:2]))})" if names else ""
        return " ".join(part for part in (what, where.strip()) if part)
    return ""


def _value(fact: object) -> str:
    return display(fact) if isinstance(fact, Figure) else f"“{getattr(fact, 'text', '')}”"


def _basis(
    rule: str,
    comparison: Comparison,
    forward: Probabilities,
    backward: Probabilities,
    substituted: Probabilities | None,
    compared: str,
) -> Basis:
    otherwise = {
        "entailment": "no agreement if neither claim followed from the other",
        "substitution": "no finding if the claim did not follow with the other's value put in",
        "opposition": "no finding without the opposing words, or with a weaker judgement",
    }
    return Basis(
        rule=rule,
        premise=comparison.pair.a.standalone,
        hypothesis=comparison.pair.b.standalone,
        forward=forward,
        backward=backward,
        substituted=substituted,
        compared=compared,
        otherwise=otherwise[rule],
    )
