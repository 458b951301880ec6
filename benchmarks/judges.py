"""Measure judges on labelled material: ``python benchmarks/judges.py DATA MODEL [MODEL ...]``.

DATA holds ``written/``, ``real/``, ``slots/`` and ``nli/``. Fold 3 is for choosing; fold 4 is only
reported on. The figures go to ``benchmarks/results/judges.json``, or to ``--out``. ``--beside``
puts the main ones of the last fold into ``eval.json`` in the model's folder, from where
``claimcheck models`` shows them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from claimcheck.evaluating.judges import measure, measure_public
from claimcheck.judging import Judge, JudgementCache
from claimcheck.judging.judge import PRECISIONS

RESULTS = Path(__file__).parent / "results" / "judges.json"


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True))
@click.argument("models", nargs=-1, required=True)
@click.option("--fold", "folds", type=int, multiple=True, default=(3,), show_default=True)
@click.option("--public", type=int, default=None, help="Pairs of each public set; 0 for all.")
@click.option("--limit", type=int, help="At most so many pairs of each labelled set.")
@click.option("--precision", type=click.Choice(PRECISIONS), default="auto", show_default=True)
@click.option("--beside", is_flag=True, help="Also write eval.json into the model's folder.")
@click.option("--out", type=click.Path(path_type=Path), default=RESULTS, show_default=True)
def main(
    data: Path,
    models: tuple[str, ...],
    folds: tuple[int, ...],
    public: int | None,
    limit: int | None,
    precision: str,
    out: Path,
    beside: bool,
) -> None:
    """Write every figure of MODELS on the labelled material in DATA."""
    found = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
    for name in models:
        judge = Judge.load(name, precision=precision, cache=JudgementCache.open())
        made = found.setdefault(judge.name, {})
        if made.get("sha256") != judge.sha256:
            made.clear()
            made["sha256"] = judge.sha256
        for fold in folds:
            made[f"fold {fold}"] = measure(judge, data, (fold,), limit)
        if public is not None:
            made["public"] = measure_public(judge, data, public or None)
        click.echo(json.dumps({judge.name: made}, indent=2))
        if beside:
            model = {"name": judge.name, "sha256": judge.sha256}
            measured = {"folds": list(folds), "limit": limit, "precision": judge.precision}
            scores = main_scores(made[f"fold {folds[-1]}"]) | main_scores(made.get("public", {}))
            text = json.dumps({"model": model, **measured, "files": scores}, indent=2) + "\n"
            (judge.files.folder / "eval.json").write_text(text, encoding="utf-8")
    out.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main_scores(figures: dict[str, Any]) -> dict[str, dict[str, float]]:
    """One figure a set: accuracy, and of labelled slots the average precision of like values."""
    made = {
        name: {"n": each["n"], "accuracy": each["accuracy"]}
        for name, each in figures.items()
        if "accuracy" in each
    }
    for kind in ("numbers, equal", "dates, equal"):
        if each := figures.get("labelled slots", {}).get(kind):
            made[f"one slot? {kind}"] = {key: each[key] for key in ("n", "average precision")}
    return made


if __name__ == "__main__":
    main()
