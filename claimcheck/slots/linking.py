"""From weighed pairs to slots, over the whole bundle.

Equal and compatible values come first, the surest pair first. What differs is linked only where
neither value has found its equal in the other's article, and an article gives one value of a slot:
a second one is its earlier value, or another slot.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.records import Feature, Mention
from claimcheck.slots.candidates import Candidate, typed
from claimcheck.values import compare_values, value_key


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the calibrated probability that it is of one slot."""

    candidate: Candidate
    probability: float
    threshold: float
    features: tuple[Feature, ...] = ()
    premise: str = ""
    hypothesis: str = ""


@dataclass(slots=True)
class _Group:
    members: list[int]
    links: list[Weighed]


class Linker:
    """Groups of mentions, joined pair by pair.

    Args:
        mentions: all of the bundle, in its fixed order.
        together: two groups of like values are joined only if the mean probability of the pairs
            between them, a pair that was not weighed counting 0, is at least this share of the
            threshold.
    """

    def __init__(self, mentions: Sequence[Mention], *, together: float) -> None:
        self._mentions = mentions
        self._together = together
        self._of = list(range(len(mentions)))
        self._groups = {i: _Group([i], []) for i in range(len(mentions))}
        self._known: dict[tuple[int, int], float] = {}

    def join(self, weighed: Sequence[Weighed]) -> None:
        """Join the pairs that reach their threshold, the surest first, where nothing forbids it."""
        self._known.update({(w.candidate.a, w.candidate.b): w.probability for w in weighed})
        ranked = sorted(weighed, key=lambda w: (-w.probability, w.candidate.a, w.candidate.b))
        for pair in ranked:
            if pair.probability >= pair.threshold:
                self._join(pair)

    def open(self, candidates: Sequence[Candidate], odds: Sequence[float]) -> list[int]:
        """The places of differing candidates that may still be joined.

        Neither value has found its equal in the other's article, and by ``odds`` each is the
        other's best in it.
        """
        best: dict[tuple[int, str], tuple[float, int]] = {}
        free = []
        for place, (candidate, odd) in enumerate(zip(candidates, odds, strict=True)):
            one, other = (self._groups[self._of[i]] for i in (candidate.a, candidate.b))
            if not self._apart(one, other):
                continue
            free.append(place)
            for side in self._sides(candidate):
                best[side] = max(best.get(side, (odd, -place)), (odd, -place))
        return [
            place
            for place in free
            if all(best[side][1] == -place for side in self._sides(candidates[place]))
        ]

    def _sides(self, candidate: Candidate) -> tuple[tuple[int, str], tuple[int, str]]:
        a, b = candidate.a, candidate.b
        return (a, self._mentions[b].article), (b, self._mentions[a].article)

    def _join(self, pair: Weighed) -> None:
        mine, theirs = self._of[pair.candidate.a], self._of[pair.candidate.b]
        if mine == theirs:
            self._groups[mine].links.append(pair)
            return
        one, other = self._groups[mine], self._groups[theirs]
        fits = self._one_value(one, other, pair) if pair.candidate.near else self._apart(one, other)
        if not fits:
            return
        one.members += other.members
        one.links += [*other.links, pair]
        for member in other.members:
            self._of[member] = mine
        del self._groups[theirs]

    def _one_value(self, one: _Group, other: _Group, pair: Weighed) -> bool:
        values = [
            {value_key(v): v for v in (typed(self._mentions[i]) for i in group.members)}
            for group in (one, other)
        ]
        for a in values[0].values():
            for b in values[1].values():
                if compare_values(a, b).verdict not in ("equal", "compatible"):
                    return False
        known = [
            self._known.get((min(i, j), max(i, j)), 0.0)
            for i in one.members
            for j in other.members
            if self._mentions[i].article != self._mentions[j].article
        ]
        return math.fsum(known) >= self._together * pair.threshold * len(known)

    def _apart(self, one: _Group, other: _Group) -> bool:
        """Whether no article gives a value in both groups, earlier values left out."""
        articles = [
            {
                self._mentions[i].article
                for i in group.members
                if self._mentions[i].frame.role != "earlier value"
            }
            for group in (one, other)
        ]
        return not articles[0] & articles[1]

    def groups(self) -> list[tuple[tuple[int, ...], tuple[Weighed, ...]]]:
        """Groups with mentions of two articles or more, in the order of their first mention."""
        found: dict[int, tuple[tuple[int, ...], tuple[Weighed, ...]]] = {}
        articles: dict[int, set[str]] = defaultdict(set)
        for root, group in self._groups.items():
            articles[root] = {self._mentions[i].article for i in group.members}
            if len(articles[root]) > 1:
                members = tuple(sorted(group.members))
                found[members[0]] = (members, tuple(group.links))
        return [found[first] for first in sorted(found)]
