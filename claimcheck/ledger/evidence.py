"""Passages of articles as evidence: quoted, marked, located, with the paragraph around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimcheck.language.text import Text
from claimcheck.reading.places import location
from claimcheck.records import Evidence, Sentence, claim_id

# Characters of a paragraph on either side of a quote. Few paragraphs of news are as long; a text in
# one line would stand in the report once for each of its findings.
_MOST_AROUND = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a finding shows of one article.

    ``start`` and ``end`` lie in one sentence or in several that follow each other; ``marks`` are
    half-open offsets into the article's text of what was compared.
    """

    article: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    speaker: str | None = None


def joined(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """One passage for each stretch, with the marks of all of its passages, in the order given."""
    held: dict[tuple[str, int, int], Passage] = {}
    for passage in passages:
        key = (passage.article, passage.start, passage.end)
        before = held.get(key)
        marks = {*passage.marks, *(before.marks if before else ())}
        held[key] = Passage(
            article=passage.article,
            start=passage.start,
            end=passage.end,
            marks=tuple(sorted(marks)),
            speaker=(before.speaker if before else None) or passage.speaker,
        )
    return tuple(held.values())


def evidence(passage: Passage, text: Text) -> Evidence:
    """The sentences that hold the passage, whole, with the rest of their paragraph beside them."""
    article, sentences = text.article, text.sentences
    low = bisect_right(sentences, passage.start, key=lambda s: s.end)
    high = bisect_left(sentences, passage.end, key=lambda s: s.start)
    inside = sentences[low:high]
    start, end = inside[0].start, inside[-1].end
    while low > 0 and _goes_on(sentences[low - 1], sentences[low]):
        if start - sentences[low - 1].start > _MOST_AROUND:
            break
        low -= 1
    while high < len(sentences) and _goes_on(sentences[high - 1], sentences[high]):
        if sentences[high].end - end > _MOST_AROUND:
            break
        high += 1
    first, last = sentences[low].start, sentences[high - 1].end
    return Evidence(
        article=article.id,
        outlet=article.outlet,
        claim=claim_id(article.id, inside[0].start, inside[0].end),
        quote=article.text[start:end],
        start=start,
        end=end,
        highlights=_highlights(passage.marks, start, end),
        speaker=passage.speaker,
        published=_iso(article.published),
        modified=_iso(article.modified),
        before=article.text[first:start],
        after=article.text[end:last],
        location=location(article, start, end),
    )


def _iso(when: date | str | None) -> str | None:
    return when.isoformat() if isinstance(when, date) else None


def _goes_on(one: Sentence, two: Sentence) -> bool:
    return one.paragraph == two.paragraph


def _highlights(
    marks: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Marks as offsets into the quote, without overlap."""
    made: list[tuple[int, int]] = []
    for begin, stop in sorted((max(a, start) - start, min(b, end) - start) for a, b in marks):
        if begin >= stop:
            continue
        if made and begin < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], stop))
        else:
            made.append((begin, stop))
    return tuple(made)
