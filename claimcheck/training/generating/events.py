"""Different events in like words: near sentences of articles that have nothing in common."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.training.generating.material import Passage, Row
from claimcheck.words import content_stems

# So many days lie between the two articles.
_DAYS_APART = 60
_LIKE, _TOO_LIKE = 0.30, 0.75
_COMMONEST = 400


def rows(passages: Sequence[Passage], limit: int, rng: random.Random) -> Iterator[Row]:
    """For up to ``limit`` passages the nearest that names nobody and nothing of the same."""
    pool = [p for p in passages if p.plain and p.mentions and p.day and _own(p)]
    stems = [content_stems(p.text) for p in pool]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(stems):
        for stem in sorted(held):
            holders[stem].append(number)
    weight = {s: math.log(len(pool) / len(held)) for s, held in holders.items()}
    sizes = [sum(weight[s] for s in sorted(held)) for held in stems]
    made = 0
    for a in rng.sample(range(len(pool)), len(pool)):
        if made >= limit:
            return
        shared: Counter[int] = Counter()
        for stem in sorted(stems[a]):
            if len(holders[stem]) <= _COMMONEST:
                for b in holders[stem]:
                    shared[b] += weight[stem]
        for b, common in shared.most_common(12):
            likeness = common / max(1e-9, sizes[a] + sizes[b] - common)
            if _LIKE <= likeness <= _TOO_LIKE and _strangers(pool[a], pool[b]):
                made += 1
                yield Row(pool[a].text, pool[b].text, "neutral")
                break


def _own(passage: Passage) -> bool:
    """Whether it names somebody or something of its own, not only "the U.S."."""
    return any(m.kind in ("person", "organisation", "place") for m in passage.mentions)


def _strangers(a: Passage, b: Passage) -> bool:
    if a.day is None or b.day is None or abs((a.day - b.day).days) < _DAYS_APART:
        return False
    if a.article == b.article:
        return False
    named = [{w for m in p.mentions for w in m.canonical.lower().split()} for p in (a, b)]
    figures = [{(f.low, f.unit) for f in p.figures} for p in (a, b)]
    return not named[0] & named[1] and not (figures[0] & figures[1])
