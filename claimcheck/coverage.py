"""How much of what an outlet claims another origin shares: one count for every report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from claimcheck.records import Coverage


class Span(NamedTuple):
    """Half-open offsets into the text of an article."""

    article: str
    start: int
    end: int


def coverage(
    outlets: Iterable[str], claims: Iterable[tuple[str, Span]], passages: Collection[Span]
) -> tuple[Coverage, ...]:
    """A row for each of ``outlets``; ``claims`` are pairs of an outlet and a claim's place.

    Shared is a claim that begins in one of ``passages``, those that findings quote.
    """
    by_article: dict[str, list[Span]] = {}
    for passage in passages:
        by_article.setdefault(passage.article, []).append(passage)
    counts = dict.fromkeys(outlets, (0, 0))
    for outlet, claim in claims:
        total, shared = counts[outlet]
        found = any(p.start <= claim.start < p.end for p in by_article.get(claim.article, ()))
        counts[outlet] = (total + 1, shared + found)
    return tuple(
        Coverage(outlet=outlet, claims=total, shared=shared, unique=total - shared)
        for outlet, (total, shared) in sorted(counts.items())
    )
