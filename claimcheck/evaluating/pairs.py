"""Labelled pairs for an evaluation, read from JSONL (also gzipped)."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.records import LABELS

NOT_ENTAILMENT = "not_entailment"
TWO_WAY = ("entailment", NOT_ENTAILMENT)


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A premise, a hypothesis, and what people say about them."""

    premise: str
    hypothesis: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no labelled pair; ``place`` is ``file:line``."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairFile:
    """What a file holds: its pairs in order, and its lines that could not be used."""

    name: str
    pairs: tuple[LabelledPair, ...]
    bad: tuple[BadLine, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The three labels, or the two of a file in which ``not_entailment`` occurs."""
        two_way = any(pair.label == NOT_ENTAILMENT for pair in self.pairs)
        return TWO_WAY if two_way else LABELS


def read_pairs(path: Path) -> PairFile:
    """Read one JSON object a line with the keys premise, hypothesis and label.

    Raises:
        InputError: the file cannot be read, or holds no pair at all.
    """
    pairs: list[LabelledPair] = []
    bad: list[BadLine] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        made = _pair(line)
        if isinstance(made, str):
            bad.append(BadLine(f"{path}:{number}", made))
        else:
            pairs.append(made)
    if not pairs:
        first = f"; {bad[0].place}: {bad[0].reason}" if bad else ""
        raise InputError(f"{path} holds no labelled pair{first}")
    return PairFile(str(path), tuple(pairs), tuple(bad))


def sample(file: PairFile, limit: int | None, seed: int) -> PairFile:
    """At most ``limit`` pairs of a file, drawn by ``seed`` and the content, in file order."""
    if limit is None or limit >= len(file.pairs):
        return file
    rng = random.Random(f"{seed}-{zlib.crc32(file.pairs[0].premise.encode('utf-8', 'replace'))}")  # noqa: S311
    chosen = sorted(rng.sample(range(len(file.pairs)), limit))
    return PairFile(file.name, tuple(file.pairs[i] for i in chosen), file.bad)


def pooled(files: Sequence[PairFile]) -> PairFile:
    """All pairs of several files as one; two-way as soon as one of them is."""
    pairs = tuple(pair for file in files for pair in file.pairs)
    return PairFile("all", pairs, tuple(line for file in files for line in file.bad))


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if zipped:
                with gzip.open(raw) as unzipped:
                    yield from unzipped
            else:
                yield from raw
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def _pair(line: bytes) -> LabelledPair | str:
    """The pair on a line, or what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON ({error})"
    if not isinstance(row, dict):
        return "no JSON object"
    for key in ("premise", "hypothesis", "label"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            return f"no text under {key!r}"
    label = row["label"].strip().casefold().replace("-", "_").replace(" ", "_")
    if label not in (*LABELS, NOT_ENTAILMENT):
        return f"label {row['label']!r} is none of {', '.join((*LABELS, NOT_ENTAILMENT))}"
    return LabelledPair(row["premise"], row["hypothesis"], label, str(row.get("kind", "")))
