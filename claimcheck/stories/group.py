"""Group a pile by story: near articles of near days, joined while the whole group stays near.

Deterministic whatever the order of the articles, and the same whether they come at once or one
after another: what is kept from run to run are the profiles, which depend on one article each.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.records import Article, digest
from claimcheck.stories.vectors import Profile, Vector, cosine, profile, vectors

# Of 555 labelled stories 538 are told within a day and all but 6 within two.
WINDOW_DAYS = 2
# The mean cosine of two groups at which they are one story; benchmarks/stories.py sets it.
JOIN = 0.14
# Candidates are found by these many of an article's heaviest terms.
KEYS = 12
# A term that more articles of a few days share says nothing; it would make the work quadratic.
MOST_POSTINGS = 60


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


def group(
    articles: Sequence[Article],
    *,
    join: float = JOIN,
    profiles: Mapping[str, Profile] | None = None,
) -> Grouping:
    """Group articles by story.

    Args:
        articles: in any order.
        join: the least mean cosine between the articles of two groups that are put together.
        profiles: those made before, by article id; the others are made.

    Returns:
        Stories of two or more articles, and the rest.
    """
    pile = sorted({a.id: a for a in articles}.values(), key=lambda a: (str(a.day), a.id))
    known = profiles or {}
    made = [known.get(article.id) or profile(article) for article in pile]
    spaces = vectors(made)
    groups = _clusters(len(pile), _near(made, spaces), spaces, join, made)
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
        seen: set[int] = set()
        for term in keys[index]:
            seen.update(undated[term][-MOST_POSTINGS:])
            if day is None:
                undated[term].append(index)
                continue
            number = day.toordinal()
            for near in range(number - WINDOW_DAYS, number + 1):
                seen.update(postings[term, near][-MOST_POSTINGS:])
            postings[term, number].append(index)
        yield from ((min(index, other), max(index, other)) for other in sorted(seen))


def _clusters(
    count: int,
    pairs: Iterator[tuple[int, int]],
    spaces: Sequence[Vector],
    join: float,
    profiles: Sequence[Profile],
) -> list[list[int]]:
    """Join the two nearest groups again and again while their mean cosine is at least ``join``.

    Pairs that were no candidates count as 0, which keeps groups from growing by one bridge.
    """
    links: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b in pairs:
        similarity = cosine(spaces[a], spaces[b])
        if similarity > 0.5 * join:
            links[a][b] = links[b][a] = similarity
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    queue = [
        (-value, a, b)
        for a, row in enumerate(links)
        for b, value in row.items()
        if a < b and value >= join
    ]
    heapq.heapify(queue)
    while queue:
        value, a, b = heapq.heappop(queue)
        if a not in members or b not in members or -value != _mean(links, members, a, b):
            continue
        _merge(links, members, a, b)
        for other in sorted(links[a]):
            mean = _mean(links, members, a, other)
            if mean >= join and _in_window(profiles, members[a], members[other]):
                heapq.heappush(queue, (-mean, min(a, other), max(a, other)))
    return [sorted(group) for _, group in sorted(members.items())]


def _mean(links: list[dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> float:
    return links[a].get(b, 0.0) / (len(members[a]) * len(members[b]))


def _merge(links: list[dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> None:
    """``links`` hold the sums over the pairs of two groups."""
    members[a] += members.pop(b)
    for other, total in links[b].items():
        del links[other][b]
        if other != a:
            links[a][other] = links[other][a] = links[a].get(other, 0.0) + total
    links[b] = {}


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
