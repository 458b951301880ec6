"""Fit the weights of statements on labelled bundles: one call makes ``weights.json``.

Folds 0 to 2 have trained the network, fold 3 has not, fold 4 is never read. Which pairs are worth
judging, and which contrary relation a pair has, is told by words alone and fitted on folds 0 to 3.
So is what the answers about an element weigh, since all four folds hold only some sixty contrary
pairs with one; written pairs of fold 3 stand beside them with less weight. The network knows the
sentences of three of these folds, so every threshold is set on fold 3 alone. Agreement has labels
enough there and is fitted on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.language.parsing import Parser
from claimcheck.statements.features import judged_features
from claimcheck.statements.labelled import (
    Bundle,
    Label,
    Labels,
    fold_of,
    read_bundles,
    read_written,
)
from claimcheck.statements.matching import (
    LEAST_STANDING,
    Prepared,
    ask_about,
    prepare,
    read_passages,
    worth_judging,
)
from claimcheck.statements.questions import Judging, answered
from claimcheck.statements.weighing import NOTHING, Weights

Floats = NDArray[np.float64]

# Contrary statements at so many false alarms a bundle, agreements at this share of right ones:
# counted on fold 3, each bundle judged by weights that were fitted without it.
FALSE_ALARMS = 0.03
AGREEMENT_PRECISION = 0.9
# Of the pairs that nobody has labelled, nearly all of which are neither, every so many is judged.
_EVERY = 4
_SPLITS = 6
_BLIND = 3  # the fold that no network has seen
_PENALTY = {"worth": 30.0, "contrary": 1.0, "agreement": 1.0, "update": 10.0, "dispute": 10.0}
_STEPS = 60
WRITTEN = "written"
_WRITTEN_WEIGHT = 0.3
# What bore out when each bundle was judged by weights that were fitted without it; with more
# features both get worse.
_WEIGHED = {
    "contrary": (
        "asked: not both",
        "asked: one slot",
        "asked: stands firmly",
        "element: words used by both",
        "jaccard",
        "sentences: contradiction, stronger",
        WRITTEN,
    ),
    "agreement": (
        "jaccard",
        "nearness",
        "sentences: contradiction, stronger",
        "sentences: entailment, stronger",
        "sentences: entailment, weaker",
        "shared",
        "similarity",
        "words of the longer",
        "words of the shorter",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A pair of sentences with its label and its features.

    ``weight`` is how many pairs of its kind it stands for.
    """

    bundle: str
    label: Label
    values: Mapping[str, float]
    weight: float = 1.0


def fit_statements(data: Path, judge: Judging, parser: Parser | None = None) -> dict[str, Any]:
    """Fit everything that ``weights.json`` holds.

    Args:
        data: the folder with ``slots/`` and ``real/``.
        judge: the network whose answers are to be weighed.
        parser: the one that is used at inference, the default one if None.

    Returns:
        The content of the file: coefficients by name, thresholds, and what was measured.
    """
    parser = parser or Parser.load()
    bundles = list(read_bundles(data, range(4), parser))
    rows: list[Row] = []
    prepared = {bundle.name: _prepared(bundle) for bundle in bundles}
    for bundle in bundles:
        rows += [
            Row(bundle=bundle.name, label=lab, values=item.plain)
            for item, lab in prepared[bundle.name]
        ]
    worth = fit([r for r in rows if not r.label.elsewhere], _is_worth, "worth")
    update = fit(_contrary(rows), lambda r: r.label.relation == "update", "update")
    dispute = fit(_contrary(rows), lambda r: r.label.relation == "dispute", "dispute")
    judged = [
        row
        for bundle in bundles
        for row in judged_rows(bundle, prepared[bundle.name], worth, judge)
    ]
    judged += written_rows(data, judge, parser)
    return {
        "worth": _plain(worth),
        "contrary": _plain(fit(_for_contrary(judged), _is_contrary, "contrary")),
        "agreement": _plain(fit(_for_agreement(judged), _agrees, "agreement")),
        "update": _plain(update),
        "dispute": _plain(dispute),
        **thresholds(judged),
    }


