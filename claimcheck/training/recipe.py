"""The recipe of a model: a TOML file that says what it is trained on, and how."""

from __future__ import annotations

import importlib.util
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from claimcheck.errors import RecipeError


@dataclass(frozen=True, slots=True)
class Source:
    """One file of labelled pairs and the share of each source's rows that is used.

    ``weights`` maps ``source`` or ``source/label`` to a share: 0.25 takes a seeded quarter
    of the rows, 2 shows each row twice an epoch. Sources that are not named get ``default``.
    ``taught`` is how much of a pair's target comes from the recipe's teacher, the rest being its
    label (Hinton et al. 2015, arXiv:1503.02531).
    """

    file: str
    default: float = 1.0
    from_pairs: int = 0
    taught: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what comes out of a training run, the data files apart."""

    base: str
    pairs: int
    data: tuple[Source, ...]
    seed: int = 1
    max_length: int = 96
    batch_tokens: int = 3072
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warmup: float = 0.03
    decay: float = 0.3
    dropout: float = 0.0
    label_smoothing: float = 0.0
    freeze_embeddings: bool = False
    freeze_layers: int = 0
    """So many layers from the bottom stay as they are; their backward pass is saved."""
    bf16: bool = False
    teacher: str = ""
    """The model that judges the pairs of sources that are ``taught``, as ``base`` is named."""
    average_with: dict[str, float] = field(default_factory=dict)
    """Models whose weights are averaged with those learned, and how much each counts against a
    weight of 1: best of one base, or the base itself (Wortsman et al. 2022, arXiv:2109.01903)."""


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        RecipeError: a key is unknown or missing, or the file is no TOML.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return _recipe(path, raw)
    except (OSError, ValueError, TypeError) as error:
        raise RecipeError(f"{path} is no recipe: {error}") from error


def _recipe(path: Path, raw: dict[str, Any]) -> Recipe:
    known = {f.name for f in fields(Recipe)}
    unknown = sorted(set(raw) - known)
    if unknown:
        raise RecipeError(f"{path}: unknown keys {', '.join(unknown)}; known: {sorted(known)}")
    data = tuple(Source(**entry) for entry in raw.pop("data", []))
    if not data:
        raise RecipeError(f"{path}: no [[data]]")
    if any(source.taught for source in data) != bool(raw.get("teacher")):
        raise RecipeError(f"{path}: a teacher and data that is taught go together")
    return Recipe(data=data, **raw)


def resolve_base(base: str) -> Path:
    """The folder of a base model: a path, or ``package:NAME`` for one inside a Python package."""
    if base.startswith("package:"):
        name = base.removeprefix("package:")
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise RecipeError(
                f"the base model's package {name} is not installed: pip install {name}"
            )
        return Path(spec.origin).parent / "model"
    return Path(base)
