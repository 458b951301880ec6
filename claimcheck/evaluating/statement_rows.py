"""Pairs of sentences with their labels and features, as rows to fit on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.evaluating.statement_labels import Bundle, Label, Labels, read_written
from claimcheck.language.parsing import Parser
from claimcheck.statements.features import judged_features
from claimcheck.statements.preparing import (
    LEAST_STANDING,
    Prepared,
    ask_about,
    prepare,
    read_passages,
    worth_judging,
)
from claimcheck.statements.questions import Judging, answered
from claimcheck.statements.weighing import NOTHING, Weights
from claimcheck.training.folds import FITTING, fold_of

WRITTEN = "written"
# Of the pairs that nobody has labelled, nearly all of which are neither, every so many is judged.
_EVERY = 4
_WRITTEN_WEIGHT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A pair of sentences with its label and its features.

    ``weight`` is how many pairs of its kind it stands for.
    """

    bundle: str
    label: Label
    values: Mapping[str, float]
    weight: float = 1.0


def labelled_candidates(bundle: Bundle) -> list[tuple[Prepared, Label]]:
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
    unseen = fold_of(bundle.name) in FITTING
    labels = {item.candidate: label for item, label in prepared}
    items = worth_judging([item for item, _ in prepared], len(bundle.sentences), worth)
    kept: list[tuple[Prepared, Label, float]] = []
    for place, item in enumerate(items):
        label = labels[item.candidate]
        if not unseen and item.element is None:
            continue
        if label.relation or label.entails is not None or label.elsewhere:
            kept.append((item, label, 1.0))
        elif place % _EVERY == 0:
            kept.append((item, label, float(_EVERY)))
    return _rows(bundle.name, kept, judge)


def written_rows(data: Path, judge: Judging, parser: Parser) -> list[Row]:
    """Written pairs of fold 3; a feature of their own takes up how much more often they clash."""
    kept: list[tuple[Prepared, Label, float]] = []
    for _, passages, label in read_written(data, FITTING, parser):
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
