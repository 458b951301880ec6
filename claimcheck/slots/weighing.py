"""The small calibrated model that weighs features and the judge's answer to a probability.

Logistic regression in two steps for each question ("figure alike", "date differs", ...): the
features make log odds, then these and the judge's log odds make the probability. The weights
stand in ``slots.json`` beside the model whose answers they weigh and are fitted by
``claimcheck fit slots``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.judging.catalogue import SLOTS
from claimcheck.parsing import number, numbers, parse_json
from claimcheck.records import Feature, Mention
from claimcheck.slots.candidates import Candidate

_LARGEST = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The weights of one question.

    ``bias`` and ``weights`` give the log odds of the features. ``offset``, ``share`` and
    ``judged`` put them together with the judge's log odds. Below ``least`` the features alone say
    so surely no that the judge is not asked. ``threshold`` is the probability from which a pair
    is linked, ``fitted`` what it reached when it was set.
    """

    bias: float
    weights: Mapping[str, float]
    offset: float
    share: float
    judged: float
    least: float
    threshold: float
    fitted: Mapping[str, float]

    def log_odds(self, vector: Mapping[str, float]) -> float:
        """What the features alone say."""
        return self.bias + math.fsum(
            self.weights.get(name, 0.0) * value for name, value in vector.items()
        )

    def probability(self, alone: float, judge: float) -> float:
        """The calibrated probability, from the log odds of the features and of the judge."""
        return sigmoid(self.offset + self.share * alone + self.judged * judge)

    def explain(self, vector: Mapping[str, float], judge: float) -> tuple[Feature, ...]:
        """Every feature that is not 0 with its weight in the log odds, the weightiest first."""
        made = [
            Feature(name=name, value=round(vector[name], 4), weight=round(self.share * weight, 4))
            for name, weight in self.weights.items()
            if vector.get(name)
        ]
        made.append(Feature(name="judge", value=round(judge, 4), weight=round(self.judged, 4)))
        return tuple(sorted(made, key=lambda f: (-abs(f.value * f.weight), f.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All questions by name, and the share of mean probability that a union needs.

    ``verbatim`` is the probability of two differing values whose sentences say the same words but
    for the value: what share of such labelled pairs is of one slot.
    """

    questions: Mapping[str, Question]
    together: float
    verbatim: float
    digest: str


QUESTIONS = tuple(f"{sort} {how}" for sort in ("figure", "date") for how in ("alike", "differs"))
"""All that :func:`question_of` gives."""


def question_of(mention: Mention, candidate: Candidate) -> str:
    """The question that a candidate is a case of."""
    sort = "date" if mention.kind == "date" else "figure"
    return f"{sort} {'alike' if candidate.near else 'differs'}"


def sigmoid(log_odds: float) -> float:
    """A probability from log odds, rounded so that it does not hang on the last bits."""
    return round(1.0 / (1.0 + math.exp(-max(-_LARGEST, min(_LARGEST, log_odds)))), 6)


def logit(probability: float) -> float:
    """Log odds from a probability, kept finite."""
    p = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def _question(raw: Mapping[str, object]) -> Question:
    plain = ("bias", "offset", "share", "judged", "least", "threshold")
    return Question(
        **{name: number(raw[name]) for name in plain},
        weights=numbers(raw["weights"]),
        fitted=numbers(raw["fitted"]),
    )


@cache
def weights_for(folder: Path) -> Weights:
    """The weights fitted to the model in ``folder``.

    Raises:
        ModelError: they are not what they should be.
    """
    path = folder / SLOTS
    try:
        return read_weights(path.read_text(encoding="utf-8"))
    except (ModelError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: {error}") from error


def read_weights(text: str) -> Weights:
    """Read weights as ``claimcheck fit slots`` writes them.

    Raises:
        ModelError: they are not what they should be.
    """
    from claimcheck.records import digest

    try:
        raw: dict[str, Any] = parse_json(text)
        return Weights(
            questions={name: _question(raw["questions"][name]) for name in QUESTIONS},
            together=number(raw["together"]),
            verbatim=number(raw["verbatim"]),
            digest=digest("slot weights", json.dumps(raw, sort_keys=True), size=64),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"no weights for slots: {error!r}") from error
