"""Logistic regression with numpy, for fitting only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from claimcheck.statements.weighing import Weights

Floats = NDArray[np.float64]
_STEPS = 60


def fit_logistic(
    rows: Sequence[Mapping[str, float]],
    wanted: Sequence[bool],
    many: Sequence[float],
    *,
    names: Sequence[str],
    penalty: float,
) -> Weights:
    """Logistic regression with a quadratic penalty on standardised features, by Newton's method.

    Args:
        rows: N rows of features by name; a missing one is 0.
        wanted: N labels.
        many: N weights of the rows.
        names: the features to weigh.
        penalty: of each standardised coefficient but the bias.

    Returns:
        Weights of the raw features, rounded to four digits.
    """
    raw = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    mean, spread = raw.mean(0), raw.std(0)
    scale = np.where(spread > 1e-9, spread, np.inf)
    beta = _newton(
        np.column_stack([(raw - mean) / scale, np.ones(len(rows))]),
        np.array(wanted, dtype=np.float64),
        np.array(many, dtype=np.float64),
        np.array([penalty] * len(names) + [1e-6]),
    )
    weights = beta[:-1] / scale
    return Weights(
        bias=round(float(beta[-1] - weights @ mean), 4),
        weights={name: round(float(w), 4) for name, w in zip(names, weights, strict=True) if w},
    )


def _newton(x: Floats, wanted: Floats, many: Floats, penalty: Floats) -> Floats:
    """Coefficients of the least penalised loss; a step that does not lower it is halved."""

    def loss(beta: Floats) -> float:
        odds = x @ beta
        return float(many @ (np.logaddexp(0, odds) - wanted * odds) + penalty @ beta**2 / 2)

    beta: Floats = np.zeros(x.shape[1])
    least = loss(beta)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ ((p - wanted) * many) + penalty * beta
        curvature = (x * (p * (1 - p) * many)[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        while loss(beta - step) > least and float(np.abs(step).max()) > 1e-9:
            step = step / 2
        beta = beta - step
        least = loss(beta)
        if float(np.abs(step).max()) < 1e-7:
            break
    return beta
