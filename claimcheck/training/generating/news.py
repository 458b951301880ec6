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
        most_paragraphs: of a file's paragraphs a seeded sample of so many is read.
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
        if rows and "articles" not in rows[0] and len(rows) > most_paragraphs:
            rows = random.Random(f"{seed} {path.name}").sample(rows, most_paragraphs)  # noqa: S311
        left_out = 0
        for number, row in enumerate(rows):
            told = row.get("articles", [row])
            kept = [a for a in told if not without or not without & sentences_of(a["text"])]
            left_out += len(told) - len(kept)
            stories += _story(row, kept, f"{path.name}-{number}")
            if number % 2000 == 1999:
                progress(f"{path.name}: {number + 1:,} of {len(rows):,} rows")
        progress(f"{path.name}: {len(rows):,} rows, {left_out} texts left out")
    return stories


def _story(row: dict[str, Any], told: list[dict[str, Any]], name: str) -> list[Story]:
    if not told:
        return []
    topic = str(row.get("topic") or "")
    id_ = str(row.get("bundle") or name)
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


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if re.match(r"\s*\{", line):
                    yield json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
