"""The card of a trained model: what it is, what it was made from, and with which settings."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path

from claimcheck.training.recipe import Recipe, Source

CARD = "README.md"


def write_card(recipe: Recipe, folder: Path, *, pairs: int) -> Path:
    """Write ``README.md`` into the model's folder, unless somebody has written one already."""
    path = folder / CARD
    if path.exists():
        return path
    weights = folder / "model.safetensors"
    sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
    settings = {name: value for name, value in asdict(recipe).items() if name != "data"}
    lines = [
        f"# {folder.resolve().name}",
        "",
        "A cross-encoder for natural language inference: entailment, neutral or contradiction",
        "for a premise and a hypothesis, made with `claimcheck train`.",
        "",
        f"- weights: `{weights.name}`, fp16, {weights.stat().st_size:,} bytes, SHA-256 `{sha256}`",
        f"- base: `{recipe.base}`",
        f"- pairs seen in training: {pairs:,}",
        "",
        "## Data",
        "",
        *[line for source in recipe.data for line in _source(source)],
        "",
        "The licences are those of the data sets named; see where the files come from.",
        "",
        "## Settings",
        "",
        "| setting | value |",
        "| --- | --- |",
        *[f"| {name} | {value} |" for name, value in settings.items()],
        "",
        "## Scores",
        "",
        "Measure with `claimcheck eval FILE... --model FOLDER --json > FOLDER/eval.json`.",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _source(source: Source) -> list[str]:
    shares = ", ".join(f"{name} × {share:g}" for name, share in source.weights.items())
    head = f"- `{source.file}`, share {source.default:g}"
    return [head + (f", except {shares}" if shares else "")]