def _prepared(bundle: Bundle) -> list[tuple[Prepared, Label]]:
    """The candidates of a bundle with their labels.

    One difference is often told in several sentences of which editors marked one: pairs that
    differ in the same two words get the same label.
    """
    passages = read_passages(bundle.sentences, bundle.parses, bundle.marks)
    labels = Labels(bundle)
    days = {article.id: article.day for article in bundle.articles}
    found = [(item, labels.of(item.candidate)) for item in prepare(passages, days)]
    known = {
        difference: label
        for item, label in found
        if label.relation and (difference := _difference(item))
    }
    return [
        (item, label)
        if label.relation or label.elsewhere or _difference(item) not in known
        else (item, replace(label, relation=known[_difference(item)].relation))
        for item, label in found
    ]


def _difference(item: Prepared) -> frozenset[str]:
    if not item.alignment.elements:
        return frozenset()
    element = item.alignment.elements[0]
    if element.standing < LEAST_STANDING or element.kind not in ("name", "noun"):
        return frozenset()
    a, b = item.candidate.a, item.candidate.b
    return frozenset((a.tokens[element.a[-1]].lemma, b.tokens[element.b[-1]].lemma))


def judged_rows(
    bundle: Bundle, prepared: Sequence[tuple[Prepared, Label]], worth: Weights, judge: Judging
) -> list[Row]:
    """Of a bundle's pairs that would be judged those that are labelled, and every fourth other.

    Of bundles that the network knows only those that are asked about what differs in them.
    """
    blind = fold_of(bundle.name) == _BLIND
    labels = {item.candidate: label for item, label in prepared}
    items = worth_judging([item for item, _ in prepared], len(bundle.sentences), worth)
    kept: list[tuple[Prepared, Label, float]] = []
    for place, item in enumerate(items):
        label = labels[item.candidate]
        if not blind and item.element is None:
            continue
        if label.relation or label.entails is not None or label.elsewhere:
            kept.append((item, label, 1.0))
        elif place % _EVERY == 0:
            kept.append((item, label, float(_EVERY)))
    return _rows(bundle.name, kept, judge)


def written_rows(data: Path, judge: Judging, parser: Parser) -> list[Row]:
    """Written pairs of fold 3; a feature of their own takes up how much more often they clash."""
    kept: list[tuple[Prepared, Label, float]] = []
    for _, passages, label in read_written(data, (_BLIND,), parser):
        items = worth_judging(list(prepare(passages, {})), len(passages), NOTHING)
        kept += [(item, label, _WRITTEN_WEIGHT) for item in items if item.element]
    return [
        replace(row, values={**row.values, WRITTEN: 1.0}) for row in _rows(WRITTEN, kept, judge)
    ]


def _rows(name: str, kept: Sequence[tuple[Prepared, Label, float]], judge: Judging) -> list[Row]:
    asked = [ask_about(item) for item, _, _ in kept]
    answers = answered(judge, asked)
    return [
        Row(
            bundle=name,
            label=label,
            values={**item.plain, **judged_features(one, answers)},
            weight=weight,
        )
        for (item, label, weight), one in zip(kept, asked, strict=True)
    ]


def fit(rows: Sequence[Row], target: Callable[[Row], bool], name: str) -> Weights:
    """Logistic regression with a quadratic penalty on standardised features, by Newton's method.

    Returns:
        Weights of the raw features, rounded to four digits.
    """
    names = _WEIGHED.get(name) or sorted({key for row in rows for key in row.values})
    raw = np.array([[row.values.get(key, 0.0) for key in names] for row in rows])
    mean, spread = raw.mean(0), raw.std(0)
    scale = np.where(spread > 1e-9, spread, np.inf)
    beta = _newton(
        np.column_stack([(raw - mean) / scale, np.ones(len(rows))]),
        np.array([float(target(row)) for row in rows]),
        np.array([row.weight for row in rows]),
        np.array([_PENALTY[name]] * len(names) + [1e-6]),
    )
    weights = beta[:-1] / scale
    return Weights(
        bias=round(float(beta[-1] - weights @ mean), 4),
        weights={key: round(float(w), 4) for key, w in zip(names, weights, strict=True) if w},
    )


