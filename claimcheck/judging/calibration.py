"""From a model's logits to probabilities that mean what they say.

Temperature scaling (Guo et al. 2017, arXiv:1706.04599), optionally with a bias per label. The
values stand in ``calibration.json`` beside the model, for each use of it; a file that names no
use holds for all of them, and without a file the temperature is 1.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from claimcheck.errors import ModelError
from claimcheck.parsing import read_json
from claimcheck.records import Probabilities

FILE = "calibration.json"
Use = Literal["statements", "slots"]
"""What a judge is asked: inference between statements, or whether two masked passages speak of one
and the same thing."""
USES: tuple[Use, ...] = get_args(Use)
Logits = tuple[float, float, float]
"""Entailment, neutral, contradiction."""

DIGITS = 4
"""Probabilities are rounded to so many digits. Batches of other sizes change a logit by about
1e-6, which so stays invisible unless a value lies on a boundary; then it moves by 1e-4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """``softmax((logits + biases) / temperature)``, with how it was found.

    ``ece_before`` and ``ece_after`` are expected calibration errors on ``n`` pairs that were
    not used for fitting; ``bf16_changes`` is the share of labels that bfloat16 changes on them,
    and ``bf16_differs`` the most by which it moves a probability.
    """

    temperature: float = 1.0
    biases: Logits = (0.0, 0.0, 0.0)
    fitted_on: str = ""
    ece_before: float | None = None
    ece_after: float | None = None
    n: int = 0
    bf16_changes: float | None = None
    bf16_differs: float | None = None

    def apply(self, logits: Logits) -> Probabilities:
        """Probabilities rounded to ``DIGITS`` digits that sum to 1."""
        scaled = [(x + b) / self.temperature for x, b in zip(logits, self.biases, strict=True)]
        top = max(scaled)
        parts = [math.exp(value - top) for value in scaled]
        total = math.fsum(parts)
        entailment = round(parts[0] / total, DIGITS)
        contradiction = round(parts[2] / total, DIGITS)
        neutral = max(0.0, round(1.0 - entailment - contradiction, DIGITS))
        return Probabilities(entailment=entailment, neutral=neutral, contradiction=contradiction)


def read_calibrations(folder: Path) -> dict[Use, Calibration]:
    """The calibration of each use beside a model, or those that change nothing.

    Raises:
        ModelError: the file is there and cannot be used.
    """
    path = folder / FILE
    if not path.exists():
        return dict.fromkeys(USES, Calibration())
    try:
        raw = read_json(path)
        if not any(use in raw for use in USES):
            return dict.fromkeys(USES, _calibration(raw, path))
        return {use: _calibration(raw.get(use, {}), path) for use in USES}
    except (OSError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ModelError(f"{path} is no calibration ({error}); delete it or fit anew") from error


def _share(value: object) -> float:
    """A measured share as a number; what was not measured counts as 0.

    Raises:
        TypeError: it is neither.
    """
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def write_calibration(folder: Path, use: Use, calibration: Calibration) -> Path:
    """Write one use's calibration into the model's ``calibration.json``; the others stay."""
    path = folder / FILE
    both = {**read_calibrations(folder), use: calibration}
    made = {name: asdict(both[name]) for name in USES}
    path.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    return path


def _calibration(raw: dict[str, Any], path: Path) -> Calibration:
    first, second, third = (float(value) for value in raw.get("biases", (0, 0, 0)))
    temperature = float(raw.get("temperature", 1.0))
    made = Calibration(**{**raw, "biases": (first, second, third), "temperature": temperature})
    measured = map(_share, (made.bf16_changes, made.bf16_differs))
    values = (temperature, first, second, third, *measured)
    if not all(map(math.isfinite, values)) or temperature <= 0:
        raise ModelError(f"{path}: temperature must be above 0 and all values finite")
    return made
