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
from claimcheck.slots.candidates import Candidate
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


def link(
    mentions: Sequence[Mention], weighed: Sequence[Weighed], *, together: float
) -> list[tuple[tuple[int, ...], tuple[Weighed, ...]]]:
    """Join pairs that reach their threshold into groups of two articles or more.

    Args:
        mentions: all of the bundle, in its fixed order.
        weighed: every candidate; those below their threshold speak against a union.
        together: two groups of equal values are joined only if the mean probability of the pairs
            between them, a pair that is no candidate counting 0, is at least this share of the
            threshold.

    Returns:
        For each group the places of its mentions and the pairs that joined it.
    """
    linker = _Linker(mentions, weighed, together)
    ranked = sorted(weighed, key=lambda w: (-w.probability, w.candidate.a, w.candidate.b))
    for near in (True, False):
        for pair in ranked:
            if pair.candidate.near == near and pair.probability >= pair.threshold:
                linker.join(pair)
    return linker.groups()


class _Linker:
    def __init__(
        self, mentions: Sequence[Mention], weighed: Sequence[Weighed], together: float
    ) -> None:
        self._mentions = mentions
        self._together = together
        self._of = list(range(len(mentions)))
        self._groups = {i: _Group([i], []) for i in range(len(mentions))}
        self._known = {(w.candidate.a, w.candidate.b): w.probability for w in weighed}

    def join(self, pair: Weighed) -> None:
        """Join the groups of a pair where nothing forbids it."""
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
            {value_key(self._mentions[i].value): self._mentions[i].value for i in group.members}
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
