"""What the judge is asked of two sentences: whole, as clauses, masked, and with a phrase put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.statements.aligning import Alignment, Element, Side, align, similarity_of
from claimcheck.statements.candidates import Candidate
from claimcheck.statements.passages import Passage

MASK = "[MASK]"
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
    masked: tuple[Ask, Ask] | None
    put_in: tuple[Ask, Ask] | None

    def __iter__(self) -> Iterator[Ask]:
        yield from self.whole
        for asked in (self.clause, self.masked, self.put_in):
            yield from asked or ()


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
        left, right = a.with_phrase(element.a, MASK), b.with_phrase(element.b, MASK)
        masked = ((left, right), (right, left))
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
