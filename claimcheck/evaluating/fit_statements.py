"""Fit the weights of statements on labelled bundles: one call makes ``statements.json``.

Folds 0 to 2 have trained the network, fold 3 has not, fold 4 is never read. Which pairs are worth
judging, and which contrary relation a pair has, is told by words alone and fitted on folds 0 to 3.
So is what the answers about an element weigh, since all four folds hold only some sixty contrary
pairs with one; written pairs of fold 3 stand beside them with less weight. The network knows the
sentences of three of these folds, so every threshold is set on fold 3 alone. Agreement has labels
enough there and is fitted on it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from claimcheck.evaluating.regression import fit_logistic
from claimcheck.evaluating.statement_labels import read_bundles
from claimcheck.evaluating.statement_rows import (
    WRITTEN,
    Row,
    judged_rows,
    labelled_candidates,
    written_rows,
)
from claimcheck.language.parsing import Parser
from claimcheck.statements.questions import Judging
from claimcheck.statements.weighing import SAME_WORDS, Weights
from claimcheck.training.folds import FITTING, TRAINING, fold_of
from claimcheck.training.making.mined import Mined

# Contrary statements at so many false alarms a bundle, agreements at this share of right ones:
# counted on fold 3, each bundle judged by weights that were fitted without it.
FALSE_ALARMS = 0.03
AGREEMENT_PRECISION = 0.9
# Of two sentences in the same words but for one element the judge's word is taken, both ways, from
# where at most this share of such labelled pairs is called a contradiction and is none, and never
# below even odds. Pairs that differ in a value are left out: values are compared elsewhere.
SAME_WORDS_FALSE = 0.03
_EVEN = 0.5
_SPLITS = 6
_PENALTY = {"worth": 30.0, "contrary": 1.0, "agreement": 1.0, "update": 10.0, "dispute": 10.0}
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


def fit_statements(
    data: Path, alike: Sequence[Mined], judge: Judging, parser: Parser | None = None
) -> dict[str, Any]:
    """Fit everything that ``statements.json`` holds.

    Args:
        data: the folder with ``slots/`` and ``real/``.
        alike: labelled pairs of sentences in the same words but for one element.
        judge: the network whose answers are to be weighed.
        parser: the one that is used at inference, the default one if None.

    Returns:
        The content of the file: coefficients by name, thresholds, and what was measured.
    """
    parser = parser or Parser.load()
    bundles = list(read_bundles(data, (*TRAINING, *FITTING), parser))
    rows: list[Row] = []
    prepared = {bundle.name: labelled_candidates(bundle) for bundle in bundles}
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
        **thresholds(judged, same_words(alike, judge)),
    }


def same_words(alike: Sequence[Mined], judge: Judging) -> tuple[float, dict[str, float]]:
    """The least probability of a contradiction, both ways, and what it lets through."""
    alike = [pair for pair in alike if pair.labels["where"] != "value"]
    pairs = [(pair.a.text, pair.b.text) for pair in alike]
    forward = judge.judge(pairs)
    backward = judge.judge([(b, a) for a, b in pairs])
    chances = [
        min(one.contradiction, other.contradiction)
        for one, other in zip(forward, backward, strict=True)
    ]
    none = [pair.labels["relation"] == "none" for pair in alike]
    false = sorted((c for c, n in zip(chances, none, strict=True) if n), reverse=True)
    allowed = int(SAME_WORDS_FALSE * len(pairs))
    beyond = false[allowed] if allowed < len(false) else 0.0
    threshold = max(_EVEN, math.ceil(beyond * 1e4 + 1) / 1e4)
    return threshold, {
        "pairs": float(len(pairs)),
        "called contradictions": float(sum(c >= threshold for c in chances)),
        "false": float(sum(c >= threshold for c in false)),
        "wanted share of false ones": SAME_WORDS_FALSE,
    }


def fit(rows: Sequence[Row], target: Callable[[Row], bool], name: str) -> Weights:
    """Fit one of the models on rows."""
    return fit_logistic(
        [row.values for row in rows],
        [target(row) for row in rows],
        [row.weight for row in rows],
        names=_WEIGHED.get(name) or sorted({key for row in rows for key in row.values}),
        penalty=_PENALTY[name],
    )


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


def thresholds(judged: Sequence[Row], alike: tuple[float, dict[str, float]]) -> dict[str, Any]:
    """Thresholds with the rates at which they were set, on rows that each fit left out."""
    rows = _for_contrary(judged)
    scored = _fresh(rows, held_out(rows, _is_contrary, "contrary"), _is_contrary)
    bundles = len({row.bundle for row in judged if _is_fresh(row)})
    contrary, right, false = 1.0, 0.0, 0.0
    for probability, is_right, many in scored:
        false += 0.0 if is_right else many
        if false > FALSE_ALARMS * bundles:
            break
        right += many if is_right else 0.0
        contrary = probability
    rows = _for_agreement(judged)
    ranked = _fresh(rows, held_out(rows, _agrees, "agreement"), _agrees)
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
            SAME_WORDS: alike[0],
        },
        "measured": {
            "bundles": bundles,
            SAME_WORDS: alike[1],
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


def _fresh(rows: Sequence[Row], chances: Sequence[float], target: Callable[[Row], bool]) -> Ranked:
    """The ranking of the rows that the network has not seen."""
    seen = [(r, p) for r, p in zip(rows, chances, strict=True) if _is_fresh(r)]
    return ranking([r for r, _ in seen], [p for _, p in seen], target)


def _is_fresh(row: Row) -> bool:
    return row.bundle != WRITTEN and fold_of(row.bundle) in FITTING


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
    return [row for row in rows if row.label.entails is not None and fold_of(row.bundle) in FITTING]


def _contrary(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if _is_contrary(row)]


def _is_contrary(row: Row) -> bool:
    return row.label.relation is not None


def _agrees(row: Row) -> bool:
    return bool(row.label.entails)


def _is_worth(row: Row) -> bool:
    return _is_contrary(row) or _agrees(row)


def _plain(weights: Weights) -> dict[str, Any]:
    kept = {name: w for name, w in sorted(weights.weights.items()) if name != WRITTEN}
    return {"bias": weights.bias, "weights": kept}
