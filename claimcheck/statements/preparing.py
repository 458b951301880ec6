"""The sentences of a bundle as pairs to judge: candidates, aligned, the likeliest of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck.language.parsing import Parse
from claimcheck.records import Sentence
from claimcheck.statements.aligning import Alignment, Element, align
from claimcheck.statements.candidates import Candidate, find_candidates
from claimcheck.statements.features import plain_features
from claimcheck.statements.passages import Passage, clauses, whole_sentence
from claimcheck.statements.questions import Questions, questions
from claimcheck.statements.sides import Side
from claimcheck.statements.weighing import Weights

# Of the candidates so many for each sentence of a bundle are judged as sentences, the likeliest
# to be of one thing, and so many for what differs in them, those in which it stands most firmly:
# 2 and 3 directed questions each, so about 320 for three articles of 33 sentences.
PAIRS_A_SENTENCE = 0.8
ELEMENTS_A_SENTENCE = 0.4
# Elements that stand less firmly are in one place by chance.
LEAST_STANDING = 2.0
# Two sentences that share so much and differ in little but one element are as good as the same
# words: such pairs of unlabelled news are labelled in models/labels/alike.tsv.
_ALIKE_SHARED, _ALIKE_BESIDE = 0.6, 2

Span = tuple[str, int, int]
"""An article's id and half-open offsets into the text that its sentence stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A candidate with what is known of it before it is judged.

    ``element`` is the one that is to be asked about, if any.
    """

    candidate: Candidate
    alignment: Alignment
    plain: Mapping[str, float]
    element: Element | None = None

    @property
    def same_words(self) -> bool:
        """Whether the sentences say the same but for one element and little beside it."""
        alignment = self.alignment
        return (
            bool(alignment.elements)
            and alignment.jaccard >= _ALIKE_SHARED
            and alignment.beside <= _ALIKE_BESIDE
        )


def read_passages(
    sentences: Sequence[Sentence], parses: Sequence[Parse], taken: Sequence[Span]
) -> list[Passage]:
    """The sentences as passages, in the order of articles' ids and places."""
    ordered = sorted(
        zip(sentences, parses, strict=True), key=lambda pair: (pair[0].article, pair[0].index)
    )
    # A headline's offsets are not into the text.
    within = [s for s, _ in ordered if s.index >= 0]
    inside: dict[Sentence, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in taken:
        place = bisect_right(within, (article, start), key=lambda s: (s.article, s.end))
        while place < len(within) and (within[place].article, within[place].start) < (article, end):
            inside[within[place]].append((start, end))
            place += 1
    return [whole_sentence(sentence, parse, inside[sentence]) for sentence, parse in ordered]


def prepare(passages: Sequence[Passage], days: Mapping[str, date | None]) -> Iterator[Prepared]:
    """The candidates with their alignments and plain features."""
    sides = {p.sentence: Side(p) for p in passages}
    used: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        used[passage.sentence.article].update(t.lemma for t in passage.tokens)
    for candidate in find_candidates(passages):
        alignment = align(sides[candidate.a.sentence], sides[candidate.b.sentence])
        yield Prepared(
            candidate=candidate,
            alignment=alignment,
            plain=plain_features(candidate, alignment, days, used),
        )


def worth_judging(prepared: Sequence[Prepared], sentences: int, worth: Weights) -> list[Prepared]:
    """The pairs to judge, in the order of their places: those in the same words but for one
    element, and the others within the budget.
    """
    numbers = range(len(prepared))
    likely = sorted(numbers, key=lambda n: (-worth.log_odds(prepared[n].plain), n))
    firm = sorted(numbers, key=lambda n: (-_standing(prepared[n]), n))
    whole = likely[: round(PAIRS_A_SENTENCE * sentences)]
    parts = firm[: round(ELEMENTS_A_SENTENCE * sentences)]
    differing = {n for n in parts if _standing(prepared[n]) >= LEAST_STANDING}
    differing.update(n for n in numbers if prepared[n].same_words)
    return [
        replace(prepared[n], element=prepared[n].alignment.elements[0])
        if n in differing
        else prepared[n]
        for n in sorted({*whole, *differing})
    ]


def _standing(item: Prepared) -> float:
    elements = item.alignment.elements
    return elements[0].standing if elements else 0.0


def ask_about(item: Prepared) -> Questions:
    """What the judge is asked of a pair."""
    a, b = item.candidate.a, item.candidate.b
    if item.element is None:
        return questions(item.candidate, (), (), None)
    return questions(item.candidate, clauses(a), clauses(b), item.element)
