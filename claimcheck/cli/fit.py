"""``claimcheck fit``: make the weights and thresholds of the stages anew from labelled bundles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click


@click.group("fit")
def fit_command() -> None:
    """Fit what decides on labelled material, cross-validated by bundle.

    Needs the extra "train". Networks have seen the bundles of folds 0 to 2; what rests on their
    answers is fitted on fold 3, and fold 4 is only reported on.
    """


def _data(function: Any) -> Any:
    data = click.option(
        "--data",
        required=True,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="The folder that holds slots/ and real/.",
    )
    model = click.option("--model", default=None, help="A shipped name, a folder, or a hub id.")
    out = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Where the weights go: beside the model by default.",
    )
    return data(model(out(function)))


@fit_command.command("slots")
@_data
def slots_command(data: Path, model: str | None, output: Path | None) -> int:
    """Fit which values are of one and the same thing, on the bundles of DATA/slots."""
    from claimcheck.evaluating.fit_slots import fit, prepare
    from claimcheck.evaluating.slots import read_labelled
    from claimcheck.judging import DEFAULT_MODEL, Judge, JudgementCache
    from claimcheck.language.parsing import Parser
    from claimcheck.slots.weighing import FILE
    from claimcheck.training.folds import BLIND, FITTING, fold_of

    judge = Judge.load(model or DEFAULT_MODEL, cache=JudgementCache.open())

    def ask(pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [answer.entailment for answer in judge.judge(pairs, use="slots")]

    bundles = []
    labelled = (b for b in read_labelled(data / "slots") if fold_of(b.name) not in BLIND)
    for bundle in prepare(labelled, Parser.load()):
        bundles.append(bundle)
        click.echo(f"\r\x1b[K{bundle.name}", err=True, nl=False)
    click.echo("", err=True)
    unseen = frozenset(b.name for b in bundles if fold_of(b.name) in FITTING)
    raw = fit(bundles, ask, unseen)
    path = output or judge.files.folder / FILE
    path.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    fitted = {name: item["fitted"] for name, item in raw["questions"].items()}
    click.echo(json.dumps({"written": str(path), "fitted": fitted}, indent=1))
    return 0
