"""Labelled pairs once more with their hypothesis denied, so that a "not" alone decides nothing.

In the usual sets a negation in the hypothesis goes with contradiction (Gururangan et al. 2018,
arXiv:1803.02324). Denied, a hypothesis that follows contradicts; one that the premise leaves open
stays open; and one that the premise rules out follows, as both are about one situation.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from claimcheck.records import Label
from claimcheck.training.data import Example
from claimcheck.training.generating.material import Row
from claimcheck.training.generating.verbs import affirmed, negated

_DENIED: dict[str, Label] = {
    "entailment": "contradiction",
    "neutral": "neutral",
    "contradiction": "entailment",
}


def denied(examples: Iterable[Example], rng: random.Random) -> Iterator[Row]:
    """The examples whose hypothesis can be denied, or freed of its negation, with their labels."""
    for example in examples:
        text = negated(example.hypothesis, rng.random() < 0.4) or affirmed(example.hypothesis)
        if text is not None:
            label = _DENIED[example.label]
            yield Row("denied", example.premise, text, label, origin="nli")
