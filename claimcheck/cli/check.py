"""``claimcheck check``: from files to a report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.outputs import check_targets, print_report, targets, write_all
from claimcheck.cli.saying import say
from claimcheck.cli.settings import Probability, config_option, is_flag, setting
from claimcheck.cli.sources import enough, progress_line, read_pile, source_options, status_of
from claimcheck.engines import ENGINES
from claimcheck.judging import default_model
from claimcheck.judging.judge import BACKENDS
from claimcheck.limits import Limits
from claimcheck.records import FAILURES, Article, Report, Skip
from claimcheck.reporting import FORMATS
from claimcheck.reporting.contract import ReportData
from claimcheck.reporting.overview import count

if TYPE_CHECKING:
    from claimcheck.followup.review import Mark
    from claimcheck.judging import Judge

_PATH = click.Path(path_type=Path)


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True))
@setting(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: text, or by -o.",
)
@setting("-o", "--output", type=_PATH, trusted=True, help="Write the report here.")
@setting(
    "--save",
    trusted=True,
    type=_PATH,
    multiple=True,
    help="Also write a report here, its format by the suffix. May be repeated. With --stories "
    "all findings, one a row: .jsonl or .parquet.",
)
@setting("--outlet", help="The outlet of all articles, whatever they say.")
@setting("--published", help="Their day of publication, as 2025-06-01.")
@setting(
    "--within/--no-within",
    help="Also check each article's headline against its text.",
)
@setting(
    "--model",
    trusted=True,
    default=default_model,
    show_default="base where it is installed, else tiny",
    help="A shipped name, a folder, or a hub id.",
)
@setting("--revision", trusted=True, help="Branch, tag or commit of a hub model.")
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
@setting("--no-cache/--cache", trusted=True, help="Judge everything anew.")
@setting(
    "--fail-on",
    type=click.Choice(FAILURES),
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
    "Default: claimcheck-reviews.toml beside the articles, beside the report, or here.",
)
@setting(
    "--limit",
    multiple=True,
    trusted=True,
    metavar="NAME=NUMBER",
    help="The most of something that is read, as articles=5000. May be repeated.",
)
@setting(
    "--stories/--no-stories",
    help="The articles are of many stories: tell them apart and check each; -o names a folder.",
)
@setting(
    "--engine",
    trusted=True,
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="What checks the stories: the processes of this machine, or the Ray cluster that "
    "RAY_ADDRESS names.",
)
@setting(
    "--jobs",
    trusted=True,
    type=click.IntRange(1),
    help="Stories checked at the same time. Default: one for each core, or each GPU of a cluster.",
)
@source_options
@setting("--exit-zero/--no-exit-zero", help="Exit with 0 whatever was found.")
@setting(
    "--verbose/--no-verbose",
    help="Text with whole quotes, the ledger and all that was left out.",
)
@setting("-q", "--quiet/--no-quiet", help="Nothing on stderr but warnings and errors.")
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
    limit: tuple[str, ...],
    stories: bool,
    engine: str,
    jobs: int | None,
    columns: str | None,
    keep_going: bool,
    exit_zero: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Check the articles in PATHS: files, folders, or - for standard input.

    Read are text, Markdown, HTML, feeds, JSON, news agencies' formats, mails, tables, PDF, DOCX,
    crawls and archives of these; aggregator pages are split into their stories. Exit status: 0
    clean, 1 found what --fail-on names, 2 bad usage or input, 3 internal error. A path that does
    not exist makes it 2 though the others are checked.

    Every option may also stand in the environment (CLAIMCHECK_FAIL_ON=update,dispute), in your
    own claimcheck.toml (~/.config/claimcheck), or in that of this folder or one above it, or its
    pyproject.toml under [tool.claimcheck] (fail-on = "update"). A folder's file may say how to
    judge and what to show, but not where to write or what to load: anybody may have written it.
    `claimcheck config` shows what holds.
    """
    limits = Limits.parse(limit)
    read = partial(
        read_pile,
        paths,
        outlet=outlet,
        published=published,
        stdin=sys.stdin.buffer if "-" in paths else None,
        columns=columns,
        limits=limits,
    )
    if stories:
        from claimcheck.cli.check_stories import check_stories

        return check_stories(
            paths,
            output,
            save,
            format_,
            read=read,
            keep_going=keep_going,
            exit_zero=exit_zero,
            model=model,
            revision=revision,
            labels=labels,
            device=device,
            backend=backend,
            no_cache=no_cache,
            within=within,
            min_confidence=min_confidence,
            baseline=baseline,
            reviews=reviews,
            fail_on=fail_on,
            limit=limit,
            engine=engine,
            jobs=jobs,
            quiet=quiet,
        )
    flags = [name for name in ("engine", "jobs") if is_flag(name)]
    if flags:
        raise click.UsageError(f"--{flags[0]} is for a pile of stories: give --stories too")
    found, format_ = targets(save, output, format_)
    check_targets(found, paths, printed=output is None)
    known = known_of(baseline)
    articles, skips = read()
    beside = [target.path for target in found]
    marks = marks_of(reviews, sources_of(paths, articles), beside, quiet=quiet)
    enough(paths, articles, within)
    from claimcheck.engines.work import Setup

    judge = Setup(
        model=model,
        revision=revision,
        labels=labels,
        device=device,
        backend=backend,
        cached=not no_cache,
    ).judge()
    report = _check(articles, skips, judge, limits, within, quiet)
    data = _followed_up(report, min_confidence, known, marks)

    def rendered(kind: str, *, width: int | None = None, color: bool = False) -> str:
        from claimcheck.reporting import render_data

        text = render_data(data, kind, width=width, color=color, verbose=verbose, fail_on=fail_on)
        return text if text.endswith("\n") or not text else text + "\n"

    written = write_all(found, rendered)
    if output is None:
        print_report(format_, rendered)
        if format_ == "note" and not quiet and not rendered(format_):
            say("nothing to ask: no contradiction is confirmed; `claimcheck review` confirms")
    if not written:
        return 2
    return status_of(skips, keep_going, exit_zero, _fails(data, fail_on))


