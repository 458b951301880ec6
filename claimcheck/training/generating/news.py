"""Read unlabelled news: bundles of articles and single paragraphs, one JSON object a line."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError
from claimcheck.records import Article
from claimcheck.segmenting import segment
from claimcheck.training.generating.asked import is_held_out
from claimcheck.training.generating.gathering import Paragraph, gather
from claimcheck.training.generating.material import Story, telling
from claimcheck.words import words

# Shorter sentences ("The agency contributed to this report.") stand in any story.
_FEWEST_WORDS = 10


def read_stories(
    paths: Iterable[Path],
    *,
    without: frozenset[str],
    most_paragraphs: int,
    seed: int,
    progress: Callable[[str], None],
) -> list[Story]:
    """The stories of files whose rows are bundles (``articles``) or paragraphs (``text``).

    Args:
        paths: JSONL files, also gzipped.
        without: sentences as ``sentences_of`` gives them; texts that hold one are left out.
        most_paragraphs: paragraphs that several outlets tell are gathered into stories; of the
            others in a file a seeded sample of so many is read.
        seed: of the sample.
        progress: told what was read and left out.

    Raises:
        InputError: a file cannot be read or a row has neither form.
    """
    stories: list[Story] = []
    for path in paths:
        rows = list(_rows(path))
        if not all("articles" in row or "text" in row for row in rows):
            raise InputError(f"{path}: a row is neither a bundle nor a paragraph")
        told = _told(rows, path.name, most_paragraphs, seed)
        left_out = 0
        for number, (id_, texts) in enumerate(told, 1):
            kept = [a for a in texts if not without or not without & sentences_of(a["text"])]
            left_out += len(texts) - len(kept)
            stories += _story(id_, kept)
            if number % 2000 == 0:
                progress(f"{path.name}: {number:,} of {len(told):,} stories")
        progress(f"{path.name}: {len(told):,} stories, {left_out} texts left out")
    return stories


_Row = dict[str, Any]


def _told(
    rows: list[_Row], name: str, most_paragraphs: int, seed: int
) -> list[tuple[str, list[_Row]]]:
    """The stories of a file by their ids: bundles, or gathered paragraphs and some others."""
    if not rows or "articles" in rows[0]:
        return [
            (str(row.get("bundle") or f"{name}-{n}"), _articles(row)) for n, row in enumerate(rows)
        ]
    paragraphs = [
        Paragraph(str(row.get("outlet") or ""), _day(row.get("published")), row["text"])
        for row in rows
    ]
    rng = random.Random(f"{seed} {name}")  # noqa: S311
    groups = gather(paragraphs)
    rng.shuffle(groups)  # neighbours in time may tell one story; those in the list are compared
    single = set(range(len(rows))) - {number for group in groups for number in group}
    sample = rng.sample(sorted(single), min(most_paragraphs, len(single)))
    return [
        (f"{name}-{group[0]}", [rows[number] for number in group])
        for group in [*groups, *([number] for number in sample)]
    ]


def _articles(row: _Row) -> list[_Row]:
    """The articles of a bundle, or the one of a paragraph, each with the bundle's topic."""
    return [{"topic": row.get("topic"), **article} for article in row.get("articles", [row])]


def held_out_sentences(paths: Iterable[Path]) -> frozenset[str]:
    """The sentences of the bundles that are held out for measuring."""
    return frozenset(
        sentence
        for path in paths
        for number, row in enumerate(_rows(path))
        if "articles" in row and is_held_out(str(row.get("bundle") or f"{path.name}-{number}"))
        for article in row["articles"]
        for sentence in sentences_of(article["text"])
    )


def _story(id_: str, told: list[_Row]) -> list[Story]:
    if not told:
        return []
    topic = str(told[0].get("topic") or "")
    tellings = tuple(
        telling(
            Article(
                outlet=str(a.get("outlet") or ""),
                text=a["text"],
                title=a.get("title"),
                published=_day(a.get("published")),
            ),
            id_,
            topic,
        )
        for a in told
    )
    return [Story(id=id_, topic=topic, day=_day(told[0].get("published")), tellings=tellings)]


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def read_sentences(paths: Iterable[Path]) -> frozenset[str]:
    """The sentences of all texts in JSONL files of articles or bundles."""
    found: set[str] = set()
    for path in paths:
        for row in _rows(path):
            for told in row.get("articles", [row]):
                found |= sentences_of(told.get("text") or "")
    return frozenset(found)


def sentences_of(text: str) -> frozenset[str]:
    """The sentences of a text as bare words, those long enough to tell where they come from."""
    made = (words(s.text) for s in segment(Article(outlet="", text=text)))
    return frozenset(" ".join(w) for w in made if len(w) >= _FEWEST_WORDS)


def _rows(path: Path) -> Iterator[_Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if re.match(r"\s*\{", line):
                    yield json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