def _newton(x: Floats, wanted: Floats, many: Floats, penalty: Floats) -> Floats:
    """Coefficients of the least penalised loss; a step that does not lower it is halved."""

    def loss(beta: Floats) -> float:
        odds = x @ beta
        return float(many @ (np.logaddexp(0, odds) - wanted * odds) + penalty @ beta**2 / 2)

    beta: Floats = np.zeros(x.shape[1])
    least = loss(beta)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ ((p - wanted) * many) + penalty * beta
        curvature = (x * (p * (1 - p) * many)[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        while loss(beta - step) > least and float(np.abs(step).max()) > 1e-9:
            step = step / 2
        beta = beta - step
        least = loss(beta)
        if float(np.abs(step).max()) < 1e-7:
            break
    return beta


def held_out(rows: Sequence[Row], target: Callable[[Row], bool], name: str) -> list[float]:
    """The probability of each row by weights that were fitted without its bundle.

    Written pairs are in every fit; what is said of them here is not to be used.
    """
    bundles = sorted({row.bundle for row in rows} - {WRITTEN})
    part = {bundle: number % _SPLITS for number, bundle in enumerate(bundles)}
    fitted = {}
    for split in range(_SPLITS):
        rest = [row for row in rows if part.get(row.bundle) != split]
        fitted[split] = fit(rest, target, name)
    return [fitted[part.get(row.bundle, 0)].probability(row.values) for row in rows]


def thresholds(judged: Sequence[Row]) -> dict[str, Any]:
    """Thresholds with the rates at which they were set, on rows that each fit left out."""
    rows = _for_contrary(judged)
    scored = _blind(rows, held_out(rows, _is_contrary, "contrary"), _is_contrary)
    bundles = len({row.bundle for row in judged if _is_blind(row)})
    contrary, right, false = 1.0, 0.0, 0.0
    for probability, is_right, many in scored:
        false += 0.0 if is_right else many
        if false > FALSE_ALARMS * bundles:
            break
        right += many if is_right else 0.0
        contrary = probability
    rows = _for_agreement(judged)
    ranked = _blind(rows, held_out(rows, _agrees, "agreement"), _agrees)
    agreement, found, seen, hits = 1.0, 0.0, 0.0, 0.0
    for probability, is_right, many in ranked:
        seen += many
        hits += many if is_right else 0.0
        if hits >= AGREEMENT_PRECISION * seen:
            agreement, found = probability, hits
    return {
        "thresholds": {
            "agreement": agreement,
            "contradiction": contrary,
            "dispute": contrary,
            "update": contrary,
        },
        "measured": {
            "bundles": bundles,
            "contrary": {
                "average precision": average_precision(scored),
                "pairs": sum(many for _, hit, many in scored if hit),
                "right": right,
                "rate of false alarms": FALSE_ALARMS,
            },
            "agreement": {
                "average precision": average_precision(ranked),
                "pairs": sum(many for _, hit, many in ranked if hit),
                "right": found,
                "precision": AGREEMENT_PRECISION,
            },
        },
    }


Ranked = list[tuple[float, bool, float]]
"""Probability, whether it is right, and for how many pairs it stands; falling probabilities."""


def ranking(rows: Sequence[Row], chances: Sequence[float], target: Callable[[Row], bool]) -> Ranked:
    """Rows that would be judged, the likeliest first."""
    scored = [(p, target(r), r.weight) for p, r in zip(chances, rows, strict=True)]
    return sorted(scored, key=lambda entry: (-entry[0], entry[1]))


def _blind(rows: Sequence[Row], chances: Sequence[float], target: Callable[[Row], bool]) -> Ranked:
    """The ranking of the rows that the network has not seen."""
    seen = [(r, p) for r, p in zip(rows, chances, strict=True) if _is_blind(r)]
    return ranking([r for r, _ in seen], [p for _, p in seen], target)


def _is_blind(row: Row) -> bool:
    return row.bundle != WRITTEN and fold_of(row.bundle) == _BLIND


def average_precision(ranked: Ranked) -> float:
    """Average precision of a ranking."""
    hits = seen = total = 0.0
    for _, right, many in ranked:
        seen += many
        if right:
            hits += many
            total += many * hits / seen
    return round(total / hits, 4) if hits else 0.0


def _for_contrary(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if not r.label.elsewhere and "asked: stands firmly" in r.values]


def _for_agreement(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.label.entails is not None and fold_of(row.bundle) == _BLIND]


def _contrary(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if _is_contrary(row)]


def _is_contrary(row: Row) -> bool:
    return row.label.relation is not None


def _agrees(row: Row) -> bool:
    return bool(row.label.entails)


def _is_worth(row: Row) -> bool:
    return _is_contrary(row) or _agrees(row)


def _plain(weights: Weights) -> dict[str, Any]:
    return {"bias": weights.bias, "weights": dict(sorted(weights.weights.items()))}
