"""What the tool would ask about in news that nobody has labelled: for a teacher, and for labellers.

Asked about are two values of two texts that differ and have found their equal in neither, in the
stories of bundles, and in paragraphs of two outlets that share their rarer words within days.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from claimcheck.records import DateSpan, Figure
from claimcheck.slots.passages import slot_pair
from claimcheck.training.making.bundles import (
    Candidate,
    candidates,
    content_words,
    day_of,
    read_values,
)
from claimcheck.training.making.distant import sentences_of
from claimcheck.training.making.rows import Row

# Of a story so many pairs of each kind, those whose passages have most words in common.
MOST = {"number": 60, "date": 12}
_ARTICLES = 6
_CHARACTERS = 12_000  # of an article
_PARAGRAPH = (60, 700)  # characters
_DAYS = 3
_RARE = (2, 600)  # paragraphs that hold a word by which others are looked up
_WORDS = 3  # such words in common, at least
_ALIKE = 0.22  # share of the weight of words that two paragraphs have in common, at least


def rows_of_candidates(
    news: Sequence[dict[str, Any]], without: Collection[str] = frozenset()
) -> Iterator[Row]:
    """Rows without a label; ``source`` is asked/number or asked/date.

    Args:
        news: bundles of articles, or paragraphs.
        without: sentences; texts that hold one are left out.
    """
    kept_out = frozenset(without)
    bundled = bool(news) and "articles" in news[0]
    for name, articles in _stories(news) if bundled else _meetings(news):
        if any(kept_out & sentences_of(article["text"]) for article in articles):
            continue
        for pair in _asked(name, articles):
            first, second = slot_pair(pair.a.passage, pair.b.passage)
            yield Row(premise=first, hypothesis=second, label="", source=f"asked/{pair.a.kind}")


def _asked(name: str, articles: Sequence[dict[str, Any]]) -> list[Candidate]:
    mentions = [
        {
            "id": f"{number}:{value.start}:{value.end}",
            "article": number,
            "kind": "number" if isinstance(value, Figure) else "date",
            "start": value.start,
            "end": value.end,
        }
        for number, article in enumerate(articles)
        for value in read_values(article)
        if isinstance(value, Figure | DateSpan)
    ]
    made = candidates({"bundle": name, "articles": articles, "mentions": mentions, "groups": []})
    free = [pair for pair in made if pair.comparable and not pair.equal and not pair.met]
    free.sort(key=lambda pair: -pair.overlap)
    return [
        pair for kind, most in MOST.items() for pair in [p for p in free if p.a.kind == kind][:most]
    ]


def _stories(bundles: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for bundle in bundles:
        cut = [{**a, "text": a["text"][:_CHARACTERS]} for a in bundle["articles"][:_ARTICLES]]
        yield bundle["bundle"], cut


def _meetings(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Two paragraphs of two outlets, within days, that share what few others say."""
    least, most = _PARAGRAPH
    dated: dict[str, int] = {}  # a text that is printed twice stands once
    for number, row in enumerate(rows):
        if day_of(row) and least < len(row["text"]) < most:
            dated.setdefault(row["text"], number)
    numbers = sorted(dated.values(), key=lambda n: (rows[n]["published"], n))
    words = {n: content_words(rows[n]["text"]) for n in numbers}
    spread = Counter(word for held in words.values() for word in held)
    weight = {word: math.log(len(numbers) / count) for word, count in spread.items()}
    shared = _shared(rows, words, spread)
    for (a, b), count in sorted(shared.items()):
        if count >= _WORDS:
            whole = min(sum(weight[w] for w in words[n]) for n in (a, b))
            if sum(weight[w] for w in words[a] & words[b]) > _ALIKE * whole:
                yield f"{a}-{b}", [rows[a], rows[b]]


def _shared(
    rows: Sequence[dict[str, Any]], words: Mapping[int, frozenset[str]], spread: Mapping[str, int]
) -> Counter[tuple[int, int]]:
    """How many rarer words two paragraphs of two outlets have in common; ``words`` by day."""
    days = {n: day.toordinal() for n in words if (day := day_of(rows[n]))}
    least, most = _RARE
    holders: dict[str, list[int]] = defaultdict(list)
    for n, held in words.items():
        for word in held:
            if least <= spread[word] <= most:
                holders[word].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        for place, a in enumerate(numbers):
            for b in numbers[place + 1 :]:
                if days[b] - days[a] > _DAYS:
                    break
                if rows[a]["outlet"] != rows[b]["outlet"]:
                    shared[min(a, b), max(a, b)] += 1
    return shared
