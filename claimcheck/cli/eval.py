"""``claimcheck eval``: measure a model on labelled pairs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.judging.judge import BACKENDS

if TYPE_CHECKING:
    from rich.table import Table

    from claimcheck.evaluating.run import Evaluation
    from claimcheck.judging import Judge


@click.command("eval")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--slots",
    type=click.Path(path_type=Path, exists=True),
    metavar="PLACE",
    help="Check bundles labelled slot by slot, of a folder or of a file of short stories; FILES "
    "then are names of bundles.",
)
@click.option("--fold", "folds", multiple=True, type=click.IntRange(0, 4), help="With --slots.")
@click.option("--list", "listed", is_flag=True, help="With --slots: name each miss and finding.")
@click.option("--model", default=None, help="A shipped name, a folder, or a hub id.")
@click.option("--revision", help="Branch, tag or commit of a hub model.")
@click.option("--labels", help="Which output is which label: entailment,neutral,contradiction.")
@click.option("--device", default="cpu", show_default=True)
@click.option(
    "--backend",
    type=click.Choice(BACKENDS),
    default=BACKENDS[0],
    show_default=True,
    help="What runs the model.",
)
@click.option("--no-cache", is_flag=True, help="Judge everything anew.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pairs of each file.")
@click.option("--seed", default=1, show_default=True, help="Which pairs --limit draws.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def eval_command(
    files: tuple[Path, ...],
    slots: Path | None,
    folds: tuple[int, ...],
    listed: bool,
    model: str | None,
    revision: str | None,
    labels: str | None,
    device: str,
    backend: str,
    no_cache: bool,
    limit: int | None,
    seed: int,
    as_json: bool,
) -> int:
    """Measure a model on FILES of labelled pairs.

    Each line is a JSON object with premise, hypothesis and label: entailment, neutral or
    contradiction, or in two-way sets entailment or not_entailment. Files may be gzipped.
    Lines that cannot be used are named and counted.
    """
    from claimcheck.evaluating.pairs import read_pairs, sample
    from claimcheck.evaluating.run import evaluate
    from claimcheck.judging import Judge, JudgementCache, parse_labels

    if not files and slots is None:
        raise click.UsageError(
            "nothing to evaluate: give FILES of labelled pairs, or --slots PLACE"
        )
    read = [] if slots else [sample(read_pairs(path), limit, seed) for path in files]
    for line in (line for file in read for line in file.bad):
        click.echo(f"claimcheck: {line.place}: {line.reason}", err=True)
    judge = Judge.load(
        model,
        revision=revision,
        labels=parse_labels(labels) if labels else None,
        device=device,
        backend=backend,
        cache=None if no_cache else JudgementCache.open(),
    )
    if slots is not None:
        return _slots(judge, slots, [str(name) for name in files], folds, listed)
    single, overall = evaluate(judge, read)
    if as_json:
        click.echo(json.dumps(to_json(judge, single, overall), indent=2, ensure_ascii=False))
    else:
        _show(judge, single, overall)
    return 0


def _slots(
    judge: Judge, folder: Path, names: Sequence[str], folds: Sequence[int], listed: bool
) -> int:
    from claimcheck.evaluating.labelled import read_labelled
    from claimcheck.evaluating.slots import SlotScore, score_report
    from claimcheck.pipeline import Checker
    from claimcheck.training.folds import fold_of

    checker, total, number = Checker(judge), SlotScore(), 0
    for labelled in read_labelled(folder, names):
        if folds and fold_of(labelled.name) not in folds:
            continue
        number += 1
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{number} {labelled.name}", err=True, nl=False)
        total.add(score_report(labelled, checker.check(labelled.articles)))
    if listed:
        click.echo("\n".join(total.lines))
    click.echo(json.dumps({"bundles": number, **total.summary()}, indent=1))
    return 0


def to_json(judge: Judge, single: Sequence[Evaluation], overall: Evaluation) -> dict[str, Any]:
    """The evaluation of all files, with that of each under ``files`` if there are several."""
    made = overall.to_dict()
    made["model"] = {"name": judge.name, "sha256": judge.sha256}
    made |= {"backend": judge.backend, "device": judge.device, "precision": judge.precision}
    if len(single) > 1:
        names = [Path(each.name).name for each in single]
        unique = len(set(names)) == len(names)
        made["files"] = {
            (name if unique else each.name): each.to_dict()
            for name, each in zip(names, single, strict=True)
        }
    return made


def _show(judge: Judge, single: Sequence[Evaluation], overall: Evaluation) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    console.print(
        f"{judge.name}  sha256 {judge.sha256[:12]}  {judge.backend}, {judge.device}, "
        f"{judge.precision}",
        markup=False,
    )
    console.print(_summary([*single, overall] if len(single) > 1 else single))
    console.print(_by_label(overall))
    console.print(_confusion(overall))
    if overall.split:
        console.print(f"{overall.split:,} premises longer than the window, judged by sentences")
    if overall.bad:
        console.print(f"{len(overall.bad):,} bad lines, named above or on stderr, not counted in n")


def _table(title: str, columns: Sequence[str]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE)
    for place, name in enumerate(columns):
        table.add_column(name, justify="right" if place else "left", no_wrap=bool(place))
    return table


def _summary(evaluations: Sequence[Evaluation]) -> Table:
    values = ("accuracy", "balanced_accuracy", "macro_f1", "ece")
    table = _table(
        "with 95% bootstrap intervals",
        ["set", "n", "accuracy", "balanced", "macro-F1", "ECE", "bad", "s"],
    )
    for each in evaluations:
        scores = each.scores
        cells = []
        for name in values:
            low, high = scores.intervals[name]
            cells.append(f"{getattr(scores, name):.3f} ({low:.3f}–{high:.3f})")
        table.add_row(
            Path(each.name).name,
            f"{scores.n:,}",
            *cells,
            f"{len(each.bad):,}",
            f"{each.seconds:.1f}",
        )
    return table


def _by_label(overall: Evaluation) -> Table:
    table = _table("by label", ["label", "precision", "recall", "F1", "n"])
    for name, row in overall.scores.labels.items():
        shown = (f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
        table.add_row(name, *shown, f"{row['n']:,}")
    return table


def _confusion(overall: Evaluation) -> Table:
    names = list(overall.scores.confusion)
    table = _table("confusion: true label by row, judged by column", ["", *names])
    for name, row in overall.scores.confusion.items():
        table.add_row(name, *(f"{row[other]:,}" for other in names))
    return table
