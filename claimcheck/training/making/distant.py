"""Pairs for the same-slot question from news that nobody has labelled.

Two outlets of one story that give one and the same rare value give it of one thing; two values of
one unit that both have their equal on the other side are of two things. The values are masked, so
the network cannot read the answer off them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from claimcheck.slots.passages import slot_pair
from claimcheck.training.making.bundles import Passages, unit_of, value_of
from claimcheck.training.making.rows import Row

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_VALUE = re.compile(
    rf"(?P<date>\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?(?![\d,]))"
    r"|(?<![\w.,:/-])(?P<figure>[$£€]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$£€]?\d+(?:\.\d+)?)"
    r"(?:[ -](?:hundred|thousand|million|billion|trillion))?"
    r"(?:%| ?per ?cent\b|[ -](?:second|minute|hour|day|week|month|year|decade|mile|pound)s?\b)?"
    r"(?![\d:/])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS_APART = 3
_PARAGRAPHS_WITH_VALUE = 25  # a value that more paragraphs of the corpus hold is not rare
_NEGATIVES = 3  # for each pair of equal values, the most alike
_COMMON_WORDS = 0.2  # share of content words that two paragraphs on one thing have in common
_SENTENCE_WORDS = 10  # shorter sentences stand in any story


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    unit: str
    value: str
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
        texts = [
            _read(a["outlet"], a["text"], a.get("title") or "")
            for a in story["articles"]
            if not kept_out & sentences_of(a["text"])
        ]
        for one, other in combinations(texts, 2):
            yield from _rows(one, other)


def rows_of_paragraphs(
    paragraphs: Iterable[dict[str, Any]], without: Collection[str] = frozenset()
) -> Iterator[Row]:
    """Rows from single paragraphs: of two outlets, within days, on one topic, with a rare value."""
    kept_out = frozenset(without)
    dated = (row for row in paragraphs if row["published"])
    rows = [row for row in dated if not kept_out & sentences_of(row["text"])]
    marks = [{_rare_key(match) for match in _VALUE.finditer(row["text"])} - {""} for row in rows]
    holds: dict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(marks):
        for key in keys:
            holds[key].append(number)
    met: set[tuple[int, int]] = set()
    for numbers in holds.values():
        if 2 <= len(numbers) <= _PARAGRAPHS_WITH_VALUE:
            met |= {pair for pair in combinations(numbers, 2) if _one_story(rows, *pair)}
    for a, b in sorted(met):
        one, other = (_read(rows[n]["outlet"], rows[n]["text"], "") for n in (a, b))
        yield from _rows(one, other)


def _one_story(rows: list[dict[str, Any]], a: int, b: int) -> bool:
    one, other = rows[a], rows[b]
    if one["outlet"] == other["outlet"] or one["topic"] != other["topic"]:
        return False
    if abs(_ordinal(one) - _ordinal(other)) > _DAYS_APART:
        return False
    first, second = _content(one["text"]), _content(other["text"])
    return len(first & second) >= _COMMON_WORDS * min(len(first), len(second))


def _ordinal(row: dict[str, Any]) -> int:
    return date.fromisoformat(row["published"][:10]).toordinal()


def _read(outlet: str, text: str, title: str) -> _Text:
    passages = Passages(text, title)
    values = []
    for match in _VALUE.finditer(text):
        if _plain_year(match):
            continue
        passage = passages.around(*match.span())
        if passage:
            written = match[0]
            values.append(
                _Value(
                    unit="date" if match["date"] else unit_of(written),
                    value=value_of(written),
                    passage=passage,
                    words=_content(passage),
                )
            )
    return _Text(outlet=outlet, values=tuple(values))


def _rows(one: _Text, other: _Text) -> Iterator[Row]:
    """The rows of two texts on one story."""
    if one.outlet == other.outlet:
        return
    counts = [Counter((v.unit, v.value) for v in text.values) for text in (one, other)]
    shared = {key for key in counts[0] if key in counts[1] and max(c[key] for c in counts) <= 2}
    left, right = ([v for v in t.values if (v.unit, v.value) in shared] for t in (one, other))
    equal = [(a, b) for a in left for b in right if (a.unit, a.value) == (b.unit, b.value)]
    equal = [(a, b) for a, b in equal if _is_rare(a) and a.passage != b.passage]
    unequal = [(a, b) for a in left for b in right if a.unit == b.unit and a.value != b.value]
    unequal.sort(key=lambda pair: (-len(pair[0].words & pair[1].words), pair[0].passage))
    for label, source, pairs in (
        ("entailment", "distant/same", equal),
        ("neutral", "distant/other", unequal[: _NEGATIVES * len(equal)]),
    ):
        for a, b in pairs:
            first, second = slot_pair(a.passage, b.passage)
            yield Row(premise=first, hypothesis=second, label=label, source=source)


def _is_rare(value: _Value) -> bool:
    digits = re.sub(r"\D", "", value.value).strip("0")
    return len(digits) >= 2 or value.unit not in ("count", "span", "rank", "other")


def _rare_key(match: re.Match[str]) -> str:
    """What makes two paragraphs meet: a figure of three digits or more, or with a fraction."""
    figure = match["figure"]
    if not figure or _plain_year(match) or len(re.sub(r"\D", "", figure).strip("0")) < 2:
        return ""
    return f"{unit_of(match[0])} {value_of(match[0])}"


def _plain_year(match: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(match[0]))


def _content(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", text.lower()))
