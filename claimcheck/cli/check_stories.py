"""``claimcheck check --stories``: a mixed pile, told apart and checked story by story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from claimcheck.cli.check import known_of, marks_of, sources_of
from claimcheck.cli.pile import Pile, key_of
from claimcheck.cli.rows import check_rows, write_rows
from claimcheck.cli.saying import say
from claimcheck.cli.sources import enough, progress_line, status_of
from claimcheck.engines import engine_of
from claimcheck.engines.work import Setup
from claimcheck.followup.settling import settled
from claimcheck.limits import Limits
from claimcheck.records import Article, Skip
from claimcheck.slots import weights_for
from claimcheck.stories.index import render_text


def make_pile(
    output: Path,
    sources: Sequence[str],
    *,
    model: str,
    revision: str | None,
    labels: str | None,
    device: str,
    backend: str,
    no_cache: bool,
    within: bool,
    min_confidence: float,
    baseline: Path | None,
    reviews: Path | None,
    fail_on: tuple[str, ...],
    limit: tuple[str, ...],
    engine: str,
    jobs: int | None,
    quiet: bool,
    **_: object,
) -> Pile:
    """What checks the stories of a pile into the folder ``output``; the model is looked for.

    Reviews are those beside ``sources`` and in ``output``.
    """
    known = known_of(baseline)
    marks = marks_of(reviews, sources, [output / "index.html"], quiet=quiet)
    limits = Limits.parse(limit)
    setup = Setup(
        model=model,
        revision=revision,
        labels=labels,
        device=device,
        backend=backend,
        cached=not no_cache,
        within=within,
        limits=limits,
    )
    judge = setup.judge()
    slots = judge.for_slots()
    # What is taken here is taken by all, whatever another machine would choose.
    setup = replace(setup, precision=judge.precision, device=judge.device, sha256=judge.sha256)
    return Pile(
        folder=output,
        key=key_of(
            f"{judge.sha256} {slots.sha256}",
            judge.precision,
            weights_for(slots.files.folder).digest,
            limits,
            within,
        ),
        engine=engine_of(engine, setup, jobs),
        follow_up=lambda data: settled(data, min_confidence, known, marks),
        fail_on=fail_on,
        progress=progress_line(quiet),
    )


def check_stories(
    paths: tuple[str, ...],
    output: Path | None,
    save: tuple[Path, ...],
    format_: str | None,
    *,
    read: Callable[[], tuple[tuple[Article, ...], tuple[Skip, ...]]],
    keep_going: bool,
    exit_zero: bool,
    **options: Any,
) -> int:
    """``claimcheck check --stories``: a folder of reports, and the stories on stdout.

    Raises:
        click.UsageError: there is no folder to write to, or a format is asked for in which a pile
            has no report.
        InputError: there are too few articles.
    """
    if output is None or output.suffix or format_:
        raise click.UsageError(
            "--stories writes a folder of reports: give -o FOLDER, and no --format"
        )
    check_rows(save)
    articles, skips = read()
    enough(paths, articles, within=False)
    pile = make_pile(output, sources_of(paths, articles), **options)
    try:
        index, fails = pile.run(articles, skips)
    finally:
        pile.progress("")
    for path in save:
        write_rows(path, pile.found(index))
    click.echo(render_text(index), nl=False)
    if not options["quiet"]:
        say(output / "index.html")
    return status_of(skips, keep_going, exit_zero, fails)
