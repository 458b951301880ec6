"""Every kind of pair from one corpus, balanced and without repeats."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.training.generating.antonyms import antonym
from claimcheck.training.generating.asked_rows import asked_changed, asked_other, asked_same
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.dates import date_added, date_changed, date_spelling
from claimcheck.training.generating.details import detail
from claimcheck.training.generating.figures import figure_bound, figure_changed, figure_spelling
from claimcheck.training.generating.headlines import headline
from claimcheck.training.generating.material import Row
from claimcheck.training.generating.naming import (
    name_other,
    place_changed,
    place_other,
)
from claimcheck.training.generating.polarity import negation, negation_kept
from claimcheck.training.generating.slots import event_other, slot_other, slot_same

Generator = Callable[[Corpus, random.Random], Iterator[Row]]
GENERATORS: tuple[Generator, ...] = (
    slot_same,
    slot_other,
    event_other,
    figure_changed,
    figure_spelling,
    figure_bound,
    date_changed,
    date_spelling,
    date_added,
    place_changed,
    place_other,
    name_other,
    negation,
    negation_kept,
    antonym,
    detail,
    headline,
    asked_same,
    asked_changed,
    asked_other,
)
_LONGEST = 60  # words of premise and hypothesis together


def generate(
    corpus: Corpus, *, seed: int, each: int, progress: Callable[[str], None]
) -> Iterator[Row]:
    """At most ``each`` rows of every kind and label; the same seed makes the same rows."""
    seen: set[tuple[str, str]] = set()
    for make in GENERATORS:
        made: Counter[str] = Counter()
        for row in make(corpus, random.Random(f"{seed} {make.__name__}")):  # noqa: S311
            pair = (row.premise, row.hypothesis)
            if made[row.label] >= each or pair in seen or not is_sound(row):
                continue
            seen.add(pair)
            made[row.label] += 1
            yield row
        shown = ", ".join(f"{n:,} {label}" for label, n in sorted(made.items()))
        progress(f"{make.__name__}: {shown or 'none'}")


def is_sound(row: Row) -> bool:
    """A usable pair, both sentences of which have a capital or a figure in front."""
    return is_usable(row) and not any(t[0].islower() for t in (row.premise, row.hypothesis))


def is_usable(row: Row) -> bool:
    """Two different sentences, short enough together."""
    words = len(row.premise.split()) + len(row.hypothesis.split())
    return words <= _LONGEST and row.premise != row.hypothesis


def write_rows(rows: Iterable[Row], out: Path) -> int:
    """Write rows as JSONL with ``source`` ORIGIN/KIND, whole or not at all; how many there were.

    Raises:
        InputError: the file cannot be written.
    """
    made = [
        {
            "premise": row.premise,
            "hypothesis": row.hypothesis,
            "label": row.label,
            "source": f"{row.origin}/{row.kind}",
        }
        for row in rows
    ]
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made).encode()
    if out.suffix == ".gz":
        content = gzip.compress(content, mtime=0)  # the same pairs make the same bytes
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error}") from error
    return len(made)
