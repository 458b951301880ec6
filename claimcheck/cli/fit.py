"""``claimcheck fit``: make the weights and thresholds of the stages anew from labelled bundles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from claimcheck.evaluating.fit_slots import Bundle


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
@click.option(
    "--mined",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Places in the news of DATA/news of pairs of values that were labelled.",
)
@click.option(
    "--briefs",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Short stories of two outlets, written and labelled for this.",
)
def slots_command(
    data: Path, model: str | None, output: Path | None, mined: Path | None, briefs: Path | None
) -> int:
    """Fit which values are of one and the same thing.

    On the bundles of DATA/slots and of --briefs, on the pairs of DATA/written/slots.jsonl.gz and
    on --mined.
    """
    from claimcheck.evaluating.briefs import mined_briefs, written_briefs
    from claimcheck.evaluating.fit_slots import fit, prepare, prepare_briefs
    from claimcheck.evaluating.labelled import read_labelled
    from claimcheck.judging import Judge, JudgementCache
    from claimcheck.judging.catalogue import SLOTS
    from claimcheck.language.parsing import Parser
    from claimcheck.training.folds import BLIND, FITTING, fold_of
    from claimcheck.training.making.mined import read_mined
    from claimcheck.training.making.rows import read_lines

    judge = Judge.load(model, cache=JudgementCache.open())

    def ask(pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [answer.entailment for answer in judge.judge(pairs, use="slots")]

    places = (data / "slots", *([briefs] if briefs else ()))
    labelled = (b for p in places for b in read_labelled(p) if fold_of(b.name) not in BLIND)
    written = (
        line
        for line in read_lines(data / "written" / "slots.jsonl.gz")
        if fold_of(line["group"]) not in BLIND
    )
    news = sorted((data / "news").glob("*.jsonl.gz"))
    pairs = [*written_briefs(written), *(mined_briefs(read_mined(mined, news)) if mined else ())]
    parser = Parser.load()
    whole = list(_shown(prepare(labelled, parser)))
    bundles = [*whole, *_shown(prepare_briefs(pairs, parser))]
    click.echo("", err=True)
    unseen = frozenset(b.name for b in whole if b.written or fold_of(b.name) in FITTING)
    raw = fit(bundles, ask, unseen)
    path = output or judge.files.folder / SLOTS
    path.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    fitted = {name: item["fitted"] for name, item in raw["questions"].items()}
    click.echo(json.dumps({"written": str(path), "fitted": fitted}, indent=1))
    return 0


@fit_command.command("statements")
@_data
@click.option(
    "--alike",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="Places in the news of DATA/news of labelled sentences in the same words but for one.",
)
def statements_command(data: Path, model: str | None, output: Path | None, alike: Path) -> int:
    """Fit which sentences agree and which contradict each other.

    On the bundles of DATA/slots, the pairs of DATA/real and DATA/written, and on --alike.
    """
    from claimcheck.evaluating.fit_statements import fit_statements
    from claimcheck.judging import Judge, JudgementCache
    from claimcheck.statements.weighing import FILE
    from claimcheck.training.making.mined import read_mined

    judge = Judge.load(model, cache=JudgementCache.open())
    news = sorted((data / "news").glob("*.jsonl.gz"))
    raw = fit_statements(data, list(read_mined(alike, news)), judge)
    path = output or judge.files.folder / FILE
    path.write_text(json.dumps(raw, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    click.echo(json.dumps({"written": str(path), "measured": raw["measured"]}, indent=1))
    return 0


def _shown(bundles: Iterable[Bundle]) -> Iterator[Bundle]:
    for bundle in bundles:
        click.echo(f"\r\x1b[K{bundle.name}", err=True, nl=False)
        yield bundle
