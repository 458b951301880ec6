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

from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.facts.dates import compare_dates
from claimcheck.facts.figures import display
from claimcheck.facts.places import contains
from claimcheck.facts.polarity import negations, opposites
from claimcheck.records import (
    Basis,
    Claim,
    DateSpan,
    Figure,
    Kind,
    Mention,
    Probabilities,
    Relation,
)
from claimcheck.words import content_stems

_REVISED = re.compile(
    r"\b(rose|risen|rises|rising|climb(?:s|ed)|raised?|revis(?:ed|ing)|updat(?:ed|ing)"
    r"|increas(?:ed|es)"
    r"|up from|from an earlier|previous(?:ly)?|earlier (?:toll|count|estimate)|to \S+ from"
    r"|lowered|cut to)\b",
    re.I,
)
_CUMULATIVE = frozenset({"killed", "injured", "displaced", "arrested", "rescued"})


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
    """What the rules know beyond the pair: the articles' days, all their facts."""

    days: Mapping[str, date | None]
    figures: Mapping[str, Sequence[Figure]]
    dates: Mapping[str, Sequence[DateSpan]]
    names: Mapping[str, frozenset[str]]


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
    strong = max(put_in_b.entailment, put_in_a.entailment)
    weak = min(put_in_b.entailment, put_in_a.entailment)
    both = at.same_slot if slot.kind == "date" else at.same_slot_both
    if strong < at.same_slot or weak < both:
        return None
    a, b = comparison.pair.a, comparison.pair.b
    obstacle = _obstacle(comparison, slot, context)
    if obstacle:
        return Verdict(comparison=comparison, relation=None, slot=slot, reason=obstacle)
    better = put_in_b if put_in_b.entailment >= put_in_a.entailment else put_in_a
    relation, reason = _relation(a, b, slot, context)
    return Verdict(
        comparison=comparison,
        relation=relation,
        kind=slot.kind,
        confidence=strong,
        reason=reason,
        slot=slot,
        basis=_basis("substitution", comparison, forward, backward, better, slot.reason),
    )


def _obstacle(comparison: Comparison, slot: Slot, context: Context) -> str | None:
    """Why two differing values may still be of two things; None where nothing speaks for it."""
    a, b = comparison.pair.a, comparison.pair.b
    if slot.kind != "number":
        return _obstacle_to_names(comparison, slot, context)
    assert isinstance(slot.a, Figure) and isinstance(slot.b, Figure)
    if slot.affinity < MIN_AFFINITY:
        return "it cannot be told that both figures measure one thing"
    if _gives(context.figures[a.article], slot.b) or _gives(context.figures[b.article], slot.a):
        return "one article gives both figures, so they are of two things"
    if _places_apart(a, b):
        return "the two claims name different places"
    period = [s for s in comparison.slots if s.kind == "date" and s.verdict == "different"]
    if period and not _grows(slot):
        return "the two claims name different periods"
    differing = [s for s in comparison.slots if s.kind == "number" and s.verdict == "different"]
    if len(differing) > 1 and not any(s.verdict == "equal" for s in comparison.slots):
        return "several figures differ: perhaps two events"
    return None


def _obstacle_to_names(comparison: Comparison, slot: Slot, context: Context) -> str | None:
    a, b = comparison.pair.a, comparison.pair.b
    if isinstance(slot.a, Mention) and isinstance(slot.b, Mention):
        if slot.b.canonical in context.names[a.article]:
            return f"both articles name {slot.b.canonical}, perhaps in two roles"
        if slot.a.canonical in context.names[b.article]:
            return f"both articles name {slot.a.canonical}, perhaps in two roles"
        return None
    assert isinstance(slot.a, DateSpan) and isinstance(slot.b, DateSpan)
    if slot.affinity < 0.5 or _overlap(a, b) < 0.5:
        return "it cannot be told that both dates are of one event"
    if _dated(context.dates[a.article], slot.b) or _dated(context.dates[b.article], slot.a):
        return "one article gives both dates, so they are of two events"
    return None


def _overlap(a: Claim, b: Claim) -> float:
    """Share of the content words of the shorter claim that stand in the other."""
    left, right = content_stems(a.standalone), content_stems(b.standalone)
    return len(left & right) / max(1, min(len(left), len(right)))


def _dated(dates: Sequence[DateSpan], wanted: DateSpan) -> bool:
    return any(
        d.first is not None and compare_dates(d, wanted).verdict != "different" for d in dates
    )


def _gives(figures: Sequence[Figure], wanted: Figure) -> bool:
    return any(
        f.unit == wanted.unit and f.low == wanted.low and f.high == wanted.high for f in figures
    )


def _places_apart(a: Claim, b: Claim) -> bool:
    """Whether the claims name places of which none is, or lies in, one of the other's.

    A count in a county is no count in its state, so containment is apart too for places that
    only one of them names beside a shared one.
    """
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
    if a.speaker and b.speaker and not _same_speaker(a.speaker, b.speaker):
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


def _same_speaker(x: str, y: str) -> bool:
    left, right = (frozenset(s.casefold().split()) for s in (x, y))
    return left <= right or right <= left or bool(content_stems(x) & content_stems(y))


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
    relation: Relation = "contradiction"
    if a.speaker and b.speaker and not _same_speaker(a.speaker, b.speaker):
        relation, reason = "dispute", f"{reason}: {a.speaker} and {b.speaker} differ"
    return Verdict(
        comparison=comparison,
        relation=relation,
        kind=kind,
        confidence=weak,
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
        states = sorted(_CUMULATIVE & set(slot.a.modifiers) & set(slot.b.modifiers))
        noun = slot.a.noun or slot.b.noun
        names = [
            m.canonical for m in a.mentions if m.canonical in {x.canonical for x in b.mentions}
        ]
        where = f" ({', '.join(dict.fromkeys(names[:2]))})" if names else ""
        return " ".join([noun, *states]).strip() + where
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
