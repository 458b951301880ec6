"""Figures of merit for judgements of labelled pairs, with bootstrap intervals.

Everything derives from three arrays of one length: the true label, the label given, and the
probability of the label given. Expected calibration error after Naeini et al. 2015, with 15
bins of equal width; intervals are percentiles of 1,000 seeded resamples of the pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.evaluating.pairs import NOT_ENTAILMENT, TWO_WAY
from claimcheck.records import LABELS, Probabilities

BINS = 15
RESAMPLES = 1000
_SEED = 20250601

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one file; each interval is (low, high) of the value of the same name."""

    n: int
    accuracy: float
    balanced_accuracy: float
    macro_f1: float
    ece: float
    labels: dict[str, dict[str, float]]
    confusion: dict[str, dict[str, int]]
    intervals: dict[str, tuple[float, float]]

    def to_dict(self) -> dict[str, Any]:
        """The scores as JSON values, rounded to four digits."""
        return {
            "n": self.n,
            "accuracy": _short(self.accuracy),
            "balanced_accuracy": _short(self.balanced_accuracy),
            "macro_f1": _short(self.macro_f1),
            "labels": {
                name: {key: _short(value) for key, value in row.items()}
                for name, row in self.labels.items()
            },
            "confusion": self.confusion,
            "ece": _short(self.ece),
            "intervals": {key: [_short(x) for x in pair] for key, pair in self.intervals.items()},
        }


def score(
    truth: Sequence[str],
    judged: Sequence[Probabilities],
    labels: Sequence[str],
    *,
    resamples: int = RESAMPLES,
) -> Scores:
    """Score judgements against labels, which are the three or (entailment, not_entailment).

    In a two-way file neutral and contradiction both count as ``not_entailment``, with their
    probabilities added; the label given stays that of the three-way judgement.

    Raises:
        ValueError: nothing to score.
    """
    if not truth or len(truth) != len(judged):
        raise ValueError(f"{len(truth)} labels for {len(judged)} judgements")
    two_way = tuple(labels) == TWO_WAY
    place = {name: index for index, name in enumerate(labels)}
    true = np.array([place[_folded(name, two_way)] for name in truth], dtype=np.int64)
    given = np.array([place[_folded(p.label, two_way)] for p in judged], dtype=np.int64)
    sure = np.array([_confidence(p, two_way) for p in judged], dtype=np.float64)
    size = len(labels)
    confusion = _confusion(true, given, size)
    values = _values(confusion) | {"ece": calibration_error(sure, given == true)}
    return Scores(
        n=len(truth),
        labels=_by_label(confusion, labels),
        confusion={
            name: {other: int(confusion[i, j]) for j, other in enumerate(labels)}
            for i, name in enumerate(labels)
        },
        intervals=_intervals(true, given, sure, size, resamples),
        **values,
    )


def calibration_error(confidence: Floats, right: NDArray[np.bool_], bins: int = BINS) -> float:
    """Mean distance of confidence and accuracy over equal bins, weighted by their sizes."""
    if not len(confidence):
        return 0.0
    places = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    surplus = np.bincount(places, weights=confidence - right, minlength=bins)
    return float(np.abs(surplus).sum() / len(confidence))


def _folded(label: str, two_way: bool) -> str:
    return NOT_ENTAILMENT if two_way and label != "entailment" else label


def _confidence(judged: Probabilities, two_way: bool) -> float:
    top: float = max(getattr(judged, name) for name in LABELS)
    if not two_way:
        return top
    return judged.entailment if judged.label == "entailment" else 1.0 - judged.entailment


def _confusion(true: Ints, given: Ints, size: int) -> Ints:
    counts = np.bincount(true * size + given, minlength=size * size)
    return counts.reshape(size, size).astype(np.int64)


def _values(confusion: Ints) -> dict[str, float]:
    """Labels that do not occur are left out of the means, but count in F1 where they are given."""
    hits = np.diag(confusion).astype(np.float64)
    actual, given = confusion.sum(axis=1), confusion.sum(axis=0)
    there, used = actual > 0, (actual + given) > 0
    recalls = hits[there] / actual[there]
    f1 = 2 * hits[used] / (actual + given)[used]
    return {
        "accuracy": float(hits.sum() / confusion.sum()),
        "balanced_accuracy": float(recalls.mean()),
        "macro_f1": float(f1.mean()),
    }


def _by_label(confusion: Ints, labels: Sequence[str]) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for index, name in enumerate(labels):
        hit = int(confusion[index, index])
        actual, given = int(confusion[index].sum()), int(confusion[:, index].sum())
        rows[name] = {
            "precision": hit / given if given else 0.0,
            "recall": hit / actual if actual else 0.0,
            "f1": 2 * hit / (actual + given) if actual + given else 0.0,
            "n": actual,
        }
    return rows


def _intervals(
    true: Ints, given: Ints, sure: Floats, size: int, resamples: int
) -> dict[str, tuple[float, float]]:
    rng = np.random.default_rng(_SEED)
    drawn: dict[str, list[float]] = {}
    for _ in range(resamples):
        chosen = rng.integers(0, len(true), len(true))
        some_true, some_given = true[chosen], given[chosen]
        values = _values(_confusion(some_true, some_given, size))
        values["ece"] = calibration_error(sure[chosen], some_given == some_true)
        for name, value in values.items():
            drawn.setdefault(name, []).append(value)
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in drawn.items()
    }


def _short(value: float) -> float:
    return round(value, 4) if isinstance(value, float) else value


def average_precision(scores: Floats, true: NDArray[np.bool_]) -> float:
    """Mean precision at each true item, ranked by score; ties share their mean precision.

    Raises:
        ValueError: nothing is true.
    """
    if not true.any():
        raise ValueError("average precision needs a true item")
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(true[order])
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)  # of each run of ties
    precision = hits[last] / (last + 1)
    gained = np.diff(hits[last], prepend=0)
    return float((precision * gained).sum() / hits[-1])


def rank_auc(scores: Floats, true: NDArray[np.bool_]) -> float:
    """Probability that a true item scores higher than another one, ties counting half.

    Raises:
        ValueError: all items are true, or none is.
    """
    if true.all() or not true.any():
        raise ValueError("an AUC needs items of both kinds")
    values, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    del values
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    of_true, of_false = int(true.sum()), int((~true).sum())
    return float((ranks[true].sum() - of_true * (of_true + 1) / 2) / (of_true * of_false))
