"""``claimcheck check``: from files to a report."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.settings import Probability, config_option, setting
from claimcheck.errors import InputError
from claimcheck.judging import DEFAULT_MODEL
from claimcheck.judging.judge import BACKENDS
from claimcheck.records import RELATIONS, Report
from claimcheck.reporting import FORMATS
from claimcheck.reporting.contract import ReportData
from claimcheck.writing import write_text

if TYPE_CHECKING:
    from claimcheck.followup.review import Mark
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


_PATH = click.Path(path_type=Path)


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True))
@setting(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: text, or by -o.",
)
@setting("-o", "--output", type=_PATH, help="Write the report here.")
@setting(
    "--save",
    type=_PATH,
    multiple=True,
    help="Also write a report here, its format by the suffix. May be repeated.",
)
@setting("--outlet", help="The outlet of all articles, whatever they say.")
@setting("--published", help="Their day of publication, as 2025-06-01.")
@setting(
    "--within/--no-within",
    help="Also compare the claims of one article, as its headline with its text.",
)
@setting(
    "--model",
    default=DEFAULT_MODEL,
    show_default=True,
    help="A shipped name, a folder, or a hub id.",
)
@setting("--revision", help="Branch, tag or commit of a hub model.")
@setting(
    "--labels",
    help="Which output is which label: entailment,neutral,contradiction.",
)
@setting("--device", default="cpu", show_default=True)
@setting(
    "--backend",
    type=click.Choice(BACKENDS),
    default=BACKENDS[0],
    show_default=True,
    help="What runs the model.",
)
@setting("--no-cache/--cache", help="Judge everything anew.")
@setting(
    "--fail-on",
    type=click.Choice([*RELATIONS[:3], "none"]),
    multiple=True,
    default=("contradiction",),
    show_default=True,
    help="Relations that make the exit status 1, with commas between them.",
)
@setting(
    "--min-confidence",
    type=Probability(),
    default=0.0,
    show_default=True,
    help="Findings less probable than this are listed under what was left out, and count nothing.",
)
@setting(
    "--baseline",
    type=_PATH,
    help="Findings known from this file do not count; `claimcheck baseline` writes it.",
)
@setting(
    "--reviews",
    type=_PATH,
    help="What editors said of findings; dismissed and fixed ones do not count. "
    "Default: claimcheck-reviews.toml in the first folder given or beside the first file.",
)
@setting("--exit-zero/--no-exit-zero", help="Exit with 0 whatever was found.")
@setting("-q", "--quiet/--no-quiet", help="No progress on stderr.")
@config_option
def check_command(
    paths: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    save: tuple[Path, ...],
    outlet: str | None,
    published: str | None,
    within: bool,
    model: str,
    revision: str | None,
    labels: str | None,
    device: str,
    backend: str,
    no_cache: bool,
    fail_on: tuple[str, ...],
    min_confidence: float,
    baseline: Path | None,
    reviews: Path | None,
    exit_zero: bool,
    quiet: bool,
) -> int:
    """Check the articles in PATHS: files, folders, or - for standard input.

    Text, Markdown, HTML, JSON and JSONL are read, and aggregator pages are split into their
    stories. Exit status: 0 clean, 1 found what --fail-on names, 2 bad usage or input, 3 internal
    error.

    Every option may also stand in a claimcheck.toml or in pyproject.toml under [tool.claimcheck]
    (fail-on = "update", cache = false), in this folder or one above it, or in the environment
    (CLAIMCHECK_FAIL_ON=update,dispute). `claimcheck config` shows what holds.
    """
    targets = [(path, _by_suffix(path)) for path in save]
    format_ = format_ or (_by_suffix(output) if output else "text")
    known, marks = _known(baseline), _marks(reviews or _beside(paths[0]))
    judge = _judge(model, revision, labels, device, backend, no_cache)
    report = _check(paths, outlet, published, judge, within, quiet)
    data = _followed_up(report, min_confidence, known, marks)
    for path, kind in [*targets, *([(output, format_)] if output else [])]:
        write_text(path, _rendered(data, kind, fail_on))
    if output is None:
        _print(data, format_, fail_on)
    return 1 if _fails(data, fail_on) and not exit_zero else 0


def _known(baseline: Path | None) -> frozenset[str]:
    if baseline is None:
        return frozenset()
    from claimcheck.followup.baseline import read_baseline

    return read_baseline(baseline)


def _beside(first: str) -> Path | None:
    """The reviews that live with what is checked."""
    if first == "-":
        return None
    from claimcheck.followup.review import REVIEWS

    path = Path(first)
    found = (path if path.is_dir() else path.parent) / REVIEWS
    return found if found.is_file() else None


def _marks(reviews: Path | None) -> dict[str, Mark]:
    if reviews is None:
        return {}
    from claimcheck.followup.review import read_reviews

    return read_reviews(reviews)


def _followed_up(
    report: Report, least: float, known: frozenset[str], marks: dict[str, Mark]
) -> ReportData:
    """The report as a desk sees it: what is sure, what is known, what was said of it."""
    from claimcheck.cli.confidence import only_sure
    from claimcheck.followup.baseline import mark_known
    from claimcheck.followup.review import apply_reviews
    from claimcheck.reporting.json_report import as_data

    data = only_sure(as_data(report), least)
    return mark_known(apply_reviews(data, marks), known)


def _fails(data: ReportData, fail_on: tuple[str, ...]) -> bool:
    from claimcheck.reporting.overview import is_settled

    return any(
        finding["relation"] in fail_on and not is_settled(finding) for finding in data["findings"]
    )


def _judge(
    model: str,
    revision: str | None,
    labels: str | None,
    device: str,
    backend: str,
    no_cache: bool,
) -> Judge:
    from claimcheck.judging import Judge, JudgementCache, parse_labels

    return Judge.load(
        model,
        revision=revision,
        labels=parse_labels(labels) if labels else None,
        device=device,
        backend=backend,
        cache=None if no_cache else JudgementCache(),
    )


def _check(
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    judge: Judge,
    within: bool,
    quiet: bool,
) -> Report:
    from claimcheck.pipeline import Checker
    from claimcheck.reading import read_articles

    stdin = sys.stdin.buffer if "-" in paths else None
    articles, skips = read_articles(paths, outlet=outlet, published=published, stdin=stdin)
    for skip in skips:
        if skip.stage == "read":
            click.echo(f"claimcheck: {skip.item}: {skip.reason}", err=True)
    if len(articles) < 2 - within:
        only = f"only {articles[0].outlet}'s article" if articles else "no article"
        needed = "one is" if within else "two are"
        raise InputError(f"{only} could be read from {', '.join(paths)}; {needed} needed")
    show = sys.stderr.isatty() and not quiet

    def progress(line: str) -> None:
        if show:
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    try:
        return Checker(judge, within=within).check(articles, skips=skips, progress=progress)
    finally:
        if show:
            click.echo("\r\x1b[K", err=True, nl=False)


def _print(data: ReportData, format_: str, fail_on: tuple[str, ...]) -> None:
    on_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else 100
    color = on_terminal and not os.environ.get("NO_COLOR")
    text = _rendered(data, format_, fail_on, width=width, color=color)
    click.echo(text, nl=False)
    if format_ == "note" and not text:
        click.echo(
            "claimcheck: nothing to ask: no contradiction is confirmed; `claimcheck review` "
            "confirms",
            err=True,
        )


def _rendered(
    data: ReportData,
    format_: str,
    fail_on: tuple[str, ...],
    *,
    width: int | None = None,
    color: bool = False,
) -> str:
    from claimcheck.reporting import render_data

    text = render_data(data, format_, width=width, color=color, fail_on=fail_on)
    return text if text.endswith("\n") or not text else text + "\n"


def _by_suffix(path: Path) -> str:
    try:
        return _BY_SUFFIX[path.suffix.lower()]
    except KeyError:
        known = ", ".join(_BY_SUFFIX)
        raise click.UsageError(
            f"{path}: no format for the suffix {path.suffix!r}; use --format or one of {known}"
        ) from None
