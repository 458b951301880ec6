"""``claimcheck extract``: what was read, so that a user sees why something is missing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from claimcheck.cli.mentions import Shown, mentions_of
from claimcheck.cli.sources import as_row, read_pile, source_options, status_of
from claimcheck.records import Article, Skip


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "jsonl")),
    default="table",
    show_default=True,
)
@click.option("--mentions/--no-mentions", default=True, help="Also what stands in the texts.")
@click.option("--text/--no-text", default=False, help="JSONL with the texts.")
@click.option("--outlet", help="The outlet of all articles, whatever they say.")
@click.option("--published", help="Their day of publication, as 2025-06-01.")
@source_options
def extract_command(
    paths: tuple[str, ...],
    format_: str,
    mentions: bool,
    text: bool,
    outlet: str | None,
    published: str | None,
    columns: str | None,
    keep_going: bool,
) -> int:
    """Show what is read from PATHS: articles, their dates and where those came from, mentions.

    A table, or JSONL: a line for each article, and one for all that was left out and why.
    """
    stdin = sys.stdin.buffer if "-" in paths else None
    articles, skips = read_pile(
        paths,
        outlet=outlet,
        published=published,
        stdin=stdin,
        columns=columns,
    )
    if format_ == "jsonl":
        for article in articles:
            row = as_payload(article, mentions_of(article) if mentions else (), text=text)
            click.echo(json.dumps(row, ensure_ascii=False))
        for skip in skips:
            row = {"skipped": skip.item, "stage": skip.stage, "reason": skip.reason}
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        for article in articles:
            _print_article(article, mentions_of(article) if mentions else ())
        _print_skips(skips)
    return status_of(skips, keep_going)


def as_payload(article: Article, found: Sequence[Shown], *, text: bool) -> dict[str, Any]:
    """An article as a row of the JSONL."""
    row = as_row(article)
    body = row.pop("text")
    source = article.source
    row |= {
        "id": article.id,
        "published_from": article.published_from,
        "extent": article.extent,
        "words": len(body.split()),
        "path": source.path if source else None,
        "inside": source.inside if source else None,
        "line": source.line if source else None,
        "stamps": [{"start": at, "when": when.isoformat()} for at, when in article.stamps],
        "mentions": [
            {
                "kind": m.kind,
                "type": m.type,
                "text": m.text,
                "value": m.value,
                "start": m.start,
                "line": m.line,
            }
            for m in found
        ],
    }
    return {**row, "text": body} if text else row


def _print_article(article: Article, found: Sequence[Shown]) -> None:
    from claimcheck.stories.index import visible

    source = article.source
    place = "" if source is None else source.path
    if source is not None and source.inside:
        place += f" ({source.inside})"
    click.echo(f"{visible(article.outlet)}: {visible(article.title or article.text, 100)}")
    dates = f"published {article.published or 'unknown'} ({article.published_from})"
    if article.modified is not None:
        dates += f", updated {article.modified}"
    if article.stamps:
        dates += f", {len(article.stamps)} live entries"
    words = f"{len(article.text.split()):,} words"
    kind = "" if article.extent == "full" else f", only the {article.extent}"
    click.echo(f"    {dates}; {words}{kind}")
    click.echo(f"    {visible(place)}, line {source.line if source else 1}")
    for mention in found:
        line = f"{mention.line}:" if mention.line else ""
        said = f"{mention.type:12} {visible(mention.text, 60):40} {mention.value}"
        click.echo(f"    {line:>6} {said}".rstrip())
    counts = Counter(mention.type for mention in found)
    if counts:
        said = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
        click.echo(f"    mentions: {said}")


def _print_skips(skips: Sequence[Skip]) -> None:
    from claimcheck.stories.index import visible

    for skip in skips:
        click.echo(f"left out ({skip.stage}): {visible(skip.item)}: {visible(skip.reason)}")
