"""Labelled pairs made from news, each kind by a logic of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimcheck.records import LABELS
from claimcheck.training.generating import (
    antonyms,
    clauses,
    dates,
    events,
    figures,
    names,
    negation,
    outlets,
    places,
    quantities,
)
from claimcheck.training.generating.material import Passage, Row, by_topic, read_passages

__all__ = ["KINDS", "Row", "generate", "make"]

KINDS = (
    "figures",
    "dates",
    "places",
    "names",
    "negation",
    "antonyms",
    "quantities",
    "events",
    "outlets",
    "clauses",
)
_PASSAGE_KINDS = {
    "figures": figures.rows,
    "dates": dates.rows,
    "negation": negation.rows,
    "antonyms": antonyms.rows,
    "quantities": quantities.rows,
    "clauses": clauses.rows,
}


def generate(
    folder: Path, *, seed: int, per_kind: int, paragraphs: int, exclude: Path | None = None
) -> dict[str, list[Row]]:
    """At most ``per_kind`` pairs of each kind, the same for the same files and numbers.

    Within a kind no label has more rows than twice the rarest that it gives, and no pair
    comes twice.

    Raises:
        InputError: a file is missing or is not what it should be.
    """
    passages = read_passages(folder, paragraphs=paragraphs, seed=seed, exclude=exclude)
    seen: set[tuple[str, str]] = set()
    made: dict[str, list[Row]] = {}
    for kind in KINDS:
        rng = random.Random(f"{seed} {kind}")  # noqa: S311
        rows: list[Row] = []
        for row in make(kind, passages, per_kind, rng):
            if row.premise != row.hypothesis and (row.premise, row.hypothesis) not in seen:
                seen.add((row.premise, row.hypothesis))
                rows.append(row)
        made[kind] = _chosen(rows, per_kind, rng)
    return made


def make(
    kind: str, passages: Sequence[Passage], limit: int, rng: random.Random
) -> Iterator[Row]:
    """All pairs of one kind; ``limit`` bounds the search for events."""
    if kind in _PASSAGE_KINDS:
        for passage in passages:
            yield from _PASSAGE_KINDS[kind](passage, rng)
    elif kind == "events":
        yield from events.rows(passages, limit, rng)
    elif kind == "outlets":
        yield from outlets.rows(passages)
    else:
        held = places.holders(places.places_of(passages)) if kind == "places" else {}
        for told in by_topic(passages).values():
            if kind == "places":
                near = places.places_of(told)
                for passage in told:
                    yield from places.rows(passage, near, held, rng)
            else:
                people = names.full_names(told)
                for passage in told:
                    yield from names.rows(passage, people, rng)


def _chosen(rows: list[Row], limit: int, rng: random.Random) -> list[Row]:
    groups = [[r for r in rows if r.label == label] for label in LABELS]
    groups = [g for g in groups if g]
    if not groups:
        return []
    most = min(limit // len(groups), 2 * min(map(len, groups)))
    kept = [row for g in groups for row in rng.sample(g, min(most, len(g)))]
    rng.shuffle(kept)
    return kept
