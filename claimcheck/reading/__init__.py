"""Reading: files, folders and standard input become articles; what is left out is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from claimcheck.errors import InputError
from claimcheck.reading.dates import parse_given, relative_day
from claimcheck.reading.decode import decode
from claimcheck.reading.drafts import MAX_ARTICLE_CHARACTERS, Draft, Drafts, bad, shorten
from claimcheck.reading.files import MAX_FILE_BYTES, expand, read_bytes
from claimcheck.reading.language import not_english
from claimcheck.reading.tables import read_json, read_jsonl
from claimcheck.reading.text import read_text
from claimcheck.records import Article, PublishedFrom, Skip, Source
from claimcheck.values.dateline import infer_published
from claimcheck.values.period import infer_period

__all__ = ["read_articles"]

_HTML = re.compile(r"<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")


def read_articles(
    paths: Sequence[Path | str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_FILE_BYTES,
) -> tuple[tuple[Article, ...], tuple[Skip, ...]]:
    """Read the articles of files and folders; "-" is standard input.

    Bad input never raises: it becomes a skip that names it, and the others are read.

    Args:
        paths: Files and folders in any order; the order does not change the result.
        outlet: Overrides the outlet of every article but those inside an aggregator's page.
        published: ISO 8601 date or datetime that overrides their publication dates likewise.
        stdin: Where "-" is read from.
        max_bytes: Size limit of one file.

    Returns:
        The articles by outlet, title and id, each once, and what was left out.

    Raises:
        InputError: ``published`` is no date.
    """
    flag = parse_given(published) if published else None
    if published and flag is None:
        raise InputError(f"--published {shorten(published)!r} is no date; give YYYY-MM-DD")
    names, skips = expand(paths)
    kept: dict[str, Article] = {}
    notes = list(skips)
    for name in names:
        drafts, more = _read_file(name, stdin, max_bytes)
        notes += more
        for article, dated in _finish(drafts, outlet, flag):
            if isinstance(article, Skip):
                notes.append(article)
            elif article.id in kept:
                place = article.source.path if article.source else name
                reason = "the same article was given twice; kept once"
                notes.append(Skip(stage="read", item=f"{place}: {_name(article)}", reason=reason))
            else:
                kept[article.id] = article
                notes += dated
    articles = sorted(kept.values(), key=lambda a: (a.outlet, a.title or "", a.id))
    return tuple(articles), tuple(notes)


def _read_file(name: str, stdin: BinaryIO | None, max_bytes: int) -> Drafts:
    data, problem = read_bytes(name, stdin, max_bytes)
    if data is None:
        return bad(name, problem)
    text, problem = decode(data)
    if text is None:
        return bad(name, problem)
    suffix = Path(name).suffix.lower() if name != "-" else ""
    if suffix in (".jsonl", ".ndjson"):
        return read_jsonl(name, text)
    head = text[:2000].lstrip()
    if suffix == ".json" or (suffix not in (".txt", ".md", ".markdown") and head[:1] in ("{", "[")):
        return read_json(name, text)
    if suffix in (".html", ".htm") or (head.startswith("<") and _HTML.search(head)):
        # Importing trafilatura takes half a second; most bundles hold no HTML.
        from claimcheck.reading.html import read_html

        return read_html(name, text)
    return read_text(name, text, markdown=suffix in (".md", ".markdown"))


def _finish(
    drafts: Sequence[Draft], outlet: str | None, flag: date | datetime | None
) -> list[tuple[Article | Skip, tuple[Skip, ...]]]:
    hints = _page_hints(drafts)
    return [_article(draft, outlet, flag, hints.get(draft.path)) for draft in drafts]


def _article(
    draft: Draft, outlet: str | None, flag: date | datetime | None, hint: date | None
) -> tuple[Article | Skip, tuple[Skip, ...]]:
    item = draft.where if not draft.embedded else f"{draft.where}: {draft.outlet}"
    if len(draft.text) > MAX_ARTICLE_CHARACTERS:
        reason = f"article above {MAX_ARTICLE_CHARACTERS:,} characters; split it"
        return Skip(stage="read", item=item, reason=reason), ()
    problem = not_english(draft.text)
    if problem:
        return Skip(stage="read", item=item, reason=problem), ()
    source = Source(path=draft.path, line=draft.line, column=draft.column, verbatim=draft.verbatim)
    when, origin, skips = _published(draft, item, flag, hint)
    article = Article(
        outlet=_outlet(draft, outlet),
        text=draft.text,
        title=draft.title,
        url=draft.url,
        published=when,
        published_from=origin,
        within=infer_period(draft.text, hint) if when is None else None,
        source=source,
    )
    return article, skips


def _published(
    draft: Draft, item: str, flag: date | datetime | None, hint: date | None
) -> tuple[date | datetime | None, PublishedFrom, tuple[Skip, ...]]:
    """When the article appeared, how that is known, and what is to be said about it."""
    skips: list[Skip] = []
    if flag is not None and not draft.embedded:
        return flag, "flag", ()
    if draft.published:
        given = parse_given(draft.published)
        if given is not None:
            return given, "metadata", ()
        reason = f"publication date {shorten(draft.published)!r} not understood; give YYYY-MM-DD"
        skips.append(Skip(stage="read", item=item, reason=reason))
    fetched = parse_given(draft.fetched) if draft.fetched else None
    beside = relative_day(draft.ago, fetched) if draft.ago else None
    # A crawled teaser can be older than its "2 hours ago" says, so the text's own date is first.
    day, origin, why = infer_published(draft.text, beside or hint)
    if day is not None:
        return day, _origin(origin), tuple(skips)
    if beside is not None:
        return beside, "relative", tuple(skips)
    if draft.ago and " ago" in draft.ago and fetched is None:
        why = f"{draft.ago!r} counts from an unknown moment (give fetched:), {why or ''}"
    reason = f"publication date unknown: {why or 'the text names no day'}".rstrip(", ")
    label = f"{item}: {shorten(draft.title or draft.text)}"
    skips.append(Skip(stage="date", item=label, reason=reason))
    return None, "unknown", tuple(skips)


def _origin(name: str) -> PublishedFrom:
    return "relative" if name == "relative" else "dateline"


def _page_hints(drafts: Sequence[Draft]) -> dict[str, date]:
    """For pages with several stories: a day in the year that the page is of.

    Stories of one page are crawled at different times, so a sibling's day says nothing of a
    story's day. The year it does fix: a day inferred for one story, else the latest year named.
    """
    hints: dict[str, date] = {}
    for path in {draft.path for draft in drafts if draft.embedded}:
        texts = [draft.text for draft in drafts if draft.path == path]
        days = [day for text in texts if (day := infer_published(text, None)[0])]
        years = [int(year[0]) for text in texts for year in _YEAR.finditer(text)]
        if days:
            hints[path] = max(days)
        elif years:
            hints[path] = date(max(years), 7, 1)
    return hints


def _outlet(draft: Draft, override: str | None) -> str:
    if override and override.strip() and not draft.embedded:
        return override.strip()
    if draft.outlet and draft.outlet.strip():
        return " ".join(draft.outlet.split())
    try:
        host = urlsplit(draft.url or "").hostname or ""
    except ValueError:
        host = ""
    if host:
        return host.removeprefix("www.")
    stem = re.sub(r"[-_\s]+", " ", Path(draft.path).stem).strip() if draft.path != "-" else ""
    return stem[:1].upper() + stem[1:] if stem else "standard input"


def _name(article: Article) -> str:
    return f"{article.outlet}: {shorten(article.title or article.text)}"
