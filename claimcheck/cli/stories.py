"""``claimcheck stories``: group a mixed pile of articles by story."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from claimcheck.cli.sources import read_pile, source_options, status_of


@click.command("stories")
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--split",
    type=click.Path(path_type=Path),
    help="Write each story as a JSON lines file, which `claimcheck check` reads, into this folder.",
)
@source_options
def stories_command(
    paths: tuple[str, ...],
    as_json: bool,
    split: Path | None,
    columns: str | None,
    keep_going: bool,
) -> int:
    """Group the articles in PATHS by the story that they tell.

    Articles of near days that share rare words and names are one story. The order of the files
    changes nothing. `claimcheck check --stories` checks each group.
    """
    from claimcheck.stories import group
    from claimcheck.stories.index import Index, Row, render_text

    stdin = sys.stdin.buffer if "-" in paths else None
    articles, skips = read_pile(paths, stdin=stdin, columns=columns)
    grouping = group(articles)
    several = [story for story in grouping.stories if len(story.outlets) > 1]
    single = tuple(story for story in grouping.stories if len(story.outlets) == 1)
    if split is not None:
        _write(split, several)
    if as_json:
        click.echo(json.dumps(_payload(grouping), ensure_ascii=False, indent=2))
    else:
        rows = tuple(Row(story=s, counts={}, reason=f"{len(s.articles)} articles") for s in several)
        click.echo(render_text(Index(rows=rows, single=single, alone=grouping.alone)), nl=False)
    return status_of(skips, keep_going)


def _payload(grouping: Any) -> dict[str, Any]:
    return {
        "stories": [
            {
                "id": story.id,
                "title": story.title,
                "days": [str(day) for day in story.days] if story.days else None,
                "outlets": list(story.outlets),
                "articles": [_short(article) for article in story.articles],
            }
            for story in grouping.stories
        ],
        "alone": [_short(article) for article in grouping.alone],
    }


def _short(article: Any) -> dict[str, Any]:
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": str(article.published) if article.published else None,
        "path": article.source.path if article.source else None,
    }


def _write(folder: Path, stories: list[Any]) -> None:
    from claimcheck.cli.sources import as_row
    from claimcheck.errors import InputError
    from claimcheck.writing import write_text

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror}") from error
    for story in stories:
        lines = (json.dumps(as_row(a), ensure_ascii=False) for a in story.articles)
        write_text(folder / f"{story.id}.jsonl", "".join(f"{line}\n" for line in lines))
