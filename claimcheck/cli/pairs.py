"""``claimcheck pairs``: make labelled pairs from unlabelled news."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.training.generating.material import Row


@click.command("pairs")
@click.argument("news", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The JSONL file to write; gzipped where its name ends in .gz.",
)
@click.option(
    "--without",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Bundles kept for testing: texts that share a sentence with them are left out.",
)
@click.option(
    "--labelled",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Labelled pairs to be written once more with their hypothesis denied.",
)
@click.option(
    "--recombined",
    "to_recombine",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Labelled pairs to be put together anew, without labels, for a recipe with a teacher.",
)
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--each",
    type=click.IntRange(min=1),
    default=4000,
    show_default=True,
    help="At most so many pairs of each kind and label.",
)
@click.option(
    "--paragraphs",
    type=click.IntRange(min=1),
    default=12_000,
    show_default=True,
    help="Of the paragraphs that no other outlet tells, read a sample of so many.",
)
def pairs_command(
    news: tuple[Path, ...],
    out: Path,
    without: tuple[Path, ...],
    labelled: tuple[Path, ...],
    to_recombine: tuple[Path, ...],
    seed: int,
    each: int,
    paragraphs: int,
) -> int:
    """Make premise, hypothesis and label from NEWS, JSONL files of bundles or paragraphs.

    The pairs' ``source`` is news/KIND, so that a recipe can weigh each kind and label. Those of
    --labelled become nli/denied-SOURCE; those of --recombined nli/reversed-SOURCE, premise and
    hypothesis having changed places, and nli/sibling-SOURCE, two hypotheses of one premise.
    """
    from itertools import chain

    from claimcheck.training.data import read_rows
    from claimcheck.training.generating.corpus import Corpus
    from claimcheck.training.generating.generate import generate, write_rows
    from claimcheck.training.generating.labelled import denied
    from claimcheck.training.generating.news import (
        held_out_sentences,
        read_sentences,
        read_stories,
    )
    from claimcheck.training.generating.recombined import recombined

    def progress(line: str) -> None:
        click.echo(line, err=True)

    if not (news or labelled or to_recombine):
        raise click.UsageError(
            "nothing to make pairs from: give files of news, --labelled or --recombined"
        )
    rows: Iterator[Row] = chain(
        denied(chain.from_iterable(map(read_rows, labelled)), seed),
        recombined(chain.from_iterable(map(read_rows, to_recombine)), seed),
    )
    if news:
        stories = read_stories(
            news,
            without=read_sentences(without) | held_out_sentences(news),
            most_paragraphs=paragraphs,
            seed=seed,
            progress=progress,
        )
        corpus = Corpus(stories)
        progress(f"{len(corpus.statements):,} statements, {len(corpus.agreeing):,} told twice")
        rows = chain(generate(corpus, seed=seed, each=each, progress=progress), rows)
    written = write_rows(rows, out)
    click.echo(f"{written:,} pairs are in {out}")
    return 0
