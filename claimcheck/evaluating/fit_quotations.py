"""Fit the weights and the threshold of quotations on labelled bundles, by fold.

A passage in two wordings counts as a contradiction where a label of the bundle names it, or
where it was read afterwards and a desk would correct it: labels name about half of those. What
was read stands beside this file as offsets into the bundles' texts. Weights come from the folds
0 to 2, the threshold from their cross-validation; fold 3 checks both, fold 4 stays unread.

``python -m claimcheck.evaluating.fit_quotations SLOTS`` prints what is reached and writes
``claimcheck/statements/quotations.json``.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from claimcheck.evaluating.labelled import Labelled, read_labelled
from claimcheck.language.parsing import Parser
from claimcheck.mentions import find_mentions
from claimcheck.records import Mention, Quotation
from claimcheck.segmenting import segment
from claimcheck.statements.quotations import shared_speech

# Of ten findings nine are right as read; those that only labels count as right are fewer.
PRECISION = 0.9
_READ = Path(__file__).with_name("quotations_read.json")
_MODEL = Path(__file__).parents[1] / "statements" / "quotations.json"
_TRAINED, _CHECKED = (0, 1, 2), 3
_FOLDS = 5
# Offsets of what was read are those of an earlier alignment of the same words.
_SAME_PLACE = 0.5
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A passage in two wordings: its features, and whether it is labelled or read as wrong."""

    bundle: str
    values: Mapping[str, float]
    labelled: bool
    wanted: bool

    @property
    def fold(self) -> int:
        """The fold of its bundle, 0 to 4."""
        return int(hashlib.sha256(self.bundle.encode()).hexdigest(), 16) % _FOLDS


def quotations_of(labelled: Labelled, parser: Parser) -> list[Mention]:
    """The quotations of a bundle's articles."""
    found: list[Mention] = []
    for article in labelled.articles:
        sentences = list(segment(article))
        parses = parser.parse([sentence.text for sentence in sentences])
        mentions, _ = find_mentions(article, sentences, parses)
        found.extend(m for m in mentions if isinstance(m.value, Quotation))
    return found


def examples(
    labelled: Labelled, quotations: Sequence[Mention], read: Iterable[Mapping[str, Any]]
) -> Iterator[Example]:
    """The passages of a bundle that its articles give in two wordings.

    ``read`` holds ``{bundle, a: [article, start, end], b: [...], wanted}``.
    """
    numbers = {article.id: n for n, article in enumerate(labelled.articles)}
    labels = [_spans(labelled, label) for label in labelled.other if _is_wording(label)]
    known = [row for row in read if row["bundle"] == labelled.name]
    for shared in shared_speech(labelled.articles, quotations, {}):
        if not shared.edits:
            continue
        sides = [(numbers[p.article], p.start, p.end) for p in shared.sides()]
        named = any(
            label is not None and _touches(sides, label)
            for pair in labels
            for label in _turns(pair)
        )
        judged = any(
            row["wanted"] and _is_place(sides, turned)
            for row in known
            for turned in ((row["a"], row["b"]), (row["b"], row["a"]))
        )
        yield Example(
            bundle=labelled.name, values=shared.values, labelled=named, wanted=named or judged
        )


def _is_wording(label: Mapping[str, Any]) -> bool:
    return bool(label["relation"] == "contradiction" and label["kind"] != "state")


def _spans(labelled: Labelled, label: Mapping[str, Any]) -> list[tuple[int, int, int] | None]:
    found: list[tuple[int, int, int] | None] = []
    for side in (label["a"], label["b"]):
        words = r"\s+".join(map(re.escape, side["quote"].split()))
        match = re.search(words, labelled.articles[side["article"]].text)
        found.append((side["article"], *match.span()) if match else None)
    return found


def _turns(pair: Sequence[Any]) -> Iterator[Sequence[Any] | None]:
    complete = all(side is not None for side in pair)
    yield pair if complete else None
    yield pair[::-1] if complete else None


def _touches(sides: Sequence[Sequence[int]], label: Sequence[Sequence[int]]) -> bool:
    return all(
        s[0] == t[0] and s[1] < t[2] and t[1] < s[2] for s, t in zip(sides, label, strict=True)
    )


def _is_place(sides: Sequence[Sequence[int]], read: Sequence[Sequence[int]]) -> bool:
    return all(
        s[0] == t[0]
        and min(s[2], t[2]) - max(s[1], t[1]) > _SAME_PLACE * (max(s[2], t[2]) - min(s[1], t[1]))
        for s, t in zip(sides, read, strict=True)
    )


def fit(made: Sequence[Example]) -> dict[str, Any]:
    """The model as JSON values with what it reaches.

    Raises:
        ImportError: scikit-learn, of the extra ``train``, is not installed.
    """
    names = sorted({name for example in made for name in example.values})
    matrix = np.array([[example.values[name] for name in names] for example in made])
    wanted = np.array([example.wanted for example in made])
    folds = np.array([example.fold for example in made])
    probability = np.zeros(len(made))
    trained = np.isin(folds, _TRAINED)
    for fold in (*_TRAINED, _CHECKED):
        held = folds == fold
        bias, weights = _regression(matrix[trained & ~held], wanted[trained & ~held])
        probability[held] = 1 / (1 + np.exp(-(bias + matrix[held] @ weights)))
    bias, weights = _regression(matrix[trained], wanted[trained])
    threshold = _threshold(probability[trained], wanted[trained])
    reached = {
        f"fold {fold}": _reached(
            [e for e in made if e.fold == fold], probability[folds == fold], threshold
        )
        for fold in (*_TRAINED, _CHECKED)
    }
    return {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)},
        "threshold": threshold,
        "fitted": reached,
    }


def _regression(
    matrix: NDArray[np.float64], wanted: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=5000).fit(matrix, wanted)
    return float(model.intercept_[0]), model.coef_[0]


def _threshold(probability: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """The lowest probability above which ``PRECISION`` of the passages are right."""
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(wanted[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= PRECISION)
    last = int(good[-1]) if len(good) else 0
    return math.floor(float(probability[order][last]) * 1e4) / 1e4


def _reached(
    made: Sequence[Example], probability: NDArray[np.float64], threshold: float
) -> dict[str, int]:
    """Counts of passages, of those found, and of what is right among each."""
    found = [e for e, p in zip(made, probability, strict=True) if p >= threshold]
    return {
        "passages": len(made),
        "wanted": sum(e.wanted for e in made),
        "labelled": sum(e.labelled for e in made),
        "found": len(found),
        "found wanted": sum(e.wanted for e in found),
        "found labelled": sum(e.labelled for e in found),
    }


@click.command()
@click.argument("slots", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(slots: Path) -> None:
    """Fit the model of quotations on the labelled bundles in SLOTS and write its file."""
    read = json.loads(_READ.read_text(encoding="utf-8"))
    parser = Parser.load()
    made: list[Example] = []
    for labelled in read_labelled(slots):
        fold = int(hashlib.sha256(labelled.name.encode()).hexdigest(), 16) % _FOLDS
        if fold in (*_TRAINED, _CHECKED):
            made.extend(examples(labelled, quotations_of(labelled, parser), read))
    model = fit(made)
    _MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    click.echo(json.dumps(model["fitted"], indent=1))


if __name__ == "__main__":
    main()
