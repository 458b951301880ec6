"""Fit a model's calibration on labelled pairs and measure it on others."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from claimcheck.errors import InputError
from claimcheck.evaluating.metrics import calibration_error
from claimcheck.evaluating.pairs import TWO_WAY, PairFile
from claimcheck.judging import Judge
from claimcheck.judging.calibration import Calibration, Logits
from claimcheck.records import LABELS

_LEAST = 100
_BF16_SAMPLE = 2000


def calibrate(
    judge: Judge,
    files: Sequence[PairFile],
    others: Sequence[PairFile] = (),
    *,
    biases: bool = False,
    bf16: bool = False,
    seed: int = 1,
) -> Calibration:
    """Fit on a seeded half of each file and measure on the other, or fit on all and measure on
    ``others``; every file weighs the same.

    ``bf16`` also measures, on part of the second half, how many labels bfloat16 changes and by
    how much it moves a probability at the most.

    Raises:
        InputError: there are fewer than 100 three-way pairs.
    """
    two_way = [file.name for file in (*files, *others) if file.labels == TWO_WAY]
    if two_way:
        raise InputError(f"{two_way[0]}: calibration needs pairs with the three labels")
    if sum(len(file.pairs) for file in files) < _LEAST:
        raise InputError(f"calibration needs at least {_LEAST} labelled pairs")
    parts = [_halves(len(file.pairs), seed) for file in files]
    fitted = [
        _Pairs.of(judge, file, range(len(file.pairs)) if others else first)
        for file, (first, _) in zip(files, parts, strict=True)
    ]
    kept = [_Pairs.of(judge, file, range(len(file.pairs))) for file in others] or [
        _Pairs.of(judge, file, second) for file, (_, second) in zip(files, parts, strict=True)
    ]
    found = fit(
        [logits for part in fitted for logits in part.logits],
        [label for part in fitted for label in part.labels],
        [1 / len(part.labels) for part in fitted for _ in part.labels],
        biases=biases,
    )
    held = [pair for part in kept for pair in part.pairs]
    changes, differs = _bf16(judge, found, held, seed) if bf16 else (None, None)
    return replace(
        found,
        fitted_on=", ".join(sorted(Path(file.name).name for file in files)),
        ece_before=round(_error(Calibration(), kept), 4),
        ece_after=round(_error(found, kept), 4),
        n=len(held),
        bf16_changes=changes,
        bf16_differs=differs,
    )


def fit(
    logits: Sequence[Logits],
    labels: Sequence[int],
    weights: Sequence[float] | None = None,
    *,
    biases: bool = False,
) -> Calibration:
    """The temperature (and biases, that of neutral being 0) of least cross-entropy, by LBFGS."""
    import torch

    x = torch.tensor(logits, dtype=torch.float64)
    y = torch.tensor(labels)
    w = torch.tensor(weights or [1.0] * len(labels), dtype=torch.float64)
    w = w / w.sum()
    log_scale = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    shift = torch.zeros(2, dtype=torch.float64, requires_grad=biases)
    free = [log_scale, shift] if biases else [log_scale]
    optimizer = torch.optim.LBFGS(free, max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        full = torch.cat([shift[:1], torch.zeros(1, dtype=torch.float64), shift[1:]])
        losses = torch.nn.functional.cross_entropy(
            (x + full) * log_scale.exp(), y, reduction="none"
        )
        value = (losses * w).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    found = [round(float(value), 6) for value in shift.detach()]
    return Calibration(
        temperature=round(float((-log_scale.detach()).exp()), 6),
        biases=(found[0], 0.0, found[1]),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Some pairs of a file with their logits and labels, by number."""

    pairs: list[tuple[str, str]]
    logits: list[Logits]
    labels: list[int]

    @classmethod
    def of(cls, judge: Judge, file: PairFile, chosen: Iterable[int]) -> _Pairs:
        """Judge the pairs of these places in a file."""
        some = [file.pairs[i] for i in chosen]
        asked = [(pair.premise, pair.hypothesis) for pair in some]
        return cls(asked, judge.logits(asked), [LABELS.index(pair.label) for pair in some])


def _halves(size: int, seed: int) -> tuple[list[int], list[int]]:
    order = list(range(size))
    random.Random(f"{seed}-{size}").shuffle(order)  # noqa: S311
    return order[: size // 2], order[size // 2 :]


def _error(calibration: Calibration, kept: Sequence[_Pairs]) -> float:
    judged = [calibration.apply(logits) for part in kept for logits in part.logits]
    labels = [label for part in kept for label in part.labels]
    sure = np.array([max(p.entailment, p.neutral, p.contradiction) for p in judged])
    right = np.array(
        [LABELS.index(p.label) == label for p, label in zip(judged, labels, strict=True)]
    )
    return calibration_error(sure, right)


def _bf16(
    judge: Judge, calibration: Calibration, pairs: Sequence[tuple[str, str]], seed: int
) -> tuple[float, float]:
    """The share of labels that bfloat16 changes, and the most by which it moves a probability."""
    chosen = random.Random(seed).sample(list(pairs), min(_BF16_SAMPLE, len(pairs)))  # noqa: S311
    other = Judge(judge.files, backend=judge.backend, device=judge.device, precision="bf16")
    ours, theirs = (
        [calibration.apply(logits) for logits in j.logits(chosen)] for j in (judge, other)
    )
    both = list(zip(ours, theirs, strict=True))
    moved = max(abs(getattr(p, label) - getattr(q, label)) for p, q in both for label in LABELS)
    changed = sum(p.label != q.label for p, q in both)
    return round(changed / len(chosen), 4), round(moved, 4)
