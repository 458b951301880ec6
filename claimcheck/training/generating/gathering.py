"""Single paragraphs of several outlets that tell one story: of nearly one day, in like words."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.words import content_stems

_DAYS = 2
_LEAST = 0.25  # of 12 random pairs at .25 to .45 with a common figure, 9 told one thing
_COPY = 0.9
_MOST_TOLD = 6  # paragraphs of one story; more would chain one topic together
_MOST_SHARED = 0.02  # stems in more of all paragraphs tell nothing


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as far as gathering needs it: ``day`` None is never gathered."""

    outlet: str
    day: date | None
    text: str


def gather(paragraphs: Sequence[Paragraph]) -> list[list[int]]:
    """Groups of two to six paragraphs by their numbers, each group with two outlets or more.

    The most alike are joined first. Copies of one text are not joined.
    """
    group_of: dict[int, list[int]] = {}
    for _, one, other in sorted(_alike(paragraphs)):
        left, right = group_of.get(one, [one]), group_of.get(other, [other])
        if left is right or len(left) + len(right) > _MOST_TOLD:
            continue
        joined = sorted([*left, *right])
        group_of.update((number, joined) for number in joined)
    distinct = {group[0]: group for group in group_of.values()}
    return [distinct[first] for first in sorted(distinct)]


def _alike(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[float, int, int]]:
    """Pairs of two outlets within days of each other with their negated cosine."""
    stems = [content_stems(p.text) if p.day else frozenset() for p in paragraphs]
    frequency = Counter(stem for found in stems for stem in found)
    most = max(20, _MOST_SHARED * len(paragraphs))
    weight = {s: math.log(1 + len(stems) / n) for s, n in frequency.items() if n <= most}
    kept = [sorted(found & weight.keys()) for found in stems]
    norm = [math.sqrt(sum(weight[s] ** 2 for s in found)) or 1.0 for found in kept]
    order = sorted((p.day.toordinal(), n) for n, p in enumerate(paragraphs) if p.day)
    postings: dict[str, list[int]] = defaultdict(list)
    recent: list[tuple[int, int]] = []  # a heap of (day, number) that the postings hold
    for day, number in order:
        while recent and recent[0][0] < day - _DAYS:
            _, old = heapq.heappop(recent)
            for stem in kept[old]:
                postings[stem].remove(old)
        scores: dict[int, float] = defaultdict(float)
        for stem in kept[number]:
            for other in postings[stem]:
                scores[other] += weight[stem] ** 2
            postings[stem].append(number)
        heapq.heappush(recent, (day, number))
        for other, score in scores.items():
            cosine = score / norm[number] / norm[other]
            if _LEAST <= cosine < _COPY and paragraphs[other].outlet != paragraphs[number].outlet:
                yield -cosine, min(number, other), max(number, other)
