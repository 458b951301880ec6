"""Group a pile by story: near articles of near days, joined while the whole group stays near.

Deterministic whatever the order of the articles, and the same whether they come at once or one
after another: a pile is grouped anew when it grows, which costs a millisecond an article, and a
story that has not changed keeps its id, by which its report is known.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.records import Article, digest
from claimcheck.stories.vectors import Profile, Vector, cosine, profile, vectors

# Of 555 labelled stories 538 are told within a day and all but 6 within two.
WINDOW_DAYS = 2
# The mean cosine of two groups at which they are one story. Of .10 to .20 in benchmarks/stories.py
# .12 and .14 have the best B-cubed F1 on folds 0 to 3 (.967).
JOIN = 0.14
# Candidates are found by these many of an article's heaviest terms.
KEYS = 12
# A term that more articles of a few days share says nothing; it would make the work quadratic.
MOST_POSTINGS = 60
# Of the candidates these many that share most are compared in full.
MOST_NEAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that tell of one happening, by outlet; ``title`` is the most typical headline."""

    id: str
    title: str
    articles: tuple[Article, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, each once."""
        return tuple(sorted({article.outlet for article in self.articles}))

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, None if no article has one."""
        days = sorted(a.day for a in self.articles if a.day is not None)
        return (days[0], days[-1]) if days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The stories of a pile, the newest first, and the articles that belong to none."""

    stories: tuple[Story, ...]
    alone: tuple[Article, ...]


def group(articles: Sequence[Article], *, join: float = JOIN) -> Grouping:
    """Group articles by story.

    Args:
        articles: in any order.
        join: the least mean cosine between the articles of two groups that are put together.

    Returns:
        Stories of two or more articles, and the rest.
    """
    pile = sorted({a.id: a for a in articles}.values(), key=lambda a: (str(a.day), a.id))
    made = [profile(article) for article in pile]
    spaces = vectors(made)
    groups = _clusters(_near(made, spaces), spaces, join, made)
    stories = [_story([pile[i] for i in g], [spaces[i] for i in g]) for g in groups if len(g) > 1]
    alone = [pile[g[0]] for g in groups if len(g) == 1]
    stories.sort(key=lambda s: (-(s.days[1].toordinal() if s.days else 0), s.title, s.id))
    alone.sort(key=lambda a: (a.outlet, a.title or "", a.id))
    return Grouping(stories=tuple(stories), alone=tuple(alone))


def _near(profiles: Sequence[Profile], spaces: Sequence[Vector]) -> Iterator[tuple[int, int]]:
    """Pairs of articles within the window that share one of their heaviest terms.

    Postings are kept by term and day, so the work for an article does not grow with the pile.
    """
    postings: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    keys = [sorted(space, key=lambda term: (-space[term], term))[:KEYS] for space in spaces]
    # Articles without a day come first: all others look among them, and they at each other.
    order = sorted(range(len(profiles)), key=lambda i: (profiles[i].day is not None, i))
    undated: dict[str, list[int]] = defaultdict(list)
    for index in order:
        day = profiles[index].day
        shared: dict[int, float] = defaultdict(float)
        for term in keys[index]:
            weight = spaces[index][term]
            days = [] if day is None else [day.toordinal() - n for n in range(WINDOW_DAYS + 1)]
            for found in (undated[term], *(postings[term, near] for near in days)):
                for other in found[-MOST_POSTINGS:]:
                    shared[other] += weight * spaces[other].get(term, 0.0)
            (undated[term] if day is None else postings[term, days[0]]).append(index)
        nearest = sorted(shared, key=lambda other: (-shared[other], other))[:MOST_NEAR]
        yield from ((min(index, other), max(index, other)) for other in nearest)


def _clusters(
    pairs: Iterator[tuple[int, int]],
    spaces: Sequence[Vector],
    join: float,
    profiles: Sequence[Profile],
) -> list[list[int]]:
    """Join the two nearest groups again and again while their mean cosine is at least ``join``."""
    groups = _Groups(spaces)
    queue: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        mean = groups.mean(a, b)
        if mean >= join and _in_window(profiles, groups.members[a], groups.members[b]):
            a, b = min(a, b), max(a, b)
            heapq.heappush(queue, (-mean, a, b, groups.sizes[a], groups.sizes[b]))

    for a, b in sorted(set(pairs)):
        groups.near[a].add(b)
        groups.near[b].add(a)
        offer(a, b)
    while queue:
        _, a, b, size_a, size_b = heapq.heappop(queue)
        if (groups.sizes[a], groups.sizes[b]) == (size_a, size_b):
            groups.merge(a, b)
            for other in sorted(groups.near[a]):
                offer(a, other)
    return [sorted(members) for members in groups.members if members]


class _Groups:
    """Groups with the sums of their vectors: the mean cosine between the articles of two groups
    is the product of their sums over that of their sizes. A group that was merged has size 0.
    """

    def __init__(self, spaces: Sequence[Vector]) -> None:
        self.members: list[list[int]] = [[i] for i in range(len(spaces))]
        self.sizes = [1] * len(spaces)
        self.near: list[set[int]] = [set() for _ in spaces]
        self._sums: list[dict[str, float]] = [dict(space) for space in spaces]

    def mean(self, a: int, b: int) -> float:
        """The mean cosine between the articles of two groups."""
        return cosine(self._sums[a], self._sums[b]) / (self.sizes[a] * self.sizes[b])

    def merge(self, a: int, b: int) -> None:
        """Put the second group into the first."""
        self.members[a] += self.members[b]
        for term, weight in self._sums[b].items():
            self._sums[a][term] = self._sums[a].get(term, 0.0) + weight
        for other in self.near[b]:
            self.near[other].discard(b)
            if other != a:
                self.near[other].add(a)
                self.near[a].add(other)
        self.sizes[a] += self.sizes[b]
        self.members[b], self.sizes[b], self.near[b], self._sums[b] = [], 0, set(), {}


def _in_window(profiles: Sequence[Profile], a: list[int], b: list[int]) -> bool:
    """Is each group's nearest day within the window of the other's?"""
    ours = [day.toordinal() for i in a if (day := profiles[i].day) is not None]
    theirs = [day.toordinal() for i in b if (day := profiles[i].day) is not None]
    if not ours or not theirs:
        return True
    return max(min(ours), min(theirs)) - min(max(ours), max(theirs)) <= WINDOW_DAYS


def _story(articles: list[Article], spaces: list[Vector]) -> Story:
    ids = sorted(article.id for article in articles)
    # The article nearest to all others; of several the one with the lower id.
    central = max(
        range(len(articles)),
        key=lambda i: (
            bool(articles[i].title),
            round(sum(cosine(spaces[i], other) for other in spaces[:50]), 6),
            articles[i].id,
        ),
    )
    title = articles[central].title or articles[central].text.partition("\n")[0][:100]
    ordered = sorted(articles, key=lambda a: (a.outlet, a.title or "", a.id))
    return Story(id=digest("story", *ids), title=title, articles=tuple(ordered))
