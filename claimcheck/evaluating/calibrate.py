"""Fit a model's calibration on labelled pairs and measure it on others."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
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
    *,
    biases: bool = False,
    bf16: bool = False,
    seed: int = 1,
) -> Calibration:
    """Fit on a seeded half of each file, measure on the other; every file weighs the same.

    ``bf16`` also measures, on part of the second half, how many labels bfloat16 changes and by
    how much it moves a probability at the most.

    Raises:
        InputError: there are fewer than 100 three-way pairs.
    """
    two_way = [file.name for file in files if file.labels == TWO_WAY]
    if two_way:
        raise InputError(f"{two_way[0]}: calibration needs pairs with the three labels")
    if sum(len(file.pairs) for file in files) < _LEAST:
        raise InputError(f"calibration needs at least {_LEAST} labelled pairs")
    fit_logits: list[Logits] = []
    fit_labels: list[int] = []
    kept: list[tuple[Logits, int]] = []
    held: list[tuple[str, str]] = []
    for file in files:
        logits = judge.logits([(pair.premise, pair.hypothesis) for pair in file.pairs])
        order = list(range(len(file.pairs)))
        random.Random(f"{seed}-{len(order)}").shuffle(order)  # noqa: S311
        middle = len(order) // 2
        fit_logits += [logits[i] for i in order[:middle]]
        fit_labels += [LABELS.index(file.pairs[i].label) for i in order[:middle]]
        kept += [(logits[i], LABELS.index(file.pairs[i].label)) for i in order[middle:]]
        held += [(file.pairs[i].premise, file.pairs[i].hypothesis) for i in order[middle:]]
    weights = [
        1 / (len(file.pairs) // 2 or 1) for file in files for _ in range(len(file.pairs) // 2)
    ]
    found = fit(fit_logits, fit_labels, weights, biases=biases)
    changes, differs = _bf16(judge, found, held, seed) if bf16 else (None, None)
    return replace(
        found,
        fitted_on=", ".join(sorted(Path(file.name).name for file in files)),
        ece_before=round(_error(Calibration(), kept), 4),
        ece_after=round(_error(found, kept), 4),
        n=len(kept),
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


def _error(calibration: Calibration, kept: Sequence[tuple[Logits, int]]) -> float:
    judged = [calibration.apply(logits) for logits, _ in kept]
    sure = np.array([max(p.entailment, p.neutral, p.contradiction) for p in judged])
    right = np.array(
        [LABELS.index(p.label) == label for p, (_, label) in zip(judged, kept, strict=True)]
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
