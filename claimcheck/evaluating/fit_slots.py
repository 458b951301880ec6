"""Fit the weights and thresholds of slots on labelled bundles, cross-validated by bundle.

The features' weights come from the bundles of the folds 0 to 3. The network has seen the bundles
of its training folds and is too sure of them, so what puts the features and the judge together,
and the thresholds, come from fold 3 alone. Fold 4 is left for reporting.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.evaluating.slots import Labelled
from claimcheck.language.parsing import Parser
from claimcheck.mentions.reading import read_texts
from claimcheck.records import Member, Mention
from claimcheck.slots.features import Vector
from claimcheck.slots.finding import Ask, Asked, ask_about
from claimcheck.slots.weighing import Weights, logit

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
# Of groups of like values on fold 3, those of one slot: .55 without, .65 with .8.
TOGETHER = 0.8
_SPLITS = 5
_STRENGTH = 0.1


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate of a labelled bundle: its features, its masked passages, and the truth."""

    bundle: str
    question: str
    vector: Vector
    passages: tuple[str, str]
    same: bool


def rows(labelled: Iterable[Labelled], parser: Parser) -> Iterable[Row]:
    """The candidates of each bundle whose two values are labelled."""
    for bundle in labelled:
        members = [Member(article=a, origin=a.id) for a in bundle.articles]
        texts, mentions, _ = read_texts(members, parser)
        ordered, asked = ask_about(mentions, texts, None)
        yield from labelled_rows(bundle, ordered, asked)


def labelled_rows(
    bundle: Labelled, mentions: Sequence[Mention], asked: Iterable[Asked]
) -> Iterable[Row]:
    """The candidates among ``asked`` whose two mentions are labelled in the bundle."""
    truth = _truth(bundle, mentions)
    for item in asked:
        a, b = truth[item.candidate.a], truth[item.candidate.b]
        if a is not None and b is not None and item.passages is not None:
            same = bool(a & b)
            yield Row(bundle.name, item.question, item.vector, item.passages, same)


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


def fit(
    made: Sequence[Row], ask: Ask, judged: Container[str], together: float = TOGETHER
) -> dict[str, Any]:
    """The weights as JSON values, with what they reach in cross-validation on the judged bundles.

    Args:
        made: rows of the bundles of training and fitting.
        ask: the judge.
        judged: names of the bundles that the network has not seen, on which it is weighed.
        together: see :func:`claimcheck.slots.linking.link`.

    Raises:
        ImportError: scikit-learn, of the extra ``train``, is not installed.
    """
    questions = {}
    for question in sorted(PRECISION):
        mine = [row for row in made if row.question == question]
        questions[question] = _question(question, mine, ask, judged)
    return {"together": together, "questions": questions}


def _question(
    question: str, mine: Sequence[Row], ask: Ask, judged: Container[str]
) -> dict[str, Any]:
    from sklearn.model_selection import GroupKFold

    names = sorted({name for row in mine for name in row.vector})
    matrix = np.array([[row.vector.get(name, 0.0) for name in names] for row in mine])
    same = np.array([row.same for row in mine])
    groups = np.array([row.bundle for row in mine])
    alone = np.zeros(len(mine))
    for train, test in GroupKFold(_SPLITS).split(matrix, same, groups):
        bias, weights = _regression(matrix[train], same[train])
        alone[test] = bias + matrix[test] @ weights
    least = float(np.quantile(alone[same], _LOST))
    weighed = np.array([row.bundle in judged for row in mine]) & (alone >= least)
    chosen = [row for row, taken in zip(mine, weighed, strict=True) if taken]
    judge = np.array(_log_odds(chosen, ask))
    both = np.stack([alone[weighed], judge], axis=1)
    probability = np.zeros(len(chosen))
    for train, test in GroupKFold(_SPLITS).split(both, same[weighed], groups[weighed]):
        bias, weights = _stack(both[train], same[weighed][train])
        probability[test] = 1 / (1 + np.exp(-(bias + both[test] @ weights)))
    offset, (share, weight) = _stack(both, same[weighed])
    bias, weights = _regression(matrix, same)
    threshold, reached = _threshold(probability, same[weighed], PRECISION[question])
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


def _log_odds(made: Sequence[Row], ask: Ask) -> list[float]:
    pairs = sorted({row.passages for row in made})
    answers = dict(zip(pairs, ask(pairs), strict=True))
    return [logit(answers[row.passages]) for row in made]


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


def check(weights: Weights, made: Sequence[Row], ask: Ask) -> dict[str, dict[str, float]]:
    """What weights reach on rows that they were not fitted on, by question."""
    found = {}
    for name, question in weights.questions.items():
        mine = [row for row in made if row.question == name]
        alone = [question.log_odds(row.vector) for row in mine]
        asked = [row for row, odds in zip(mine, alone, strict=True) if odds >= question.least]
        judged = iter(_log_odds(asked, ask))
        taken = []
        for row, odds in zip(mine, alone, strict=True):
            answer = next(judged) if odds >= question.least else None
            if question.probability(odds, answer) >= question.threshold:
                taken.append(row.same)
        positives = sum(row.same for row in mine)
        found[name] = {
            "precision": round(sum(taken) / len(taken), 4) if taken else 1.0,
            "recall": round(sum(taken) / positives, 4) if positives else 1.0,
            "same": positives,
        }
    return found
