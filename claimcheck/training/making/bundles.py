"""Labelled bundles: every cross-article pair of mentions, with its passages and its label."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError
from claimcheck.records import Article
from claimcheck.segmenting import segment
from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.training.folds import fold_of
from claimcheck.training.making.rows import Row
from claimcheck.values import TypedValue, Verdict, compare_values, find_values

_NEAR = ("equal", "compatible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked value with its masked passage; ``value`` is None where it cannot be read."""

    id: str
    article: int
    kind: str
    value: TypedValue | None
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two marked values of two articles.

    ``same`` says whether they are of one slot, ``equal`` whether they may be one value, ``met``
    whether one of the two may be one value with some other in the other's article.
    """

    bundle: str
    a: Marked
    b: Marked
    same: bool
    equal: bool
    comparable: bool
    met: bool

    @property
    def asked(self) -> bool:
        """Whether the tool asks about them: perhaps equal, or comparable and both unmatched."""
        return self.equal or (self.comparable and not self.met)

    @property
    def overlap(self) -> float:
        """Share of content words that the two passages have in common."""
        a, b = content_words(self.a.passage), content_words(self.b.passage)
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
    pairs = [
        (a, b, _verdict(a, b))
        for number, a in enumerate(marks)
        for b in marks[number + 1 :]
        if a.article != b.article and a.kind == b.kind
    ]
    met = {
        found
        for a, b, verdict in pairs
        if verdict in _NEAR
        for found in ((a.id, b.article), (b.id, a.article))
    }
    return [
        Candidate(
            bundle=bundle["bundle"],
            a=a,
            b=b,
            same=a.id in groups and groups[a.id] == groups.get(b.id),
            equal=verdict in _NEAR,
            comparable=verdict != "incomparable",
            met=(a.id, b.article) in met or (b.id, a.article) in met,
        )
        for a, b, verdict in pairs
    ]


def _verdict(a: Marked, b: Marked) -> Verdict:
    if a.value is None or b.value is None:
        return "incomparable"
    return compare_values(a.value, b.value).verdict


def marked_values(bundle: dict[str, Any]) -> list[Marked]:
    """The marked values of a bundle; what is masked is the value as it is read, as in use."""
    made: list[Marked] = []
    for number, article in enumerate(bundle["articles"]):
        passages = Passages(article["text"], article.get("title") or "")
        values = read_values(article)
        starts = [value.start for value in values]
        for mark in bundle["mentions"]:
            if mark["article"] != number:
                continue
            place = bisect_left(starts, mark["end"]) - 1
            value = values[place] if place >= 0 and values[place].end > mark["start"] else None
            span = (value.start, value.end) if value else (mark["start"], mark["end"])
            passage = passages.around(*span)
            if passage:
                made.append(
                    Marked(
                        id=mark["id"],
                        article=number,
                        kind=mark["kind"],
                        value=value,
                        passage=passage,
                    )
                )
    return made


def read_values(article: dict[str, Any]) -> tuple[TypedValue, ...]:
    """The figures, dates and times of an article (or paragraph) with ``text`` and ``published``."""
    return find_values(article["text"], day_of(article))


def day_of(article: dict[str, Any]) -> date | None:
    """The day of publication, where it is written as YYYY-MM-DD."""
    try:
        return date.fromisoformat((article.get("published") or "")[:10])
    except ValueError:
        return None


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


def rows_of_bundles(
    bundles: Iterable[dict[str, Any]], *, asked_only: bool = False
) -> Iterator[Row]:
    """Rows of the same-slot question; ``source`` is slots/KIND_ANSWER.

    Answers: same_equal, same_differing; near, another value of another slot with many words in
    common and of one unit, or written alike; far. ``asked_only`` takes each pair that the tool asks
    about once, for calibration.
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
            if pair.asked or not asked_only:
                yield Row(premise=first, hypothesis=second, label=label, source=source)
            if pair.same and not asked_only:
                yield Row(premise=second, hypothesis=first, label=label, source=source)


def _closest(pairs: list[Candidate], each: int = 4) -> frozenset[int]:
    """For each mention the pairs of one unit, not of one slot, with most words in common."""
    of: dict[str, list[tuple[float, int]]] = {}
    for number, pair in enumerate(pairs):
        if not pair.same and pair.comparable:
            for mark in (pair.a, pair.b):
                of.setdefault(mark.id, []).append((-pair.overlap, number))
    return frozenset(number for found in of.values() for _, number in sorted(found)[:each])


def content_words(passage: str) -> frozenset[str]:
    """The longer words of a passage."""
    return frozenset(re.findall(r"[a-z]{4,}", passage.lower()))
