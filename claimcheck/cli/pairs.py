"""``claimcheck pairs``: make labelled pairs from unlabelled news."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("pairs")
@click.argument("news", nargs=-1, required=True, type=click.Path(path_type=Path))
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
    seed: int,
    each: int,
    paragraphs: int,
) -> int:
    """Make premise, hypothesis and label from NEWS, JSONL files of bundles or paragraphs.

    The pairs' ``source`` is news/KIND, so that a recipe can weigh each kind and label.
    """
    from claimcheck.training.generating.corpus import Corpus
    from claimcheck.training.generating.generate import generate, write_rows
    from claimcheck.training.generating.news import (
        held_out_sentences,
        read_sentences,
        read_stories,
    )

    def progress(line: str) -> None:
        click.echo(line, err=True)

    stories = read_stories(
        news,
        without=read_sentences(without) | held_out_sentences(news),
        most_paragraphs=paragraphs,
        seed=seed,
        progress=progress,
    )
    corpus = Corpus(stories)
    progress(f"{len(corpus.statements):,} statements, {len(corpus.agreeing):,} told twice")
    written = write_rows(generate(corpus, seed=seed, each=each, progress=progress), out)
    click.echo(f"{written:,} pairs are in {out}")
    return 0
