"""Drafts become articles: outlets and dates are settled, other languages named and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from claimcheck.limits import LIMITS
from claimcheck.reading.dates import parse_given, relative_day
from claimcheck.reading.drafts import Draft, shorten, stem_of
from claimcheck.reading.language import not_english
from claimcheck.reading.stamps import clock_stamps, given_stamps
from claimcheck.records import Article, PublishedFrom, Skip, Source
from claimcheck.values.dateline import infer_published
from claimcheck.values.period import infer_period

Finished = tuple[Article | Skip, tuple[Skip, ...]]
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
Moment = date | datetime


def finish(
    drafts: Sequence[Draft],
    outlet: str | None,
    flag: Moment | None,
    most_characters: int = LIMITS.article_characters,
) -> list[Finished]:
    """Each draft as an article, or why it is none; beside it what is to be said of its date."""
    hints = _page_hints(drafts)
    return [
        _too_long(draft)
        if len(draft.text) > most_characters
        else _article(draft, outlet, flag, hints.get(_page(draft)))
        for draft in drafts
    ]


def _too_long(draft: Draft) -> Finished:
    reason = f"article of {len(draft.text):,} characters; split it (limit article_characters)"
    return Skip(stage="read", item=_item(draft), reason=reason), ()


def _item(draft: Draft) -> str:
    return draft.where if not draft.embedded else f"{draft.where}: {draft.outlet}"


def _page(draft: Draft) -> str:
    return f"{draft.path}\0{draft.inside or ''}"


def _article(draft: Draft, outlet: str | None, flag: Moment | None, hint: date | None) -> Finished:
    item = _item(draft)
    problem = not_english(draft.text, draft.language)
    if problem:
        return Skip(stage="read", item=item, reason=problem), ()
    when, origin, skips = _published(draft, item, flag, hint)
    modified, stamps = _changes(draft, when)
    article = Article(
        outlet=_outlet(draft, outlet),
        text=draft.text,
        title=draft.title,
        url=draft.url,
        published=when,
        published_from=origin,
        within=infer_period(draft.text, hint) if when is None else None,
        source=Source(
            path=draft.path,
            line=draft.line,
            column=draft.column,
            verbatim=draft.verbatim,
            anchors=draft.anchors,
            inside=draft.inside,
        ),
        modified=modified,
        stamps=stamps,
        extent=draft.extent,
    )
    return article, skips


def _changes(
    draft: Draft, published: Moment | None
) -> tuple[Moment | None, tuple[tuple[int, datetime], ...]]:
    """The article's last change, None if it is as it was published, and its live stamps."""
    day = published.date() if isinstance(published, datetime) else published
    stamps = given_stamps(draft.stamps) or clock_stamps(draft.text, day)[0]
    told = parse_given(draft.modified) if draft.modified else None
    changes: list[Moment] = [told] if told is not None else []
    changes += [max((when for _, when in stamps), key=_aware)] if stamps else []
    if not changes:
        return None, stamps
    last = max(changes, key=_aware)
    if published is not None and _aware(last) <= _aware(published):
        return None, stamps
    return last, stamps


def _aware(when: Moment) -> datetime:
    """A moment that can be compared: a day is its beginning, no zone is UTC."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    try:
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except OverflowError:
        return when.replace(tzinfo=UTC)


def _published(
    draft: Draft, item: str, flag: Moment | None, hint: date | None
) -> tuple[Moment | None, PublishedFrom, tuple[Skip, ...]]:
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
    # A live blog that does not say when it began did so with its oldest entry.
    entries = [when for _, when in given_stamps(draft.stamps)]
    if entries:
        return min(entries, key=_aware), "metadata", tuple(skips)
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
    pages: dict[str, list[str]] = {}
    embedding = {_page(draft) for draft in drafts if draft.embedded}
    for draft in drafts:
        if _page(draft) in embedding:
            pages.setdefault(_page(draft), []).append(draft.text)
    hints: dict[str, date] = {}
    for page, texts in pages.items():
        days = [day for text in texts if (day := infer_published(text, None)[0])]
        years = [int(year[0]) for text in texts for year in _YEAR.finditer(text)]
        if days:
            hints[page] = max(days)
        elif years:
            hints[page] = date(max(years), 7, 1)
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
    stem = re.sub(r"[-_\s]+", " ", stem_of(draft)).strip() if draft.path != "-" else ""
    return stem[:1].upper() + stem[1:] if stem else "standard input"
