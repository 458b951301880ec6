"""Reading: files, folders and standard input become articles; what is left out is named.

What can be read is the table of readers in :mod:`claimcheck.reading.registry`, to which other
packages add theirs under the entry point ``claimcheck.readers``.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import InputError
from claimcheck.limits import LIMITS, Limits
from claimcheck.reading.dates import parse_given
from claimcheck.reading.drafts import Draft, Drafts, Input, bad, shorten
from claimcheck.reading.files import expand, read_bytes
from claimcheck.reading.finish import Finished, finish
from claimcheck.reading.registry import Reader, broken, read_input
from claimcheck.reading.table import parse_columns
from claimcheck.records import Article, Skip

__all__ = ["Draft", "Drafts", "Input", "Reader", "parse_columns", "read_articles"]

# Below this many files a pool of processes costs more than it saves (a second to start).
_MIN_FILES = 64


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    limits: Limits
    columns: Mapping[str, str]
    outlet: str | None
    flag: date | datetime | None


def read_articles(
    paths: Sequence[Path | str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = LIMITS,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
    keep_going: bool = False,
) -> tuple[tuple[Article, ...], tuple[Skip, ...]]:
    """Read the articles of files and folders; "-" is standard input.

    Bad input never raises: it becomes a skip that names it, and the others are read.

    Args:
        paths: Files and folders in any order; the order does not change the result.
        outlet: Overrides the outlet of every article but those inside an aggregator's page.
        published: ISO 8601 date or datetime that overrides their publication dates likewise.
        stdin: Where "-" is read from.
        limits: The most of each thing that is read.
        columns: Which column of a table holds which field: ``{"text": "body"}``.
        workers: Processes that read files at the same time where there are many; the result is
            the same.
        keep_going: A path that leads nowhere is a skip of the stage "path", and the others are
            read.

    Returns:
        The articles by outlet, title and id, each once, and what was left out.

    Raises:
        InputError: ``paths`` is a single path, one of them leads nowhere, or ``published`` is no
            date.
    """
    if isinstance(paths, Path | str):
        raise InputError(f"read_articles takes a list of paths: read_articles([{str(paths)!r}])")
    flag = parse_given(published) if published else None
    if published and flag is None:
        raise InputError(f"--published {shorten(published)!r} is no date; give YYYY-MM-DD")
    names, skips = expand(paths)
    nowhere = [f"{skip.item}: {skip.reason}" for skip in skips if skip.stage == "path"]
    if nowhere and not keep_going:
        raise InputError("; ".join(nowhere) + " (keep_going=True reads the others)")
    kept: dict[str, Article] = {}
    notes = [*broken(), *skips]
    jobs = [_Job(name, limits, columns or {}, outlet, flag) for name in names]
    for finished, more in _read_all(jobs, stdin, workers):
        notes += more
        for article, dated in finished:
            if isinstance(article, Skip):
                notes.append(article)
            elif article.id in kept:
                reason = f"the same article was given twice; kept from {_place(kept[article.id])}"
                item = f"{_place(article)}: {_name(article)}"
                notes.append(Skip(stage="read", item=item, reason=reason))
            else:
                kept[article.id] = article
                notes += dated
    articles = sorted(kept.values(), key=lambda a: (a.outlet, a.title or "", a.id))
    return tuple(articles), tuple(notes)


def _read_all(
    jobs: list[_Job], stdin: BinaryIO | None, workers: int
) -> Iterable[tuple[list[Finished], tuple[Skip, ...]]]:
    piped = any(job.name == "-" for job in jobs)
    if workers < 2 or len(jobs) < _MIN_FILES or piped:
        return (_read_one(job, stdin) for job in jobs)
    return _pooled(jobs, workers)


def _pooled(jobs: list[_Job], workers: int) -> Iterator[tuple[list[Finished], tuple[Skip, ...]]]:
    # Spawned, not forked: torch's threads may be running in this process.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(_read_one, jobs, chunksize=8)


def _read_one(job: _Job, stdin: BinaryIO | None = None) -> tuple[list[Finished], tuple[Skip, ...]]:
    data, problem = read_bytes(job.name, stdin, job.limits.file_bytes)
    if data is None:
        return [], bad(job.name, problem)[1]
    given = Input(path=job.name, data=data, columns=job.columns, limits=job.limits)
    drafts, skips = read_input(given)
    return finish(drafts, job.outlet, job.flag, job.limits.article_characters), skips


def _place(article: Article) -> str:
    source = article.source
    if source is None:
        return "elsewhere"
    return f"{source.path}: {source.inside}" if source.inside else source.path


def _name(article: Article) -> str:
    return f"{article.outlet}: {shorten(article.title or article.text)}"
