"""The rules: what the judge and the typed comparison of facts make of one pair.

| facts | the judge | times, speakers | relation |
| --- | --- | --- | --- |
| equal or compatible | one claim follows from the other | | agreement |
| one differs, same slot | follows once the value is put in | it grew, or was revised | update |
| one differs, same slot | follows once the value is put in | two named speakers | dispute |
| one differs, same slot | follows once the value is put in | otherwise | contradiction |
| none differ, one negates | follows once the "not" is taken out | two named speakers | dispute |
| none differ, one negates | follows once the "not" is taken out | otherwise | contradiction |
| none differ, opposite words | contradiction in both directions | two named speakers | dispute |
| none differ, opposite words | contradiction in both directions | otherwise | contradiction |
| anything else | | | none, or an abstention with its reason |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot
from claimcheck.deciding.denials import Denial, denial, opposite_in_brief, told_whole
from claimcheck.deciding.describing import basis_of, both_say
from claimcheck.deciding.main_figures import (
    are_ages_of_one,
    are_of_one_period,
    are_only_values,
    toll_bar,
)
from claimcheck.deciding.obstacles import obstacle
from claimcheck.deciding.one_event import (
    are_brief_on_one,
    name_nothing_in_common,
    required,
    share_a_name,
    tells_one_event,
)
from claimcheck.deciding.people import hold_one_office
from claimcheck.deciding.quotes import one_quote
from claimcheck.deciding.relations import disputing, relation_of
from claimcheck.deciding.same_slot import (
    Signs,
    is_specific,
    names_only,
    probability,
    same_value,
    signs,
)
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context, Verdict, common, is_short, one_text, overlap
from claimcheck.facts.polarity import negations, opposites
from claimcheck.facts.units import DURATIONS
from claimcheck.records import Figure, Kind, Pair, Probabilities, Relation

_VAGUE = re.compile(r"\b(?:dozen|score|hundred|thousand|million|billion)s\b|^an? ", re.I)


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
    found = _decide(comparison, answers, context, at)
    contrary = found is not None and found.relation not in (None, "agreement")
    if contrary and name_nothing_in_common(comparison, context):
        return Verdict(
            comparison=comparison,
            relation=None,
            slot=comparison.slot,
            reason="the articles name nobody and nothing in common",
        )
    return found


def _decide(
    comparison: Comparison, answers: Sequence[Probabilities], context: Context, at: Thresholds
) -> Verdict | None:
    forward, backward = answers[0], answers[1]
    if comparison.slot is not None:
        found = _differing(comparison, comparison.slot, answers, context, at)
        if found is not None and found.relation is not None:
            return found
        return _one_value(comparison, answers, context, at) or found
    quote = one_quote(comparison.pair, context, at)
    if quote is not None:
        return _quoted_twice(comparison, answers, *quote)
    denied = denial(comparison, answers, at)
    if denied is not None:
        return _contrary(comparison, answers, denied)
    shared = _shared(comparison)
    entailed = max(forward.entailment, backward.entailment)
    opposed = max(forward.contradiction, backward.contradiction)
    a, b = comparison.pair.a, comparison.pair.b
    if entailed >= (at.entailment_with_fact if shared else at.entailment) and entailed > opposed:
        if is_short(comparison, at) and names_only(a, b) and names_only(b, a):
            return Verdict(
                comparison=comparison,
                relation=None,
                reason="each claim names somebody or something that the other does not",
            )
        return _agreement(comparison, shared, entailed, forward, backward)
    if shared and opposed < at.entailment and overlap(a, b) >= at.shared_words:
        return _agreement(comparison, shared, 1 - opposed, forward, backward)
    if opposed < at.entailment:
        agreed = _one_value(comparison, answers, context, at)
        if agreed is not None:
            return agreed
    found = _opposed(comparison, answers, at)
    if found is None or found.relation is None:
        in_brief = opposite_in_brief(comparison, answers, context, at)
        return _contrary(comparison, answers, in_brief) if in_brief else found
    return found


def _shared(comparison: Comparison) -> Slot | None:
    matched = [s for s in comparison.slots if _fits(s)]
    return max(matched, key=lambda s: (s.kind == "number", s.affinity), default=None)


def _fits(slot: Slot) -> bool:
    """Whether two facts match; a measure without a noun needs words in common around it."""
    if slot.verdict == "different":
        return False
    measured = isinstance(slot.a, Figure) and slot.a.unit and is_specific(slot)
    return slot.affinity >= MIN_AFFINITY or bool(measured and slot.near >= MIN_AFFINITY)


def _one_value(
    comparison: Comparison, answers: Sequence[Probabilities], context: Context, at: Thresholds
) -> Verdict | None:
    """Agreement by a value that hardly two things of one story have by chance, if there is one."""
    forward, backward = answers[0], answers[1]
    best: tuple[float, Slot] | None = None
    for slot in comparison.slots:
        if slot.kind != "number" or not is_specific(slot) or not (_fits(slot) or _is_telling(slot)):
            continue
        one_slot = probability(signs(comparison, slot, (forward, backward)))
        main = toll_bar(comparison, slot, context) == "main_toll"
        sure = same_value(one_slot, slot)
        enough = sure >= at.same_value or (main and one_slot >= at.main_toll)
        if enough and (best is None or sure > best[0]):
            best = sure, slot
    if best is None:
        return None
    sure, slot = best
    # What is told with a "not" beside a value leaves the value as it is.
    return _agreement(comparison, slot, sure, forward, backward, by_value=True)


def _is_telling(slot: Slot) -> bool:
    """Whether both values are one and exact: not "dozens", and no "five years", which recur."""
    exact = slot.verdict == "equal" and isinstance(slot.a, Figure) and isinstance(slot.b, Figure)
    return exact and not any(
        fact.unit in DURATIONS or _VAGUE.search(fact.text)
        for fact in (slot.a, slot.b)
        if isinstance(fact, Figure)
    )


def _agreement(
    comparison: Comparison,
    shared: Slot | None,
    confidence: float,
    forward: Probabilities,
    backward: Probabilities,
    *,
    by_value: bool = False,
) -> Verdict | None:
    a, b = comparison.pair.a, comparison.pair.b
    odd = negations(a.standalone) % 2 != negations(b.standalone) % 2
    if odd and not by_value:
        return Verdict(
            comparison=comparison,
            relation=None,
            reason="one negates, yet the judge sees agreement",
        )
    kind: Kind = shared.kind if shared else "other"
    reason = "both state the same"
    if shared:
        beside = [s for s in comparison.slots if s.kind != shared.kind and _fits(s)]
        reason = "; ".join(both_say(s, a, b) for s in (shared, *beside[:1]))
    return Verdict(
        comparison=comparison,
        relation="agreement",
        kind=kind,
        confidence=confidence,
        reason=reason,
        slot=shared,
        basis=basis_of("entailment", comparison, forward, backward, None, reason),
    )


def _differing(
    comparison: Comparison,
    slot: Slot,
    answers: Sequence[Probabilities],
    context: Context,
    at: Thresholds,
) -> Verdict | None:
    forward, backward, put_in_b, put_in_a = answers
    seen = signs(comparison, slot, (put_in_b, put_in_a))
    found = _one_slot(comparison, slot, seen, (put_in_b, put_in_a), context, at)
    if found is None:
        return None
    sure, bar = found
    a, b = comparison.pair.a, comparison.pair.b
    why = obstacle(comparison, slot, seen, context, at)
    if why:
        return Verdict(comparison=comparison, relation=None, slot=slot, reason=why)
    better = put_in_b if put_in_b.entailment >= put_in_a.entailment else put_in_a
    relation, reason = relation_of(a, b, slot, context)
    return Verdict(
        comparison=comparison,
        relation=relation,
        kind=slot.kind,
        confidence=sure,
        reason=reason,
        slot=slot,
        basis=replace(
            basis_of("substitution", comparison, forward, backward, better, slot.reason), bar=bar
        ),
    )


def _one_slot(
    comparison: Comparison,
    slot: Slot,
    seen: Signs,
    put_in: Sequence[Probabilities],
    context: Context,
    at: Thresholds,
) -> tuple[float, str] | None:
    """How sure it is that both values fill one slot, and which threshold that had to reach.

    None where it is not sure enough.
    """
    sure = probability(seen, slot.kind)
    if one_text(comparison.questions[2]):
        sure = max(sure, at.one_text)
    strong, weak = (pick(p.entailment for p in put_in) for pick in (max, min))
    if slot.kind == "number":
        bar = toll_bar(comparison, slot, context) or "same_quantity"
        if bar == "same_quantity" and (
            are_only_values(comparison, slot, context) or are_of_one_period(comparison, slot)
        ):
            bar = "only_values"
        in_one_wording = min(slot.affinity, slot.near, seen.shared) >= at.told_alike
        if bar == "same_quantity" and in_one_wording and strong >= at.told_alike_strong:
            bar = "told_alike_likely"
        if are_ages_of_one(slot, comparison):
            bar = "one_age"
        told_alike = seen.shared >= at.short_shared or share_a_name(comparison, context)
        if (
            is_short(comparison, at)
            and told_alike
            and not seen.other_noun
            and weak >= at.short_weak
        ):
            sure = max(sure, strong)
            bar = min(bar, "short_strong", key=lambda name: float(getattr(at, name)))
        named = sure < getattr(at, bar) and tells_one_event(comparison, slot, seen, context)
        if named and strong >= required(comparison, seen, context, at):
            sure, bar = max(sure, at.named), "named"
        return (sure, bar) if sure >= getattr(at, bar) else None
    likely = sure >= at.brief_likely and strong >= at.brief_strong
    if likely and are_brief_on_one(comparison, slot, seen, context):
        return sure, "brief_likely"
    return _one_event(comparison.pair, slot, seen, sure, strong, weak, at)


def _one_event(
    pair: Pair, slot: Slot, seen: Signs, sure: float, strong: float, weak: float, at: Thresholds
) -> tuple[float, str] | None:
    """The same as ``_one_slot`` for days, places and people, of which a story holds many."""
    if sure >= at.same_event and strong >= at.same_event_strong:
        return sure, "same_event"
    if sure >= at.likely_event and strong >= at.likely_event_strong:
        return sure, "likely_event"
    if slot.kind == "name" and sure >= at.same_office and hold_one_office(pair, slot):
        return sure, "same_office"
    if slot.kind != "date":
        wording = seen.shared >= at.wording_shared and seen.near >= at.wording_near
        return (strong, "wording_strong") if wording and strong >= at.wording_strong else None
    both = at.same_slot_both if strong >= at.same_slot_certain else at.same_slot_dates
    likely = sure >= at.same_slot_likely
    return (strong, "same_slot") if likely and strong >= at.same_slot and weak >= both else None


def _opposed(
    comparison: Comparison, answers: Sequence[Probabilities], at: Thresholds
) -> Verdict | None:
    """Contradiction by words alone: only with a word that carries it, and in both directions."""
    a, b = comparison.pair.a, comparison.pair.b
    weak, strong = sorted(p.contradiction for p in answers[:2])
    if strong < at.contradiction or weak < at.contradiction_both:
        return None
    if told_whole(a, b):
        return None
    opposing = opposites(a.standalone, b.standalone)
    if opposing is None or negations(a.standalone) % 2 != negations(b.standalone) % 2:
        return Verdict(
            comparison=comparison, relation=None, reason="the judge alone sees a contradiction"
        )
    if overlap(a, b) < 0.5 or common(a, b) < at.opposed_words_least:
        return Verdict(
            comparison=comparison, relation=None, reason="too few words shared to be one event"
        )
    if names_only(a, b) or names_only(b, a):
        return Verdict(
            comparison=comparison, relation=None, reason="one names what the other does not"
        )
    return _contrary(comparison, answers, Denial(weak, "contradiction_both", opposing))


def _quoted_twice(
    comparison: Comparison, answers: Sequence[Probabilities], kind: Kind, reason: str
) -> Verdict:
    forward, backward = answers[:2]
    basis = basis_of("opposition", comparison, forward, backward, None, reason)
    return Verdict(
        comparison=comparison,
        relation="contradiction",
        kind=kind,
        confidence=max(0.5, forward.entailment, backward.entailment),
        reason=reason,
        basis=replace(basis, bar="quoted_words"),
    )


def _contrary(comparison: Comparison, answers: Sequence[Probabilities], denied: Denial) -> Verdict:
    a, b = comparison.pair.a, comparison.pair.b
    kind: Kind = "antonym" if denied.words else "negation"
    reason = "one says what the other negates"
    if denied.words:
        reason = "“{}” against “{}”".format(*denied.words)
    relation: Relation = "contradiction"
    if disputing(a, b):
        relation, reason = "dispute", f"{reason}: {a.speaker} and {b.speaker} differ"
    forward, backward = answers[0], answers[1]
    basis = basis_of("opposition", comparison, forward, backward, denied.affirmed, reason)
    return Verdict(
        comparison=comparison,
        relation=relation,
        kind=kind,
        confidence=denied.sure,
        reason=reason,
        basis=replace(basis, bar=denied.bar),
    )
