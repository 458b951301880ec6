"""Pairs for the same-slot question from news that nobody has labelled.

Two outlets of one story that give one and the same rare value give it of one thing; two values
that both have their equal on the other side are of two things. The values are masked, so the
network cannot read the answer off them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from claimcheck.records import DateSpan, Figure
from claimcheck.slots.passages import slot_pair
from claimcheck.training.making.bundles import Passages, content_words, day_of, read_values
from claimcheck.training.making.rows import Row
from claimcheck.values import TypedValue, compare_values, value_key

_WRITTEN = re.compile(r"(?<![\d.,])\d[\d,.]*\d(?![\d])")
_DIGITS = 2
_DAYS_APART = 3
_NEXT = 12  # paragraphs with one value that follow one another in time and are compared
_NEGATIVES = 3  # for each pair of equal values, the most alike
_COMMON_WORDS = 0.2  # share of content words that two paragraphs on one thing have in common
_SENTENCE_WORDS = 10  # shorter sentences stand in any story


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    value: TypedValue
    key: str
    rare: bool
    passage: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    outlet: str
    values: tuple[_Value, ...]


def sentences_of(text: str) -> frozenset[str]:
    """The sentences of a text as bare words, those long enough to tell where they come from."""
    found = (re.findall(r"\w+", part.lower()) for part in re.split(r"[.!?]\s|\n", text))
    return frozenset(" ".join(words) for words in found if len(words) >= _SENTENCE_WORDS)


def rows_of_stories(
    stories: Iterable[dict[str, Any]], without: Collection[str] = frozenset()
) -> Iterator[Row]:
    """Rows from bundles of articles; texts that hold a sentence of ``without`` are left out."""
    kept_out = frozenset(without)
    for story in stories:
        told = [a for a in story["articles"] if not kept_out & sentences_of(a["text"])]
        for one, other in combinations([_read(article) for article in told], 2):
            yield from _rows(one, other)


def rows_of_paragraphs(
    paragraphs: Iterable[dict[str, Any]], without: Collection[str] = frozenset()
) -> Iterator[Row]:
    """Rows from single paragraphs: of two outlets, within days, on one topic, with a rare value."""
    kept_out = frozenset(without)
    rows = [row for row in paragraphs if day_of(row)]
    rows.sort(key=lambda row: (row["published"], row["outlet"], row["text"]))
    holds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):  # as written: reading all values takes an hour
        for written in sorted({found[0] for found in _WRITTEN.finditer(row["text"])}):
            if len(_significant(written)) >= _DIGITS:
                holds[row["topic"], written].append(number)
    met = {
        (a, b)
        for numbers in holds.values()
        for place, a in enumerate(numbers)
        for b in numbers[place + 1 : place + 1 + _NEXT]
        if _one_story(rows[a], rows[b])
    }
    for a, b in sorted(met):
        if not kept_out & (sentences_of(rows[a]["text"]) | sentences_of(rows[b]["text"])):
            yield from _rows(_read(rows[a]), _read(rows[b]))


def is_rare(value: TypedValue, text: str) -> bool:
    """Whether a value is told by two outlets of one story only if they tell one thing.

    Such are figures of two digits or more that are not zero, and days of a month.
    """
    written = text[value.start : value.end]
    digits = _significant(written)
    if isinstance(value, Figure):
        return len(digits) >= _DIGITS
    return isinstance(value, DateSpan) and bool(digits) and bool(re.search("[A-Za-z]", written))


def _key(value: TypedValue) -> str:
    """The same for "143" and "some 143"."""
    return f"{value.low} {value.unit}" if isinstance(value, Figure) else value_key(value)


def _significant(written: str) -> str:
    return re.sub(r"\D", "", written).strip("0")


def _one_story(one: dict[str, Any], other: dict[str, Any]) -> bool:
    days = [day.toordinal() for row in (one, other) if (day := day_of(row))]
    if one["outlet"] == other["outlet"] or max(days) - min(days) > _DAYS_APART:
        return False
    first, second = content_words(one["text"]), content_words(other["text"])
    return len(first & second) >= _COMMON_WORDS * min(len(first), len(second))


def _read(article: dict[str, Any]) -> _Text:
    text = article["text"]
    passages = Passages(text, article.get("title") or "")
    values = []
    for value in read_values(article):
        passage = passages.around(value.start, value.end)
        if passage:
            made = _Value(
                value=value,
                key=_key(value),
                rare=is_rare(value, text),
                passage=passage,
                words=content_words(passage),
            )
            values.append(made)
    return _Text(outlet=article["outlet"], values=tuple(values))


def _rows(one: _Text, other: _Text) -> Iterator[Row]:
    """The rows of two texts on one story."""
    if one.outlet == other.outlet:
        return
    counts = [Counter(v.key for v in text.values) for text in (one, other)]
    shared = {key for key in counts[0] if key in counts[1] and max(c[key] for c in counts) <= 2}
    left, right = ([v for v in text.values if v.key in shared] for text in (one, other))
    equal = [
        (a, b) for a in left for b in right if a.key == b.key and a.rare and a.passage != b.passage
    ]
    unequal = [
        (a, b)
        for a in left
        for b in right
        if a.key != b.key and compare_values(a.value, b.value).verdict == "different"
    ]
    unequal.sort(key=lambda pair: (-len(pair[0].words & pair[1].words), pair[0].passage))
    for label, source, pairs in (
        ("entailment", "distant/same", equal),
        ("neutral", "distant/other", unequal[: _NEGATIVES * len(equal)]),
    ):
        for a, b in pairs:
            first, second = slot_pair(a.passage, b.passage)
            yield Row(premise=first, hypothesis=second, label=label, source=source)
