"""What pairs are made from: short claims out of news paragraphs and bundles, with their facts."""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claimcheck.claims import extract_claims
from claimcheck.claims import names as naming
from claimcheck.errors import InputError
from claimcheck.facts.dates import find_dates
from claimcheck.facts.figures import find_figures
from claimcheck.facts.polarity import negations
from claimcheck.facts.tense import is_past
from claimcheck.records import Article, DateSpan, Figure, Label, Mention, digest
from claimcheck.segmenting import segment
from claimcheck.words import words

PARAGRAPHS = "paragraphs-with-figures.jsonl.gz"
BUNDLES = "bundles-*.jsonl.gz"
_SHORTEST, _LONGEST = 6, 35
# So many words in a row that also stand in an excluded article: the passage is left out.
_SHINGLE = 8
# Leftovers of pages: links run into the text, open brackets, notes of the editors.
_DIRTY = re.compile(r"[\[\]{}<>|@#…]|\bMORE\b|https?:|www\.|\.\.|[a-z][A-Z][a-z]{3}|[.?!]\d")
_UNSURE = re.compile(
    r"\b(?:if|whether|unless|could|may|might|would|should|must|can|perhaps|maybe|likely|unlikely"
    r"|possible|possibly|allegedly|reportedly|only|no|than)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A made pair; the reader of a premise would give the hypothesis this label."""

    premise: str
    hypothesis: str
    label: Label


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim of 6 to 35 words; offsets of its facts are into ``text``.

    ``sentence`` is the whole sentence with plain blanks, ``speaker`` whom it is laid to.
    ``article`` tells apart what it was cut from; ``story`` is a bundle's id, "" for a paragraph.
    """

    text: str
    sentence: str
    speaker: str | None
    outlet: str
    topic: str
    day: date | None
    article: str
    story: str
    figures: tuple[Figure, ...]
    dates: tuple[DateSpan, ...]
    mentions: tuple[Mention, ...]

    @property
    def plain(self) -> bool:
        """An event told as a fact, in the past, without negation or condition."""
        return (
            not negations(self.text)
            and _UNSURE.search(self.text) is None
            and any(is_past(word) for word in words(self.text))
        )


def read_passages(
    folder: Path, *, paragraphs: int, seed: int, exclude: Path | None = None
) -> list[Passage]:
    """The passages of a seeded choice of paragraphs, then those of every bundle.

    Args:
        folder: holds the paragraphs and ``bundles-*.jsonl.gz``.
        paragraphs: how many are read of them.
        seed: of the choice.
        exclude: a folder of articles (JSONL with ``text``); what shares eight words in a row
            with one of them is left out.

    Raises:
        InputError: a file is missing or is not what it should be.
    """
    barred = _shingles_of(exclude) if exclude else frozenset()
    rows = list(_lines(folder / PARAGRAPHS))
    random.Random(seed).shuffle(rows)  # noqa: S311
    found: dict[str, Passage] = {}
    for row in rows[:paragraphs]:
        for passage in _passages(row, row["topic"], ""):
            found.setdefault(passage.text, passage)
    for path in sorted(folder.glob(BUNDLES)):
        for bundle in _lines(path):
            for article in bundle["articles"]:
                for passage in _passages(article, bundle["topic"], bundle["bundle"]):
                    found.setdefault(passage.text, passage)
    return [p for p in found.values() if barred.isdisjoint(_shingles(p.sentence))]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except (OSError, EOFError, UnicodeDecodeError, ValueError, zlib.error) as error:
        raise InputError(f"{path}: the news cannot be read: {error}") from error


def _passages(row: dict[str, Any], topic: str, story: str) -> Iterator[Passage]:
    article = Article(outlet=row["outlet"], text=row["text"], published=_day(row["published"]))
    names = naming.learn(article.text)
    for claim in extract_claims(article, segment(article))[0]:
        text = claim.standalone
        sentence = " ".join(claim.sentence.text.split())
        if not _SHORTEST <= len(words(text)) <= _LONGEST or _DIRTY.search(sentence + text):
            continue
        yield Passage(
            text=text,
            sentence=sentence,
            speaker=claim.speaker,
            outlet=row["outlet"],
            topic=topic,
            day=article.day,
            article=article.id,
            story=story,
            figures=find_figures(text),
            dates=find_dates(text, article.day),
            mentions=naming.mentions(text, names, 0, len(text)),
        )


def _day(written: str | None) -> date | None:
    """ISO, or as American archives write it: 8/19/19."""
    for form in ("%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y"):
        try:
            return datetime.strptime(written or "", form).date()
        except ValueError:
            continue
    return None


def _shingles_of(folder: Path) -> frozenset[str]:
    files = sorted(folder.rglob("*.jsonl"))
    if not files:
        raise InputError(f"{folder}: holds no .jsonl file of articles to exclude")
    texts = (str(row["text"]) for path in files for row in _lines(path) if "text" in row)
    return frozenset(shingle for text in texts for shingle in _shingles(text))


def _shingles(text: str) -> Iterator[str]:
    found = words(text)
    for i in range(max(1, len(found) - _SHINGLE + 1)):
        yield digest(*found[i : i + _SHINGLE])


def by_topic(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The passages of each topic, in their order."""
    topics: dict[str, list[Passage]] = {}
    for passage in passages:
        topics.setdefault(passage.topic, []).append(passage)
    return topics


def put(text: str, start: int, end: int, new: str) -> str:
    """``text`` with ``new`` for ``text[start:end]``, blanks and the first capital put right."""
    made = text[:start] + new + text[end:]
    made = re.sub(r"\s+([,.;:])", r"\1", " ".join(made.split())).lstrip(" ,")
    return made[:1].upper() + made[1:]
