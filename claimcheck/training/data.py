"""Labelled sentence pairs, read and sampled by a recipe."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import RecipeError
from claimcheck.records import LABELS
from claimcheck.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Example:
    """One pair; ``label`` is entailment, neutral, contradiction, or "" where there is none.

    ``taught`` is the share of its target that a teacher gives, all of it without a label.
    """

    premise: str
    hypothesis: str
    label: str
    taught: float = 0.0


def load_examples(recipe: Recipe, data_dir: Path, *, seen: int, epoch: int) -> list[Example]:
    """The rows of one epoch, in file order.

    A share below one takes another seeded part of the rows in every epoch, so that rows
    left out of the first are seen in the next.
    """
    examples: list[Example] = []
    for source in recipe.data:
        if seen < source.from_pairs:
            continue
        rows = read_rows(data_dir / source.file, labelled=source.taught < 1)
        for number, row in enumerate(rows):
            kind = row.get("source", "")
            share = source.weights.get(
                f"{kind}/{row['label']}", source.weights.get(kind, source.default)
            )
            copies = _copies(share, f"{recipe.seed}-{source.file}-{number}", epoch)
            example = Example(row["premise"], row["hypothesis"], row["label"], source.taught)
            examples += [example] * copies
    return examples


def _copies(share: float, key: str, epoch: int) -> int:
    whole, part = int(share), share - int(share)
    if part == 0:
        return whole
    position = random.Random(zlib.crc32(key.encode())).random()  # noqa: S311
    return whole + (((position - epoch * part) % 1.0) < part)


def read_rows(path: Path, *, labelled: bool = True) -> Iterator[dict[str, str]]:
    """The pairs of a JSONL file, gzipped or not: premise, hypothesis, label, source.

    Raises:
        RecipeError: the file cannot be read, or a line is no pair or, with ``labelled``, one whose
            label is "".
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _row(line, f"{path}:{number}", LABELS if labelled else (*LABELS, ""))
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise RecipeError(f"the training data {path} cannot be read: {error}") from error


def _row(line: str, place: str, labels: tuple[str, ...]) -> dict[str, str]:
    try:
        row = json.loads(line)
        if row["label"] in labels and row["premise"] and row["hypothesis"]:
            return dict(row)
    except (ValueError, KeyError, TypeError) as error:
        raise RecipeError(f"{place} is no labelled pair: {error!r}") from error
    raise RecipeError(f"{place}: needed are premise, hypothesis and one of {', '.join(LABELS)}")
