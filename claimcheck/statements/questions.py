"""What the judge is asked of two sentences: whole, as clauses, masked, and with a phrase put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from claimcheck.judging.calibration import USES, Use
from claimcheck.judging.masking import MASK
from claimcheck.records import Probabilities
from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.statements.aligning import Alignment, Element, Side, align, similarity_of
from claimcheck.statements.candidates import Candidate
from claimcheck.statements.passages import Passage

Ask = tuple[str, str]
"""A premise and a hypothesis."""

# Elements with less around them alike stand in the same place by chance.
_LEAST_SUPPORT = 1.0
_MASKED_KINDS = ("name", "noun", "verb", "modifier", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The directed pairs to judge for one candidate; ``None`` where there is nothing to ask.

    ``a`` and ``b`` are the passages that are nearest to each other, with their ``alignment``:
    clauses, or the sentences themselves. ``element`` is what differs in them: it is masked on
    both sides in ``masked``, and put in the other's place in ``put_in``.
    """

    whole: tuple[Ask, Ask]
    a: Passage
    b: Passage
    alignment: Alignment
    clause: tuple[Ask, Ask] | None
    element: Element | None
    masked: Ask | None
    put_in: tuple[Ask, Ask] | None

    def asks(self, use: Use) -> tuple[Ask, ...]:
        """The directed pairs that are statements, or passages of a slot."""
        if use == "slots":
            return (self.masked,) if self.masked else ()
        return (*self.whole, *(self.clause or ()), *(self.put_in or ()))


class Judging(Protocol):
    """What is needed of a judge."""

    def judge(self, pairs: Sequence[Ask], *, use: Use = "statements") -> list[Probabilities]:
        """One judgement for each premise and hypothesis, in the order given."""


def answered(judge: Judging, asked: Sequence[Questions]) -> dict[Ask, Probabilities]:
    """The judge's answers to all questions, each asked once; masked passages are no statements."""
    answers: dict[Ask, Probabilities] = {}
    for use in USES:
        distinct = sorted({ask for one in asked for ask in one.asks(use)})
        if distinct:
            answers.update(zip(distinct, judge.judge(distinct, use=use), strict=True))
    return answers


def questions(
    candidate: Candidate,
    clauses_a: Sequence[Passage],
    clauses_b: Sequence[Passage],
    alignment: Alignment,
) -> Questions:
    """Prepare the questions for a pair of sentences, given their clauses and their alignment."""
    a, b, nearest = _nearest(candidate, clauses_a, clauses_b, alignment)
    element = next(
        (e for e in nearest.elements if e.kind in _MASKED_KINDS and e.support >= _LEAST_SUPPORT),
        None,
    )
    clause = None
    if not (a.whole and b.whole):
        clause = ((a.text, b.text), (b.text, a.text))
    masked = put_in = None
    if element is not None:
        masked = slot_pair(_masked(a, element.a), _masked(b, element.b))
        put_in = (
            (a.text, a.with_phrase(element.a, b.phrase(element.b))),
            (b.text, b.with_phrase(element.b, a.phrase(element.a))),
        )
    return Questions(
        whole=((candidate.a.text, candidate.b.text), (candidate.b.text, candidate.a.text)),
        a=a,
        b=b,
        alignment=nearest,
        clause=clause,
        element=element,
        masked=masked,
        put_in=put_in,
    )


def _masked(passage: Passage, element: Sequence[int]) -> str:
    text = passage.with_phrase(element, MASK)
    begin = text.index(MASK)
    return masked_passage(text, (begin, begin + len(MASK)))


def _nearest(
    candidate: Candidate,
    clauses_a: Sequence[Passage],
    clauses_b: Sequence[Passage],
    alignment: Alignment,
) -> tuple[Passage, Passage, Alignment]:
    """The two clauses that share most, if they share more than the sentences do."""
    best = similarity_of(alignment)
    found: tuple[Passage, Passage] | None = None
    for a in clauses_a or (candidate.a,):
        own_a = frozenset(a.content)
        for b in clauses_b or (candidate.b,):
            own_b = frozenset(b.content)
            both = sum(x in own_a and y in own_b for x, y in alignment.pairs)
            alike = both / (len(own_a) * len(own_b)) ** 0.5 if own_a and own_b else 0.0
            if both > 1 and alike > best:
                best, found = alike, (a, b)
    if found is None:
        return candidate.a, candidate.b, alignment
    return *found, align(Side(found[0]), Side(found[1]))
