"""What the commands that read articles share: their options, their messages, their exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, BinaryIO

import click

from claimcheck.cli.saying import say
from claimcheck.cli.settings import setting
from claimcheck.errors import InputError
from claimcheck.limits import LIMITS, Limits
from claimcheck.records import Article, Skip
from claimcheck.reporting.passages import visible

# Skips that are said at once; the others stand in the report.
_SAID = ("path", "read")
# Two words of so many letters with so large a share of them in place are one, mistyped: "herald"
# and "heralld", and neither "telegraph" and "telegram" nor "times" and "time".
_LONG, _NEAR = 6, 0.85


columns_option = setting(
    "--columns",
    help="Columns of tables, as outlet=source,text=body; the usual names are known.",
)
keep_going_option = setting(
    "--keep-going/--no-keep-going",
    help="A path that does not exist is a warning and does not make the exit status 2.",
)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--columns`` and ``--keep-going``."""
    return columns_option(keep_going_option(command))


def read_pile(
    paths: Sequence[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    columns: str | None = None,
    limits: Limits = LIMITS,
) -> tuple[tuple[Article, ...], tuple[Skip, ...]]:
    """Read articles and say on stderr, one line each, what could not be read."""
    from claimcheck.reading import parse_columns, read_articles

    articles, skips = read_articles(
        paths,
        outlet=outlet,
        published=published,
        stdin=stdin,
        columns=parse_columns(columns or ""),
        limits=limits,
        workers=os.cpu_count() or 1,
        keep_going=True,
    )
    for skip in skips:
        if skip.stage in _SAID:
            say(f"{skip.item}: {skip.reason}")
    for one, other in near_names({article.outlet for article in articles}):
        say(f"{one} and {other} are taken for two outlets; are they one?")
    return articles, skips


def near_names(outlets: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of outlets of which one may be the other, mistyped.

    They are the same but for capitals and white space, or but for one long word that is nearly the
    other's: short names (NBC, CBC) are near to others that are right.
    """
    words = {name: name.casefold().split() for name in sorted(outlets)}
    return [(a, b) for a, b in combinations(words, 2) if _mistyped(words[a], words[b])]


def _mistyped(one: list[str], other: list[str]) -> bool:
    if len(one) != len(other):
        return False
    differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differ) != 1:
        return not differ
    a, b = differ[0]
    near = SequenceMatcher(None, a, b, autojunk=False).ratio() >= _NEAR
    return near and min(len(a), len(b)) >= _LONG and not any(c.isdigit() for c in a + b)


def status_of(
    skips: Sequence[Skip], keep_going: bool, exit_zero: bool = False, fails: bool = False
) -> int:
    """2 if a path that was named leads nowhere, unless the user wants to go on; else 1 or 0."""
    if exit_zero:
        return 0
    if not keep_going and any(skip.stage == "path" for skip in skips):
        return 2
    return int(fails)


def enough(paths: tuple[str, ...], articles: Sequence[Article], within: bool) -> None:
    """Is there something to compare?

    Raises:
        InputError: there is not.
    """
    if len(articles) < 2 - within:
        only = f"only {articles[0].outlet}'s article" if articles else "no article"
        needed = "one is" if within else "two are"
        more = ""
        if articles:
            name = "-" if "-" in paths else paths[0]
            more = (
                f": name the other outlets' files too (claimcheck check {name} OTHER...), "
                "or check its headline against its text with --within"
            )
        raise InputError(f"{only} could be read from {', '.join(paths)}; {needed} needed{more}")


def progress_line(quiet: bool) -> Callable[[str], None]:
    """Writes over one line of the terminal; the empty text clears it."""
    show = sys.stderr.isatty() and not quiet

    def progress(line: str) -> None:
        if show:
            click.echo(f"\r\x1b[K{visible(line)}", err=True, nl=False)

    return progress


def as_row(article: Article) -> dict[str, Any]:
    """An article in the tool's own JSON, which it reads again."""
    row: dict[str, Any] = {"outlet": article.outlet, "title": article.title, "url": article.url}
    for name in ("published", "modified"):
        when = getattr(article, name)
        row[name] = when.isoformat() if when is not None else None
    row["text"] = article.text
    if article.extent == "summary":
        row["extent"] = "summary"
    return {key: value for key, value in row.items() if value is not None}
