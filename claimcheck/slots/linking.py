"""From weighed pairs to slots, over the whole bundle.

Equal values come first, the surest pair first. Then come compatible ones ("dozens" and 44) and
those that differ, which are linked only where neither value has found its equal in the other's
article. An article, or an entry of a live blog, gives one value of a slot: a second one is its
earlier value, or another slot.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claimcheck.records import DateSpan, Feature, Mention
from claimcheck.slots.candidates import Candidate, typed
from claimcheck.values import TypedValue, compare_values, value_key

_Side = tuple[int, tuple[str, datetime | None]]
"""A mention and a report of the other article."""

_Told = tuple[tuple[str, datetime | None], tuple[str, str]]
"""The report that gives a value, and what is measured with its verb."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the calibrated probability that it is of one slot."""

    candidate: Candidate
    probability: float
    threshold: float
    features: tuple[Feature, ...] = ()
    premise: str = ""
    hypothesis: str = ""


def split(weighed: Sequence[Weighed]) -> tuple[list[Weighed], list[Weighed]]:
    """Pairs of equal values, and the others."""
    equal = [w for w in weighed if w.candidate.verdict == "equal"]
    return equal, [w for w in weighed if w.candidate.verdict != "equal"]


@dataclass(slots=True)
class _Group:
    """Mentions of one value or slot.

    ``articles`` counts them by article, ``giving`` are those values of each article that
    are more than its earlier one, ``values`` the values by their keys.
    """

    members: list[int]
    links: list[Weighed]
    articles: Counter[str]
    giving: dict[str, set[_Told]]
    values: dict[str, TypedValue]

    def swallow(self, other: _Group, link: Weighed) -> None:
        """Take in all that the other group has."""
        self.members += other.members
        self.links += other.links
        self.links.append(link)
        self.articles.update(other.articles)
        for article, given in other.giving.items():
            self.giving.setdefault(article, set()).update(given)
        self.values.update(other.values)


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
        self._groups = {i: self._alone(i) for i in range(len(mentions))}
        self._known: dict[int, dict[int, float]] = defaultdict(dict)

    def join(self, weighed: Sequence[Weighed]) -> None:
        """Join the pairs that reach their threshold, the surest first, where nothing forbids it."""
        for w in weighed:
            self._known[w.candidate.a][w.candidate.b] = w.probability
            self._known[w.candidate.b][w.candidate.a] = w.probability
        ranked = sorted(weighed, key=lambda w: (-w.probability, w.candidate.a, w.candidate.b))
        for pair in ranked:
            if pair.probability >= pair.threshold:
                self._join(pair)

    def open(self, candidates: Sequence[Candidate], odds: Sequence[float]) -> list[int]:
        """The places of differing candidates that may still be joined.

        Neither value has found its equal in the other's article, and by ``odds`` each is the
        other's best in it.
        """
        best: dict[_Side, tuple[float, int]] = {}
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

    def _sides(self, candidate: Candidate) -> tuple[_Side, _Side]:
        a, b = candidate.a, candidate.b
        return (a, self._mentions[b].report), (b, self._mentions[a].report)

    def _join(self, pair: Weighed) -> None:
        mine, theirs = self._of[pair.candidate.a], self._of[pair.candidate.b]
        if mine == theirs:
            self._groups[mine].links.append(pair)
            return
        one, other = self._groups[mine], self._groups[theirs]
        fits = self._one_value(one, other, pair) if pair.candidate.near else self._apart(one, other)
        if not fits:
            return
        # The smaller one moves, so that joining thousands costs no square of them.
        if len(other.members) > len(one.members):
            mine, theirs, one, other = theirs, mine, other, one
        for member in other.members:
            self._of[member] = mine
        one.swallow(other, pair)
        del self._groups[theirs]

    def _alone(self, index: int) -> _Group:
        mention = self._mentions[index]
        value, counted = typed(mention), Counter([mention.article])
        giving: dict[str, set[_Told]] = {}
        if mention.frame.role != "earlier value":
            said = mention.frame.measured, mention.frame.predicate
            giving[mention.article] = {(mention.report, said)}
        return _Group([index], [], counted, giving, {value_key(value): value})

    def _one_value(self, one: _Group, other: _Group, pair: Weighed) -> bool:
        shared = not one.giving.keys().isdisjoint(other.giving)
        for key, a in one.values.items():
            for their_key, b in other.values.items():
                if key == their_key:
                    continue
                if compare_values(a, b).verdict not in ("equal", "compatible"):
                    return False
                # The month of publication may be mistaken, but it is one for all of an article.
                if shared and _other_months(a, b):
                    return False
        if len(other.members) > len(one.members):
            one, other = other, one
        root = self._of[one.members[0]]
        known = math.fsum(
            probability
            for i in other.members
            for j, probability in self._known[i].items()
            if self._of[j] == root
        )
        articles = sum(n * one.articles[name] for name, n in other.articles.items())
        pairs = len(one.members) * len(other.members) - articles
        return known >= self._together * pair.threshold * pairs

    def _apart(self, one: _Group, other: _Group) -> bool:
        """Whether no article gives a value in both groups, earlier values left out."""
        return all(
            _told_anew(one.giving[article], other.giving[article])
            for article in one.giving.keys() & other.giving.keys()
        )

    def groups(self) -> list[tuple[tuple[int, ...], tuple[Weighed, ...]]]:
        """Groups with mentions of two articles or more, in the order of their first mention."""
        found: dict[int, tuple[tuple[int, ...], tuple[Weighed, ...]]] = {}
        for group in self._groups.values():
            if len(group.articles) > 1:
                members = tuple(sorted(group.members))
                links = sorted(group.links, key=lambda w: (w.candidate.a, w.candidate.b))
                found[members[0]] = (members, tuple(links))
        return [found[first] for first in sorted(found)]


def _other_months(a: TypedValue, b: TypedValue) -> bool:
    """Whether two months, or longer times, have no day in common.

    Days may: somebody's "today" is often that of another day than the article's.
    """
    return (
        isinstance(a, DateSpan)
        and isinstance(b, DateSpan)
        and not {a.granularity, b.granularity} & {"day", "part of day"}
        and None not in (a.first, a.last, b.first, b.last)
        and (a.last < b.first or b.last < a.first)  # type: ignore[operator]
    )


def _told_anew(one: set[_Told], other: set[_Told]) -> bool:
    """Whether entries of a live blog say it of the same: those of one group are other entries."""
    said = {said for _, said in one | other}
    reports = {report for report, _ in one}
    return len(said) == 1 and all(said.pop()) and reports.isdisjoint(r for r, _ in other)
