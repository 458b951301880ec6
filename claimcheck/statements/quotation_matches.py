"""What is told of the same speech in several articles, and how what belongs together is joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.records import Feature, Relation, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePassage:
    """One article's wording; offsets are half-open code points into ``Article.text``.

    ``changed`` are the words that the other side does not have; an omission marks the words
    around it. ``speaker`` is who says it there.
    """

    article: str
    outlet: str
    start: int
    end: int
    changed: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMatch:
    """The same speech in two or more articles.

    ``probability`` is that of a contradiction that a desk would correct, 1 for an agreement;
    ``features`` are empty where it was not asked for.
    """

    relation: Relation
    probability: float
    threshold: float
    reason: str
    passages: tuple[QuotePassage, ...]
    features: tuple[Feature, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same places in the same articles."""
        places = (f"{p.article}:{p.start}:{p.end}" for p in self.passages)
        return digest("quote", self.relation, *places)


def together(matches: Sequence[QuoteMatch]) -> Iterator[QuoteMatch]:
    """Matches of one relation whose passages overlap are one, the likeliest speaking for it."""
    parent = list(range(len(matches)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = sorted(
        (p.article, match.relation, p.start, p.end, index)
        for index, match in enumerate(matches)
        for p in match.passages
    )
    reach: tuple[tuple[str, str], int, int] | None = None
    for article, relation, start, end, index in places:
        if reach and reach[0] == (article, relation) and start < reach[1]:
            parent[root(index)] = root(reach[2])
            reach = ((article, relation), max(end, reach[1]), index)
        else:
            reach = ((article, relation), end, index)
    groups: dict[int, list[QuoteMatch]] = defaultdict(list)
    for index, match in enumerate(matches):
        groups[root(index)].append(match)
    made = [_one(group) for group in groups.values()]
    yield from sorted(made, key=lambda m: [(p.article, p.start, p.end) for p in m.passages])


def _one(group: Sequence[QuoteMatch]) -> QuoteMatch:
    """The likeliest of several matches with the passages of all, overlapping ones as one."""
    best = min(group, key=lambda m: (-m.probability, m.passages[0].article, m.id))
    passages: list[QuotePassage] = []
    every = {(p.article, p.start, p.end, p.changed): p for m in group for p in m.passages}
    for key in sorted(every):
        new, last = every[key], passages[-1] if passages else None
        if last and last.article == new.article and new.start < last.end:
            changed = tuple(sorted({*last.changed, *new.changed}))
            passages[-1] = replace(last, end=max(last.end, new.end), changed=changed)
        else:
            passages.append(new)
    return replace(best, passages=tuple(passages))
