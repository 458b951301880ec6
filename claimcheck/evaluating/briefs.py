"""Labelled pairs of short passages: written ones, and ones mined in unlabelled news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimcheck.records import Article
from claimcheck.segmenting import segment
from claimcheck.training.making.labelled import unmarked
from claimcheck.training.making.mined import Mined, Place

# A pair counts so much beside one of a labelled bundle when weights are fitted: written passages
# are not news, mined ones are the hardest of their kind.
WRITTEN_WEIGHT, MINED_WEIGHT = 0.3, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Two short articles with a marked value each; ``same`` says whether they fill one slot.

    ``group`` keeps together what shares a text; ``spans`` are half-open offsets into the texts.
    """

    group: str
    articles: tuple[Article, Article]
    spans: tuple[tuple[int, int], tuple[int, int]]
    same: bool
    weight: float


def written_briefs(lines: Iterable[Mapping[str, Any]]) -> Iterator[Brief]:
    """The pairs of ``written/slots.jsonl.gz``, in which ``[[ ]]`` marks the value."""
    for line in lines:
        (a, one), (b, other) = (unmarked(line[side]) for side in ("a", "b"))
        yield Brief(
            group=line["group"],
            articles=(Article(outlet="a", text=a), Article(outlet="b", text=b)),
            spans=(one, other),
            same=line["same"],
            weight=WRITTEN_WEIGHT,
        )


def mined_briefs(pairs: Iterable[Mined]) -> Iterator[Brief]:
    """Mined pairs, each side cut to the sentence of its value and those beside it."""
    for pair in pairs:
        (a, one), (b, other) = (_cut(place, name) for place, name in ((pair.a, "a"), (pair.b, "b")))
        if a.text != b.text:
            yield Brief(
                group=pair.bundle,
                articles=(a, b),
                spans=(one, other),
                same=pair.labels["label"] == "same",
                weight=MINED_WEIGHT,
            )


def _cut(place: Place, outlet: str) -> tuple[Article, tuple[int, int]]:
    text = str(place.article["text"])
    sentences = segment(Article(outlet=outlet, text=text))
    holds = [n for n, s in enumerate(sentences) if s.start < place.end and place.start < s.end]
    begin = sentences[max(0, holds[0] - 1)].start if holds else 0
    end = sentences[min(len(sentences) - 1, holds[-1] + 1)].end if holds else len(text)
    article = Article(
        outlet=outlet, text=text[begin:end], published=place.article.get("published") or None
    )
    return article, (place.start - begin, place.end - begin)
