"""Labelled sentence pairs, read and sampled by a recipe."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled pair; ``label`` is entailment, neutral or contradiction."""

    premise: str
    hypothesis: str
    label: str


def load_examples(recipe: Recipe, data_dir: Path, *, seen: int, epoch: int) -> list[Example]:
    """The rows of one epoch, in file order.

    A share below one takes another seeded part of the rows in every epoch, so that rows
    left out of the first are seen in the next.
    """
    examples: list[Example] = []
    for source in recipe.data:
        if seen < source.from_pairs:
            continue
        for number, row in enumerate(_rows(data_dir / source.file)):
            kind = row.get("source", "")
            share = source.weights.get(
                f"{kind}/{row['label']}", source.weights.get(kind, source.default)
            )
            copies = _copies(share, f"{recipe.seed}-{source.file}-{number}", epoch)
            examples += [Example(row["premise"], row["hypothesis"], row["label"])] * copies
    return examples


def _copies(share: float, key: str, epoch: int) -> int:
    whole, part = int(share), share - int(share)
    if part == 0:
        return whole
    position = random.Random(zlib.crc32(key.encode())).random()
    return whole + (((position - epoch * part) % 1.0) < part)


def _rows(path: Path) -> Iterator[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
