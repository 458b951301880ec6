"""What the judge is asked about a pair: does one claim follow from the other?

Two things are settled before it is asked. Facts that match get one wording, so that "from next
month" and "starting in July" are not left to a judge that does not know the date. And where one
value differs, it is asked once more with the other's value put in: if the claim then follows,
both speak of one thing, and the difference between the values is what is left. The same goes for
a negation: if the claim follows once its "not" is taken out, the "not" is what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimcheck.claims.spans import spans
from claimcheck.comparing.align import Slot, align
from claimcheck.facts.figure_making import with_bound
from claimcheck.facts.places import is_wide
from claimcheck.facts.polarity import affirmed, negations
from claimcheck.records import Claim, Figure, Pair
from claimcheck.words import content_stems, words

# Facts that match count as one fact from this affinity on.
MIN_AFFINITY = 0.3
# Differing values with fewer shared words around them, and nouns that do not speak for one
# thing, are not worth asking about.
MIN_NEAR = 0.2
# Claims of so few content words that share so many are asked about whatever is near the values.
BRIEF, BRIEF_SHARED = 12, 3
# Content words that a claim shares at the least with what it may deny.
DENIED_SHARED = 3
_RESULT = re.compile(r"\s?[-–]\s?| to | votes? to | against ")
Question = tuple[str, str]
"""A premise and a hypothesis."""
_ORDER = {"number": 3, "date": 2, "location": 1, "name": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A pair with its aligned facts; ``slot`` is the one difference worth asking about.

    ``questions`` are the directed (premise, hypothesis) pairs for the judge: the claims in both
    directions and, where there is a ``slot``, both again with the premise's value put in. Where
    there is none and one of them negates, the two last are asked with the negation taken out; the
    first of them has the claim that negates as its hypothesis.
    """

    pair: Pair
    slots: tuple[Slot, ...]
    slot: Slot | None
    questions: tuple[Question, ...]


def compare(pair: Pair) -> Comparison:
    """Align the facts of a pair and prepare what the judge is asked."""
    slots = align(pair.a, pair.b)
    differing = [s for s in slots if s.verdict == "different" and worth_asking(pair, s)]
    slot = max(differing, key=lambda s: (_ORDER[s.kind], s.affinity + s.near), default=None)
    more = put_in(pair, slots, slot) if slot else _affirmed(pair, slots)
    asked = (*_asked(pair, _matched(pair, slots)), *more)
    return Comparison(pair=pair, slots=slots, slot=slot, questions=asked)


def _affirmed(pair: Pair, slots: Sequence[Slot]) -> tuple[Question, ...]:
    """The claims in both directions without the one negation that only one of them has."""
    left, right = pair.a.standalone, pair.b.standalone
    if len(content_stems(left) & content_stems(right)) < DENIED_SHARED:
        return ()
    odd = [negations(text) % 2 == 1 for text in (left, right)]
    if odd[0] == odd[1]:
        return ()
    changed = affirmed(left if odd[0] else right)
    if changed is None:
        return ()
    if odd[0]:
        pair = replace(pair, a=replace(pair.a, standalone=changed))
    else:
        pair = replace(pair, b=replace(pair.b, standalone=changed))
    one, other = _asked(pair, _matched(pair, slots))
    return (other, one) if odd[0] else (one, other)


def put_in(pair: Pair, slots: Sequence[Slot], slot: Slot) -> tuple[Question, Question]:
    """The claims in both directions with the premise's value of ``slot`` in the hypothesis.

    Both numbers of a result, "69-30", are one value.
    """
    values = [_texts(s) for s in slots if s is slot or _of_one_result(pair, s, slot)]
    return _asked(pair, [*_matched(pair, [s for s in slots if s is not slot]), *values])


def _of_one_result(pair: Pair, one: Slot, other: Slot) -> bool:
    """Whether two slots hold the two numbers of one result in both claims."""
    if {one.kind, other.kind} != {"number"} or one.verdict != "different":
        return False
    for claim, x, y in ((pair.a, one.a, other.a), (pair.b, one.b, other.b)):
        first, second = sorted((x, y), key=lambda fact: fact.start)
        between = claim.text[first.end - claim.start : second.start - claim.start]
        if not _RESULT.fullmatch(between):
            return False
    return True


def worth_asking(pair: Pair, slot: Slot) -> bool:
    """Whether two values may fill one slot and still stand in what is judged."""
    units = {fact.unit for fact in (slot.a, slot.b) if isinstance(fact, Figure)}
    of_one_unit = len(units) == 1 and units != {""}
    least = BRIEF_SHARED - of_one_unit  # a unit tells as much as a word
    if of_one_unit and _share_a_name(pair):
        least = 1
    close = slot.affinity >= MIN_AFFINITY or slot.near >= MIN_NEAR or _are_brief(pair, least)
    return close and _stands(pair, slot)


def _are_brief(pair: Pair, least: int) -> bool:
    """Whether both claims are so short that words anywhere in them tell what a value is of."""
    left, right = (content_stems(c.standalone) for c in (pair.a, pair.b))
    return max(len(left), len(right)) <= BRIEF and len(left & right) >= least


def _share_a_name(pair: Pair) -> bool:
    """Whether both claims have a name, not a mere country or state."""
    left, right = (
        {
            word
            for span in spans(c.standalone)
            if not is_wide(span.text)
            for word in words(span.text)
        }
        for c in (pair.a, pair.b)
    )
    return bool(left & right)


def _matched(pair: Pair, slots: Sequence[Slot]) -> list[tuple[str, str]]:
    """The values that match, for one wording of both claims."""
    return [
        _values(pair, s) for s in slots if s.affinity >= MIN_AFFINITY and s.verdict != "different"
    ]


def _stands(pair: Pair, slot: Slot) -> bool:
    """Whether both values are still there in what is judged."""
    return slot.a.text in pair.a.standalone and slot.b.text in pair.b.standalone


def _texts(slot: Slot) -> tuple[str, str]:
    return slot.a.text, slot.b.text


def _values(pair: Pair, slot: Slot) -> tuple[str, str]:
    """Two values that match, as written; figures with their bounds, which are settled too."""
    if slot.kind != "number":
        return _texts(slot)
    return with_bound(pair.a.standalone, slot.a.text), with_bound(pair.b.standalone, slot.b.text)


def _asked(pair: Pair, values: Sequence[tuple[str, str]]) -> tuple[Question, Question]:
    return (
        (pair.a.standalone, _with(pair.b, [(b, a) for a, b in values])),
        (pair.b.standalone, _with(pair.a, values)),
    )


def _with(claim: Claim, values: Iterable[tuple[str, str]]) -> str:
    """The claim with each new value in the place of the old one."""
    text = claim.standalone
    for old, new in sorted(values, key=lambda v: -len(v[0])):
        text = text.replace(old, new, 1)
    return text
