"""Fit the weights and thresholds of slots on labelled bundles, cross-validated by bundle.

The features' weights come from the bundles of the folds 0 to 3. The network has seen the bundles
of its training folds and is too sure of them, so what puts the features and the judge together,
and the thresholds, come from fold 3 alone. Fold 4 is left for reporting.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.evaluating.slots import Labelled
from claimcheck.language.parsing import Parser
from claimcheck.mentions.reading import read_texts
from claimcheck.records import Member, Mention
from claimcheck.slots.features import Vector
from claimcheck.slots.finding import Ask, Asked, ask_about, judge_log_odds
from claimcheck.slots.weighing import Weights

# The share of false links that an editor bears: of two like values a wrong link is a line too
# much, of two that differ it is a false alarm.
PRECISION = {
    "figure alike": 0.80,
    "date alike": 0.70,
    "figure differs": 0.60,
    "date differs": 0.60,
}
# Of the true pairs so many may fall below what the judge is asked about.
_LOST = 0.02
_SPLITS = 5
_STRENGTH = 0.1


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate of a labelled bundle: its features, the judge's log odds, and the truth."""

    bundle: str
    question: str
    vector: Vector
    judge: float | None
    same: bool


def rows(
    labelled: Iterable[Labelled], parser: Parser, ask: Ask, judged: Callable[[str], bool]
) -> Iterable[Row]:
    """The candidates of each bundle whose two values are labelled; ``judged`` names bundles."""
    for bundle in labelled:
        members = [Member(article=a, origin=a.id) for a in bundle.articles]
        texts, mentions, _ = read_texts(members, parser)
        ordered, asked = ask_about(mentions, texts, None)
        truth = _truth(bundle, ordered)
        known = [
            item
            for item in asked
            if truth[item.candidate.a] is not None and truth[item.candidate.b] is not None
        ]
        answers: Sequence[float | None] = (
            judge_log_odds(known, ask) if judged(bundle.name) else [None] * len(known)
        )
        for item, answer in zip(known, answers, strict=True):
            yield _row(bundle.name, item, answer, truth)


def _row(name: str, item: Asked, answer: float | None, truth: Sequence[set[int] | None]) -> Row:
    a, b = truth[item.candidate.a], truth[item.candidate.b]
    return Row(name, item.question, item.vector, answer, bool(a and b and a & b))


def _truth(bundle: Labelled, mentions: Sequence[Mention]) -> list[set[int] | None]:
    """The labelled slots of each mention, None where nothing there was labelled."""
    numbers = {article.id: n for n, article in enumerate(bundle.articles)}
    group_of = bundle.group_of()
    found: list[set[int] | None] = []
    for mention in mentions:
        kind = "date" if mention.kind == "date" else "number"
        marks = [
            key
            for key, mark in bundle.mentions.items()
            if mark["article"] == numbers[mention.article]
            and mark["kind"] == kind
            and mention.value.start < mark["end"]
            and mark["start"] < mention.value.end
        ]
        found.append({group_of[k] for k in marks if k in group_of} if marks else None)
    return found


def fit(made: Sequence[Row], together: float) -> dict[str, Any]:
    """The weights as JSON values, with what they reach in cross-validation on the judged rows.

    Raises:
        ImportError: scikit-learn, of the extra ``train``, is not installed.
    """
    questions = {}
    for question in sorted(PRECISION):
        mine = [row for row in made if row.question == question]
        questions[question] = _question(question, mine)
    return {"together": together, "questions": questions}


def _question(question: str, mine: Sequence[Row]) -> dict[str, Any]:
    from sklearn.model_selection import GroupKFold

    names = sorted({name for row in mine for name in row.vector})
    matrix = np.array([[row.vector.get(name, 0.0) for name in names] for row in mine])
    same = np.array([row.same for row in mine])
    groups = np.array([row.bundle for row in mine])
    alone = np.zeros(len(mine))
    for train, test in GroupKFold(_SPLITS).split(matrix, same, groups):
        bias, weights = _regression(matrix[train], same[train])
        alone[test] = bias + matrix[test] @ weights
    judged = np.array([row.judge is not None for row in mine])
    judge = np.array([row.judge or 0.0 for row in mine])
    both = np.stack([alone, judge], axis=1)[judged]
    probability = np.zeros(int(judged.sum()))
    for train, test in GroupKFold(_SPLITS).split(both, same[judged], groups[judged]):
        bias, weights = _stack(both[train], same[judged][train])
        probability[test] = 1 / (1 + np.exp(-(bias + both[test] @ weights)))
    offset, (share, weight) = _stack(both, same[judged])
    bias, weights = _regression(matrix, same)
    threshold, reached = _threshold(probability, same[judged], PRECISION[question])
    least = float(np.quantile(alone[same], _LOST))
    return {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
        "offset": round(offset, 4),
        "share": round(float(share), 4),
        "judged": round(float(weight), 4),
        "least": round(least, 4),
        "threshold": threshold,
        "fitted": {
            **reached,
            "pairs": len(mine),
            "same": int(same.sum()),
            "asked": round(float((alone >= least).mean()), 4),
        },
    }


def _regression(
    matrix: NDArray[np.float64], same: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    """Logistic regression on standardised features, given back for plain ones."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = matrix.mean(axis=0), matrix.std(axis=0)
    deviation[deviation == 0] = 1.0
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit((matrix - mean) / deviation, same)
    weights = model.coef_[0] / deviation
    return float(model.intercept_[0] - mean @ weights), weights


def _stack(both: NDArray[np.float64], same: NDArray[np.bool_]) -> tuple[float, NDArray[np.float64]]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=5000).fit(both, same)
    return float(model.intercept_[0]), model.coef_[0]


def _threshold(
    probability: NDArray[np.float64], same: NDArray[np.bool_], wanted: float
) -> tuple[float, dict[str, float]]:
    """The lowest probability above which ``wanted`` of the pairs are right."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= wanted)
    last = int(good[-1]) if len(good) else 0
    threshold = math.floor(float(probability[order][last]) * 1e4) / 1e4
    return threshold, {
        "precision": round(float(right[last]), 4),
        "recall": round(float(same[order][: last + 1].sum() / max(1, same.sum())), 4),
        "auc": round(float(roc_auc_score(same, probability)), 4),
        "average precision": round(float(average_precision_score(same, probability)), 4),
    }


def check(weights: Weights, made: Sequence[Row]) -> dict[str, dict[str, float]]:
    """What weights reach on rows that they were not fitted on, by question."""
    found = {}
    for name, question in weights.questions.items():
        mine = [row for row in made if row.question == name]
        likely = [question.probability(question.log_odds(r.vector), r.judge) for r in mine]
        taken = [r.same for r, p in zip(mine, likely, strict=True) if p >= question.threshold]
        positives = sum(r.same for r in mine)
        found[name] = {
            "precision": round(sum(taken) / len(taken), 4) if taken else 1.0,
            "recall": round(sum(taken) / positives, 4) if positives else 1.0,
        }
    return found
