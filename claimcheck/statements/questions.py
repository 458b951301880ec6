"""What the judge is asked of two sentences: whole, as clauses, masked, and with a phrase put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from claimcheck.judging.calibration import USES, Use
from claimcheck.judging.masking import MASK
from claimcheck.records import Probabilities
from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.statements.aligning import Element
from claimcheck.statements.candidates import Candidate
from claimcheck.statements.passages import Passage

Ask = tuple[str, str]
"""A premise and a hypothesis."""

MASKED = ("name", "noun", "verb", "modifier", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The directed pairs to judge for one candidate; ``None`` where there is nothing to ask.

    ``whole`` are the sentences, both ways. ``element`` is what differs in them, ``a`` and ``b``
    are the clauses that hold it, or the sentences. It is masked on both sides in ``masked``: do
    the rests speak of one thing? In ``put_in`` each side stands against itself with the other's
    phrase in the place of its own: can the two both hold? A negation or an exchange of roles is
    nothing that can be masked; there the two clauses stand against each other.
    """

    whole: tuple[Ask, Ask]
    a: Passage
    b: Passage
    element: Element | None
    masked: Ask | None
    put_in: tuple[Ask, Ask] | None

    def asks(self, use: Use) -> tuple[Ask, ...]:
        """The directed pairs that are statements, or passages of a slot."""
        if use == "slots":
            return (self.masked,) if self.masked else ()
        return (*self.whole, *(self.put_in or ()))


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
    element: Element | None,
) -> Questions:
    """Prepare the questions for a pair of sentences, given their clauses and what differs."""
    a, b = candidate.a, candidate.b
    masked = put_in = None
    if element is not None:
        a, b = _around(element.a, clauses_a) or a, _around(element.b, clauses_b) or b
        if element.kind in MASKED:
            masked = slot_pair(_masked(a, element.a), _masked(b, element.b))
            put_in = (
                (a.text, a.with_phrase(element.a, b.phrase(element.b))),
                (b.text, b.with_phrase(element.b, a.phrase(element.a))),
            )
        else:
            put_in = ((a.text, b.text), (b.text, a.text))
    return Questions(
        whole=((candidate.a.text, candidate.b.text), (candidate.b.text, candidate.a.text)),
        a=a,
        b=b,
        element=element,
        masked=masked,
        put_in=put_in,
    )


def _masked(passage: Passage, element: Sequence[int]) -> str:
    text = passage.with_phrase(element, MASK)
    begin = text.index(MASK)
    return masked_passage(text, (begin, begin + len(MASK)))


def _around(element: Sequence[int], clauses: Sequence[Passage]) -> Passage | None:
    """The first clause that holds all words of an element."""
    return next((c for c in clauses if frozenset(element) <= frozenset(c.order)), None)
