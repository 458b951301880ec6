"""Measure a judge on every question that it is asked, with labelled material of one fold.

The sets are those of ``shared/data``: written statements and slots, real sentence pairs, bundles
labelled slot by slot, public pairs. Nothing of the exact reasoning is used: the model alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from claimcheck.evaluating.metrics import average_precision, calibration_error, rank_auc
from claimcheck.evaluating.pairs import read_pairs, sample
from claimcheck.judging import Judge
from claimcheck.judging.calibration import Use
from claimcheck.records import Probabilities
from claimcheck.slots.passages import slot_pair
from claimcheck.training.making.bundles import Candidate, candidates, read_bundles
from claimcheck.training.making.labelled import (
    in_folds,
    rows_of_real,
    rows_of_statements,
    rows_of_written_slots,
)
from claimcheck.training.making.rows import Row, read_lines

PUBLIC = ("mnli", "snli", "vitaminc", "lingnli", "fever_symmetric")

Figures = dict[str, Any]
_T = TypeVar("_T")


def measure(judge: Judge, data: Path, folds: Sequence[int], limit: int | None = None) -> Figures:
    """All figures of a judge on the labelled material of some folds, ``limit`` pairs a set."""
    statements = rows_of_statements(
        in_folds(read_lines(data / "written" / "statements.jsonl.gz"), "group", folds)
    )
    real = rows_of_real(in_folds(read_lines(data / "real" / "pairs.jsonl.gz"), "bundle", folds))
    written = rows_of_written_slots(
        in_folds(read_lines(data / "written" / "slots.jsonl.gz"), "group", folds)
    )
    pairs = [c for bundle in read_bundles(data / "slots", folds) for c in candidates(bundle)]
    asked = [pair for pair in pairs if pair.asked]
    figures = [pair for pair in asked if pair.a.kind == "number"]
    dates = _drawn((pair for pair in asked if pair.a.kind != "number"), limit)
    return {
        "written statements": three_way(judge, _drawn(statements, limit), "statements"),
        "real pairs": three_way(judge, _drawn(real, limit), "statements"),
        "written slots": three_way(judge, _drawn(written, limit), "slots"),
        "labelled slots": same_slot(judge, figures + dates),
    }


def measure_public(judge: Judge, data: Path, limit: int | None) -> Figures:
    """Accuracy on the public sets, at most ``limit`` seeded pairs of each."""
    made = {}
    for name in PUBLIC:
        file = sample(read_pairs(data / "nli" / f"{name}-dev.jsonl.gz"), limit, 1)
        rows = [
            Row(premise=p.premise, hypothesis=p.hypothesis, label=p.label, source=name)
            for p in file.pairs
        ]
        made[name] = three_way(judge, rows, "statements")
    return made


def three_way(judge: Judge, rows: Sequence[Row], use: Use) -> Figures:
    """Accuracy, calibration error, and for entailment and contradiction how well they are found."""
    judged = judge.judge([(row.premise, row.hypothesis) for row in rows], use=use)
    truth = np.array([row.label for row in rows])
    given = np.array([p.label for p in judged])
    sure = np.array([max(p.entailment, p.neutral, p.contradiction) for p in judged])
    made: Figures = {
        "n": len(rows),
        "accuracy": _short((truth == given).mean()),
        "ece": _short(calibration_error(sure, truth == given)),
    }
    for name in ("entailment", "contradiction"):
        true = truth == name
        if true.any():
            made[name] = _found(_scores(judged, name), true, given == name)
    return made


def same_slot(judge: Judge, asked: Sequence[Candidate]) -> Figures:
    """How well "the same thing?" is answered: equal and differing figures and dates apart."""
    judged = judge.judge([slot_pair(c.a.passage, c.b.passage) for c in asked], use="slots")
    scores = _scores(judged, "entailment")
    true = np.array([c.same for c in asked])
    made: Figures = {"n": len(asked)}
    for kind in ("number", "date"):
        for equal in (True, False):
            chosen = np.array([c.a.kind == kind and c.equal is equal for c in asked])
            name = f"{kind}s, {'equal' if equal else 'differing'}"
            some, right = scores[chosen], true[chosen]
            made[name] = {
                **_found(some, right, some > 0.5),
                "n": len(some),
                "auc": _short(rank_auc(some, right)) if right.any() else None,
                "ece": _short(calibration_error(np.maximum(some, 1 - some), (some > 0.5) == right)),
            }
    binary = (scores > 0.5) == true
    made["ece"] = _short(calibration_error(np.maximum(scores, 1 - scores), binary))
    return made


def _drawn(items: Iterable[_T], limit: int | None) -> list[_T]:
    """All items, or a seeded sample of so many."""
    found = list(items)
    if limit is None or limit >= len(found):
        return found
    return random.Random(1).sample(found, limit)  # noqa: S311


def _found(scores: Any, true: Any, claimed: Any) -> Figures:
    hits = (true & claimed).sum()
    return {
        "true": int(true.sum()),
        "average precision": _short(average_precision(scores, true)) if true.any() else None,
        "right": _short(hits / claimed.sum()) if claimed.any() else None,
        "found": _short(hits / true.sum()) if true.any() else None,
    }


def _scores(judged: Sequence[Probabilities], label: str) -> Any:
    return np.array([getattr(p, label) for p in judged])


def _short(value: Any) -> float:
    return round(float(value), 4)
