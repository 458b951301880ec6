"""From a model's logits to probabilities that mean what they say.

Temperature scaling (Guo et al. 2017, arXiv:1706.04599), optionally with a bias per label. The
values stand in ``calibration.json`` beside the model; without that file the temperature is 1.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from claimcheck.errors import ModelError
from claimcheck.parsing import read_json
from claimcheck.records import Probabilities

FILE = "calibration.json"
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


def read_calibration(folder: Path) -> Calibration:
    """The calibration beside a model, or the one that changes nothing.

    Raises:
        ModelError: the file is there and cannot be used.
    """
    path = folder / FILE
    if not path.exists():
        return Calibration()
    try:
        raw = read_json(path)
        first, second, third = (float(value) for value in raw.get("biases", (0, 0, 0)))
        temperature = float(raw.get("temperature", 1.0))
        known = {**raw, "biases": (first, second, third), "temperature": temperature}
        calibration = Calibration(**known)
        measured = (calibration.bf16_changes, calibration.bf16_differs)
        values = (temperature, first, second, third, *map(_share, measured))
    except (OSError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ModelError(f"{path} is no calibration ({error}); delete it or fit anew") from error
    if not all(map(math.isfinite, values)) or calibration.temperature <= 0:
        raise ModelError(f"{path}: temperature must be above 0 and all values finite")
    return calibration


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


def write_calibration(folder: Path, calibration: Calibration) -> Path:
    """Write ``calibration.json`` into the model's folder."""
    path = folder / FILE
    path.write_text(json.dumps(asdict(calibration), indent=2) + "\n", encoding="utf-8")
    return path
