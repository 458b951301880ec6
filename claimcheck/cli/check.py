"""``claimcheck check``: from files to a report."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.errors import InputError
from claimcheck.records import RELATIONS, Report
from claimcheck.reporting import FORMATS

if TYPE_CHECKING:
    from claimcheck.judging import Judge

_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".sarif": "sarif",
    ".xml": "junit",
}


@click.command("check")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: text, or by -o.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report here.")
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Also write a report here, its format by the suffix. May be repeated.",
)
@click.option("--outlet", help="The outlet of all articles given, whatever they say.")
@click.option("--published", help="Their day of publication, as 2025-06-01.")
@click.option("--model", default=None, help="A shipped name, a folder, or a hub id.")
@click.option("--revision", help="Branch, tag or commit of a hub model.")
@click.option("--labels", help="Which output is which label: entailment,neutral,contradiction.")
@click.option("--device", default="cpu", show_default=True)
@click.option("--no-cache", is_flag=True, help="Judge everything anew.")
@click.option(
    "--fail-on",
    type=click.Choice([*RELATIONS[:3], "none"]),
    multiple=True,
    default=("contradiction",),
    show_default=True,
    help="Relations that make the exit status 1. May be repeated.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on stderr.")
def check_command(
    paths: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    save: tuple[Path, ...],
    outlet: str | None,
    published: str | None,
    model: str | None,
    revision: str | None,
    labels: str | None,
    device: str,
    no_cache: bool,
    fail_on: tuple[str, ...],
    exit_zero: bool,
    quiet: bool,
) -> int:
    """Check the articles in PATHS: files, folders, or - for standard input.

    Text, Markdown, HTML, JSON and JSONL are read, and aggregator pages are split into their
    stories. Exit status: 0 clean, 1 contradictions found, 2 bad usage or input, 3 internal error.
    """
    targets = [(path, _by_suffix(path)) for path in save]
    format_ = format_ or (_by_suffix(output) if output else "text")
    judge = _judge(model, revision, labels, device, no_cache)
    report = _check(paths, outlet, published, judge, quiet)
    for path, kind in [*targets, *([(output, format_)] if output else [])]:
        _write(path, _rendered(report, kind))
    if output is None:
        width = None if sys.stdout.isatty() else 100
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        click.echo(_rendered(report, format_, width=width, color=color), nl=False)
    found = {f.relation for f in report.findings}
    return 1 if found & set(fail_on) and not exit_zero else 0


def _judge(
    model: str | None, revision: str | None, labels: str | None, device: str, no_cache: bool
) -> Judge:
    from claimcheck.judging import DEFAULT_MODEL, Judge, JudgementCache, parse_labels

    return Judge.load(
        model or DEFAULT_MODEL,
        revision=revision,
        labels=parse_labels(labels) if labels else None,
        device=device,
        cache=None if no_cache else JudgementCache(),
    )


def _check(
    paths: tuple[str, ...], outlet: str | None, published: str | None, judge: Judge, quiet: bool
) -> Report:
    from claimcheck.pipeline import Checker
    from claimcheck.reading import read_articles

    stdin = sys.stdin.buffer if "-" in paths else None
    articles, skips = read_articles(paths, outlet=outlet, published=published, stdin=stdin)
    for skip in skips:
        if skip.stage == "read":
            click.echo(f"claimcheck: {skip.item}: {skip.reason}", err=True)
    if len(articles) < 2:
        only = f"only {articles[0].outlet}'s article" if articles else "no article"
        raise InputError(f"{only} could be read from {', '.join(paths)}; two are needed")
    show = sys.stderr.isatty() and not quiet

    def progress(line: str) -> None:
        if show:
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    try:
        return Checker(judge).check(articles, skips=skips, progress=progress)
    finally:
        if show:
            click.echo("\r\x1b[K", err=True, nl=False)


def _rendered(
    report: Report, format_: str, *, width: int | None = None, color: bool = False
) -> str:
    from claimcheck.reporting import render

    text = render(report, format_, width=width, color=color)
    return text if text.endswith("\n") or not text else text + "\n"


def _by_suffix(path: Path) -> str:
    try:
        return _BY_SUFFIX[path.suffix.lower()]
    except KeyError:
        known = ", ".join(_BY_SUFFIX)
        raise click.UsageError(
            f"{path}: no format for the suffix {path.suffix!r}; use --format or one of {known}"
        ) from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