def known_of(baseline: Path | None) -> frozenset[str]:
    """The findings that a baseline knows."""
    if baseline is None:
        return frozenset()
    from claimcheck.followup.baseline import read_baseline

    return read_baseline(baseline)


def marks_of(
    reviews: Path | None,
    sources: Iterable[str] = (),
    beside: Iterable[Path] = (),
    *,
    quiet: bool,
) -> dict[str, Mark]:
    """What editors said of findings, and on stderr in which files, unless ``quiet``.

    It stands in the file ``reviews``; where none is named, in those beside the ``sources`` of the
    articles and the reports ``beside``. What the first of them says of a finding holds.
    """
    from claimcheck.followup.review import places, present, read_reviews

    marks: dict[str, Mark] = {}
    for path in [reviews] if reviews else present(places(sources, beside)):
        read = read_reviews(path)
        if not quiet:
            say(f"{path}: respected, what editors said of {count(len(read), 'finding')}")
        marks = read | marks
    return marks


def sources_of(paths: Sequence[str], articles: Sequence[Article]) -> list[str]:
    """The paths that were given, and the files in which articles were found."""
    return [*paths, *(a.source.path for a in articles if a.source is not None)]


def _followed_up(
    report: Report, least: float, known: frozenset[str], marks: dict[str, Mark]
) -> ReportData:
    """The report as a desk sees it: what is sure, what is known, what was said of it."""
    from claimcheck.followup.settling import settled
    from claimcheck.reporting.json_report import as_data

    return settled(as_data(report), least, known, marks)


def _fails(data: ReportData, fail_on: tuple[str, ...]) -> bool:
    from claimcheck.reporting.overview import is_settled

    return any(
        finding["relation"] in fail_on and not is_settled(finding) for finding in data["findings"]
    )


def _check(
    articles: Sequence[Article],
    skips: Sequence[Skip],
    judge: Judge,
    limits: Limits,
    within: bool,
    quiet: bool,
) -> Report:
    from claimcheck.pipeline import Checker

    progress = progress_line(quiet)
    try:
        return Checker(judge, within=within, limits=limits).check(
            articles, skips=skips, progress=progress
        )
    finally:
        progress("")
