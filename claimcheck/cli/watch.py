"""``claimcheck watch``: check a folder again as files arrive, and say what is new."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from claimcheck.cli.check import check_command
from claimcheck.cli.check_stories import make_pile
from claimcheck.cli.sources import read_pile
from claimcheck.stories.index import Index, visible

_KEPT = ("model", "revision", "labels", "device", "backend", "no_cache", "within", "columns",
         "min_confidence", "baseline", "reviews", "fail_on", "limit",
         "engine", "jobs", "quiet")  # fmt: skip


def _watch(folder: Path, output: Path, interval: float, once: bool, **options: Any) -> int:
    """Check the stories in FOLDER, and again those that change when files arrive.

    Each round says what is new: stories, and findings that were not there before. The reports
    are in the folder of -o, with an index page; Ctrl-C ends it.
    """
    pile = make_pile(output, [str(folder)], **options)
    seen: frozenset[tuple[str, int, int]] | None = None
    while True:
        now = _files(folder, output)
        if now != seen:
            names = sorted(str(folder / name) for name, _, _ in now)
            articles, skips = read_pile(names, columns=options["columns"])
            before = pile.findings()
            index, _ = pile.run(articles, skips)
            _say(index, before)
            seen = now
        if once:
            return 0
        time.sleep(interval)


def _say(index: Index, before: frozenset[str]) -> None:
    new = [row for row in index.rows if row.is_new]
    click.echo(f"{time.strftime('%H:%M:%S')} {len(index.rows)} stories, {len(new)} checked")
    for row in new:
        found = ", ".join(f"{count} {name}" for name, count in sorted(row.counts.items()))
        click.echo(f"  {visible(row.story.title)}: {found or 'nothing found'}")
        for names, line in row.lines:
            if before.isdisjoint(names):
                click.echo(f"    new {visible(line, 300)}")


def _files(folder: Path, output: Path) -> frozenset[tuple[str, int, int]]:
    """The files with their size and time; those of the reports are none of the pile's."""
    from claimcheck.reading.files import unfit

    found = set()
    reports = output.resolve()
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or unfit(path.name) or reports in path.resolve().parents or not path.is_file():
            continue
        facts = path.stat()
        found.add((str(path.relative_to(folder)), facts.st_size, facts.st_mtime_ns))
    return frozenset(found)


watch_command = click.Command(
    "watch",
    params=[
        click.Argument(["folder"], type=click.Path(exists=True, file_okay=False, path_type=Path)),
        click.Option(
            ["-o", "--output"],
            type=click.Path(path_type=Path),
            required=True,
            help="Write the reports here.",
        ),
        click.Option(
            ["--interval"],
            type=click.FloatRange(0.1),
            default=5.0,
            show_default=True,
            help="Seconds between two looks.",
        ),
        click.Option(["--once"], is_flag=True, help="Look once and end."),
        *(param for param in check_command.params if param.name in _KEPT),
    ],
    callback=_watch,
    help=_watch.__doc__,
)
