"""Labelled pairs put together anew, without a label, for a teacher to judge.

The other way round, and between two hypotheses of one premise, sentences are as near to each other
as those that people have labelled, and there are many more of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from claimcheck.training.generating.generate import is_usable
from claimcheck.training.generating.material import Row

_SIBLINGS = 2  # of one hypothesis: some evidence has hundreds


def recombined(pairs: Iterable[Mapping[str, str]], seed: int) -> Iterator[Row]:
    """Pairs of the kinds reversed-SOURCE and sibling-SOURCE that are not among ``pairs``.

    Args:
        pairs: premise, hypothesis and, if they have one, their source.
        seed: decides which hypotheses of one premise meet.
    """
    rng = random.Random(f"{seed} recombined")  # noqa: S311
    told: dict[str, dict[str, str]] = {}
    for pair in pairs:
        hypotheses = told.setdefault(pair["premise"], {})
        hypotheses.setdefault(pair["hypothesis"], pair.get("source", "unnamed"))
    made: set[tuple[str, str]] = set()
    for premise, hypotheses in told.items():
        for one, source in hypotheses.items():
            others = [other for other in hypotheses if other != one]
            chosen = rng.sample(others, min(_SIBLINGS, len(others)))
            for kind, first, second in (
                ("reversed", one, premise),
                *(("sibling", one, other) for other in chosen),
            ):
                row = Row(f"{kind}-{source}", first, second, label="", origin="nli")
                known = second in told.get(first, ()) or (first, second) in made
                if not known and is_usable(row):
                    made.add((first, second))
                    yield row
