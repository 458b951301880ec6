"""Labelled bundles: every cross-article pair of mentions, with its passages and its label."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError
from claimcheck.records import Article
from claimcheck.segmenting import segment
from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.training.folds import fold_of
from claimcheck.training.making.rows import Row

_UNITS = (
    ("percent", re.compile(r"%|\bper ?cent|percent|\bpct\b", re.I)),
    ("money", re.compile(r"[$£€¥]|\b(?:dollars?|euros?|pounds?|cents?)\b", re.I)),
    ("age", re.compile(r"years?[- ]old", re.I)),
    ("span", re.compile(r"(?:second|minute|hour|day|week|month|year|decade)s?\b", re.I)),
    ("rank", re.compile(r"\d(?:st|nd|rd|th)\b|^(?:first|second|third|\w+th)$", re.I)),
    ("clock", re.compile(r"^\d+:\d")),
    ("other", re.compile(r"\d[\s-]*[a-z]{3,}", re.I)),
)
_SCALES = re.compile(r"\b(?:hundred|thousand|million|billion|trillion)s?\b", re.I)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked value: its masked passage, and what tells it from others of its kind."""

    id: str
    article: int
    kind: str
    text: str
    unit: str
    value: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two marked values of two articles.

    ``same`` says whether they are of one slot, ``equal`` whether they are written alike;
    ``met`` whether one of the two has its equal in the other's article.
    """

    bundle: str
    a: Marked
    b: Marked
    same: bool
    equal: bool
    met: bool

    @property
    def overlap(self) -> float:
        """Share of words that the two passages have in common."""
        a, b = (_content(m.passage) for m in (self.a, self.b))
        return len(a & b) / max(1, min(len(a), len(b)))


def read_bundles(folder: Path, folds: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The labelled bundles of some folds, by name.

    Raises:
        InputError: the folder holds none, or one cannot be read.
    """
    wanted = frozenset(folds)
    paths = [path for path in sorted(folder.glob("*.json")) if fold_of(path.stem) in wanted]
    if not paths:
        raise InputError(f"{folder} holds no labelled bundle of folds {sorted(wanted)}")
    for path in paths:
        try:
            yield json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read: {error}") from error


def candidates(bundle: dict[str, Any]) -> list[Candidate]:
    """Every pair of marked values of one kind in two articles of a bundle."""
    marks = marked_values(bundle)
    groups = {
        id_: number
        for number, group in enumerate(bundle["groups"])
        for id_ in (*group["mentions"], *group.get("earlier", ()))
    }
    told = {(m.article, m.kind, m.unit, m.value) for m in marks}
    made: list[Candidate] = []
    for number, a in enumerate(marks):
        for b in marks[number + 1 :]:
            if a.article == b.article or a.kind != b.kind:
                continue
            same = a.id in groups and groups[a.id] == groups.get(b.id)
            equal = (a.unit, a.value) == (b.unit, b.value)
            met = (b.article, a.kind, a.unit, a.value) in told or (
                (a.article, b.kind, b.unit, b.value) in told
            )
            made.append(
                Candidate(bundle=bundle["bundle"], a=a, b=b, same=same, equal=equal, met=met)
            )
    return made


def marked_values(bundle: dict[str, Any]) -> list[Marked]:
    """The marked values of a bundle with their masked passages."""
    made: list[Marked] = []
    for number, article in enumerate(bundle["articles"]):
        passages = Passages(article["text"], article.get("title") or "")
        for mark in bundle["mentions"]:
            if mark["article"] != number:
                continue
            passage = passages.around(mark["start"], mark["end"])
            if passage:
                made.append(
                    Marked(
                        id=mark["id"],
                        article=number,
                        kind=mark["kind"],
                        text=mark["text"],
                        unit=unit_of(mark["text"]) if mark["kind"] == "number" else "date",
                        value=value_of(mark["text"]),
                        passage=passage,
                    )
                )
    return made


class Passages:
    """The masked passages of one article."""

    def __init__(self, text: str, title: str) -> None:
        self._title = title
        self._sentences = [(s.start, s.end, s.text) for s in segment(Article(outlet="", text=text))]
        self._starts = [start for start, _, _ in self._sentences]
        self._text = text

    def around(self, begin: int, end: int) -> str:
        """The passage of the value at these offsets of the text, or "" outside any sentence."""
        place = bisect_right(self._starts, begin) - 1
        if place < 0 or end > self._sentences[place][1]:
            return ""
        start, stop, _ = self._sentences[place]
        before = self._sentences[place - 1][2] if place else self._title
        return masked_passage(self._text[start:stop], (begin - start, end - start), before)


def rows_of_bundles(bundles: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Rows of the same-slot question; ``source`` is slots/KIND_ANSWER.

    Answers: same_equal, same_differing; near, another value of another slot with many words in
    common and of one unit, or written alike; far.
    """
    for bundle in bundles:
        pairs = candidates(bundle)
        closest = _closest(pairs)
        for number, pair in enumerate(pairs):
            if pair.same:
                answer = "same_equal" if pair.equal else "same_differing"
            elif pair.equal:
                answer = "alike"
            elif number in closest:
                answer = "near"
            else:
                answer = "far"
            first, second = slot_pair(pair.a.passage, pair.b.passage)
            label = "entailment" if pair.same else "neutral"
            source = f"slots/{pair.a.kind}_{answer}"
            yield Row(premise=first, hypothesis=second, label=label, source=source)
            if pair.same:
                yield Row(premise=second, hypothesis=first, label=label, source=source)


def _closest(pairs: list[Candidate], each: int = 4) -> frozenset[int]:
    """For each mention the pairs of one unit, not of one slot, with most words in common."""
    of: dict[str, list[tuple[float, int]]] = {}
    for number, pair in enumerate(pairs):
        if not pair.same and pair.a.unit == pair.b.unit:
            for mark in (pair.a, pair.b):
                of.setdefault(mark.id, []).append((-pair.overlap, number))
    return frozenset(number for found in of.values() for _, number in sorted(found)[:each])


def unit_of(text: str) -> str:
    """A rough class of a figure's unit, as written."""
    return next((name for name, pattern in _UNITS if pattern.search(text)), "count")


def value_of(text: str) -> str:
    """What a value says, as far as writing tells: "Five" and "5", "3,000" and "3000"."""
    word = text.lower()
    figure = re.search(r"\d[\d.,:/]*", word)
    if not figure:
        head = re.match(r"[a-z]+", word)
        first = head[0] if head else word
        if first in _SMALL:
            return str(_SMALL.index(first))
        return _ORDINALS.get(word, " ".join(word.split()))
    if re.search(r"[a-z]{3,}\.? \d|\d+ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", word):
        return " ".join(word.replace(",", "").split())
    scale = _SCALES.search(word)
    return figure[0].replace(",", "").rstrip(".") + (scale[0].rstrip("s") if scale else "")


def _content(passage: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", passage.lower()))
