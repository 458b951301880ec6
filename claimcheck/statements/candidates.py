"""Which sentences of different outlets may speak of one thing: the nearest by their words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from claimcheck.neighbours import Holders
from claimcheck.statements.passages import Passage

# Of 181 differences that editors marked between two sentences (128 labelled bundles, quotations
# and figures left out), so many have the other side among the one's nearest sentences of that
# article: 1 .47, 3 .75, 5 .85, 7 .90, 10 .93, 20 .98.
NEAREST = 7
# Of those pairs the likeliest by similarity, so many for each sentence: 1 .56, 2 .82, 3 .90.
MOST_A_SENTENCE = 2.5
# Of a word that more sentences of a bundle hold those count that stand nearest in the list, else
# the work would grow with their square. In a bundle of thousands of sentences fewer are enough:
# so many places in all are followed for one word of each sentence.
_MOST_POSTINGS, _FEWEST_POSTINGS = 150, 20
_FOLLOWED = 150_000
# Of all other articles together; on average 2.5 are kept.
_MOST_OF_ONE = 64
# Enough letters to see "resigned" and "resignation" as one word; whole lemmas find 2 points less.
_LETTERS = 6
# The sentence before tells who "he" is: with it 3 points more are found.
_BEFORE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two sentences of different articles; ``a`` sorts before ``b`` by article and place.

    ``similarity`` is the cosine of their TF-IDF vectors in the bundle; ``rank`` is the better of
    the places, from 0, that the one has among its article's sentences nearest to the other.
    """

    a: Passage
    b: Passage
    similarity: float
    rank: int


def find_candidates(passages: Sequence[Passage], nearest: int = NEAREST) -> tuple[Candidate, ...]:
    """Pairs of sentences of different articles of which one is among the other's nearest.

    ``nearest`` is how many of each other article; they are found by an inverted index whose lists
    are bounded. The result does not depend on the order given.
    """
    ordered = sorted(passages, key=_place)
    vectors = _vectors(ordered)
    most = max(_FEWEST_POSTINGS, min(_MOST_POSTINGS, _FOLLOWED // max(1, len(ordered))))
    holders: Holders[str] = Holders(most)
    for index, vector in enumerate(vectors):
        holders.add(index, vector)
    found: dict[tuple[int, int], tuple[float, int]] = {}
    for index, vector in enumerate(vectors):
        scores: dict[int, float] = defaultdict(float)
        for term in sorted(vector):
            for other in holders.beside(index, term):
                scores[other] += vector[term] * vectors[other][term]
        ranks: Counter[str] = Counter({ordered[index].sentence.article: nearest})
        taken = 0
        for _, other in sorted([(-round(score, 9), other) for other, score in scores.items()]):
            article = ordered[other].sentence.article
            rank = ranks[article]
            ranks[article] += 1
            if rank < nearest:
                key = (min(index, other), max(index, other))
                best = min(rank, found[key][1]) if key in found else rank
                found[key] = (scores[other], best)
                taken += 1
                if taken == _MOST_OF_ONE:
                    break
    kept = nsmallest(
        round(MOST_A_SENTENCE * len(ordered)),
        found,
        key=lambda key: (-round(found[key][0], 9), key),
    )
    return tuple(
        Candidate(a=ordered[i], b=ordered[j], similarity=round(min(score, 1.0), 6), rank=rank)
        for (i, j), (score, rank) in sorted((key, found[key]) for key in kept)
    )


def _place(passage: Passage) -> tuple[str, int]:
    return passage.sentence.article, passage.sentence.start


def _vectors(passages: Sequence[Passage]) -> list[dict[str, float]]:
    """A unit vector a sentence: its words, and lightly those of the sentence before it."""
    own = [frozenset(p.tokens[i].lemma[:_LETTERS] for i in p.content) for p in passages]
    within = Counter(term for terms in own for term in terms)
    weights = {term: math.log(1 + len(passages) / many) for term, many in within.items()}
    made = []
    for index, terms in enumerate(own):
        vector = {term: weights[term] for term in terms}
        if index and passages[index - 1].sentence.article == passages[index].sentence.article:
            for term in own[index - 1] - terms:
                vector[term] = weights[term] * _BEFORE
        norm = math.sqrt(math.fsum(value**2 for value in vector.values())) or 1.0
        made.append({term: value / norm for term, value in sorted(vector.items())})
    return made
