"""Logistic regressions over named features; their weights stand in ``statements.json``
beside the model whose answers they weigh.

The file is written by ``fit_statements``; nothing in it is set by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimcheck.errors import ModelError
from claimcheck.judging.catalogue import fitted
from claimcheck.parsing import number, numbers, read_json
from claimcheck.records import Feature

FILE = "statements.json"
SAME_WORDS = "same words"
"""The threshold of two sentences in the same words but for one element."""
_THRESHOLDS = ("agreement", "contradiction", "dispute", "update", SAME_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One logistic regression: ``sigmoid(bias + sum(weight * value))``; absent features are 0."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, values: Mapping[str, float]) -> float:
        """The log odds; features without a weight do not count."""
        return self.bias + math.fsum(w * values.get(name, 0.0) for name, w in self.weights.items())

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability, rounded to four digits."""
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.log_odds(values))))), 4)

    def features(self, values: Mapping[str, float]) -> tuple[Feature, ...]:
        """What went into the log odds, the heaviest first."""
        made = [
            Feature(name=name, value=round(values[name], 4), weight=weight)
            for name, weight in self.weights.items()
            if values.get(name) and weight
        ]
        return tuple(sorted(made, key=lambda f: (-abs(f.value * f.weight), f.name)))


NOTHING = Weights(bias=0.0, weights={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Everything that is fitted.

    ``worth`` says from words alone which pairs are worth judging, ``contrary`` and ``agreement``
    what the judge's answers make of a pair, ``update`` and ``dispute`` which of the contrary
    relations it is (against contradiction). ``thresholds`` are least probabilities by relation,
    set at the rates that ``measured`` states.
    """

    worth: Weights
    contrary: Weights
    agreement: Weights
    update: Weights
    dispute: Weights
    thresholds: Mapping[str, float]


@cache
def model_for(folder: Path) -> Model:
    """What was fitted to the model in ``folder``, else to the default model.

    Raises:
        ModelError: the file lacks a part.
    """
    path = fitted(folder, FILE)
    try:
        return _read(path)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"{path} holds no weights for statements: {error!r}") from error


def _read(path: Path) -> Model:
    raw = read_json(path)
    parts = {
        name: Weights(bias=number(raw[name]["bias"]), weights=numbers(raw[name]["weights"]))
        for name in ("worth", "contrary", "agreement", "update", "dispute")
    }
    thresholds = {name: number(raw["thresholds"][name]) for name in _THRESHOLDS}
    return Model(**parts, thresholds=thresholds)
