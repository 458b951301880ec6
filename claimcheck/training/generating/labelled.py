"""Labelled pairs once more with their hypothesis denied, so that a "not" alone decides nothing.

In the usual sets a negation in the hypothesis goes with contradiction (Gururangan et al. 2018,
arXiv:1803.02324). Denied, a hypothesis that follows contradicts; one that the premise leaves open
stays open; and one that the premise rules out follows, as both are about one situation.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from claimcheck.records import Label
from claimcheck.training.generating.generate import is_sound
from claimcheck.training.generating.material import Row
from claimcheck.training.generating.verbs import affirmed, negated

_DENIED: dict[str, Label] = {
    "entailment": "contradiction",
    "neutral": "neutral",
    "contradiction": "entailment",
}


def denied(pairs: Iterable[Mapping[str, str]], seed: int) -> Iterator[Row]:
    """The pairs whose hypothesis can be denied, or freed of its negation, of kind denied-SOURCE.

    Args:
        pairs: premise, hypothesis, label and, if they have one, their source.
        seed: decides which negations are contracted.
    """
    rng = random.Random(f"{seed} denied")  # noqa: S311
    for pair in pairs:
        text = negated(pair["hypothesis"], rng.random() < 0.4) or affirmed(pair["hypothesis"])
        if text is None:
            continue
        kind = f"denied-{pair.get('source', 'unnamed')}"
        row = Row(kind, pair["premise"], text, _DENIED[pair["label"]], origin="nli")
        if is_sound(row):
            yield row
