"""Targets of training: labels, and what a teacher makes of the pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple

from claimcheck.judging import Judge
from claimcheck.judging.cache import JudgementCache
from claimcheck.records import LABELS
from claimcheck.training.data import Example
from claimcheck.training.recipe import Recipe, resolve_base

Target = tuple[float, float, float]
_PART = 1024  # pairs judged between two lines of progress, and lost at most by a kill


class Teacher:
    """A recipe's teacher; its judgements are kept in its folder, so that no run repeats them."""

    def __init__(self, recipe: Recipe, device: str, show: Callable[[str], None]) -> None:
        folder = resolve_base(recipe.teacher)
        self._judge = Judge.load(
            str(folder),
            device=device,
            precision="bf16" if recipe.bf16 and device == "cpu" else "fp32",
            cache=JudgementCache(folder / "judgements.sqlite", max_bytes=2_000_000_000),
            max_length=recipe.max_length,
        )
        self._show = show

    def targets(self, examples: Sequence[Example]) -> list[Target]:
        """Entailment, neutral, contradiction for each pair: its label mixed with the judgement."""
        asked = sorted({(e.premise, e.hypothesis) for e in examples if e.taught})
        asked.sort(key=lambda pair: len(pair[0]) + len(pair[1]))  # little padding
        judged: dict[tuple[str, str], Target] = {}
        for begin in range(0, len(asked), _PART):
            part = asked[begin : begin + _PART]
            judged.update(zip(part, map(astuple, self._judge.judge(part)), strict=True))
            self._show(f"the teacher judged {len(judged):,} of {len(asked):,} pairs")
        return [
            _mixed(label_target(e), judged[e.premise, e.hypothesis], e.taught)
            if e.taught
            else label_target(e)
            for e in examples
        ]


def label_target(example: Example) -> Target:
    """The target that the label alone gives."""
    return tuple(float(name == example.label) for name in LABELS)  # type: ignore[return-value]


def _mixed(label: Target, judged: Target, taught: float) -> Target:
    mixed = ((1 - taught) * a + taught * b for a, b in zip(label, judged, strict=True))
    return tuple(mixed)  # type: ignore[return-value]
