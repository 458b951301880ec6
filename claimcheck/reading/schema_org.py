"""What a page says of itself in schema.org's words: NewsArticle and LiveBlogPosting, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from claimcheck.reading.markup import plain

_MAX_NODES = 10_000
MAX_ENTRIES = 2000
_ARTICLES = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
    )
)
LIVE = "LiveBlogPosting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a live blog: its text, and its time as written."""

    text: str
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An article as its page describes it; "" where it says nothing."""

    title: str = ""
    body: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()


def json_ld(tree: lxml_html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    """All objects of a page's JSON-LD; what is no JSON is left out."""
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            value = json.loads(_bare(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from objects(value)


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """All objects of a JSON value, through lists, ``@graph`` and ``mainEntity``."""
    pending: list[object] = [value]
    for _ in range(_MAX_NODES):
        if not pending:
            return
        node = pending.pop(0)
        if isinstance(node, list):
            pending += node[:_MAX_NODES]
        elif isinstance(node, dict):
            yield node
            pending += [node.get("@graph"), node.get("mainEntity"), node.get("mainEntityOfPage")]


def is_article(node: Mapping[str, Any]) -> bool:
    """Is this object a news article of any kind?"""
    return bool(_types(node) & _ARTICLES)


def describe(node: Mapping[str, Any]) -> Described:
    """An article object, read."""
    return Described(
        title=_text(node.get("headline")) or _text(node.get("name")),
        body=_body(node.get("articleBody")),
        outlet=_name(node.get("publisher")) or _name(node.get("sourceOrganization")),
        url=_url(node.get("url")) or _url(node.get("mainEntityOfPage")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        language=_text(node.get("inLanguage")),
        entries=_entries(node.get("liveBlogUpdate")) if LIVE in _types(node) else (),
    )


def joined(entries: Sequence[Entry]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text of a live blog from its oldest entry to its newest, with its stamps."""
    parts: list[str] = []
    stamps: list[tuple[int, str]] = []
    offset = 0
    for entry in chronological(entries):
        if entry.published:
            stamps.append((offset, entry.published))
        parts.append(entry.text)
        offset += len(entry.text) + 2
    return "\n\n".join(parts), tuple(stamps)


def chronological(entries: Sequence[Entry]) -> list[Entry]:
    """Oldest first: by the times if all are written alike, else turned if the page runs down."""
    from claimcheck.reading.dates import moment

    times = [moment(entry.published) for entry in entries]
    known = [when for when in times if when is not None]
    if len(known) == len(entries):
        order = sorted(range(len(entries)), key=lambda i: (known[i], -i))
        return [entries[i] for i in order]
    falling = len(known) > 1 and known[0] > known[-1]
    return list(entries)[::-1] if falling else list(entries)


def _entries(value: object) -> tuple[Entry, ...]:
    updates = value if isinstance(value, list) else [value]
    made: list[Entry] = []
    for update in updates[:MAX_ENTRIES]:
        if not isinstance(update, dict):
            continue
        body = _body(update.get("articleBody"))
        head = _text(update.get("headline"))
        text = body if not head or body.startswith(head) else f"{head}\n{body}".strip()
        when = _text(update.get("datePublished")) or _text(update.get("dateModified"))
        if text:
            made.append(Entry(text=text, published=when))
    return tuple(made)


def _types(node: Mapping[str, Any]) -> set[str]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {name.rpartition("/")[2] for name in names if isinstance(name, str)}


def _name(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return _text(value.get("name")) if isinstance(value, dict) else ""


def _url(value: object) -> str:
    value = value.get("@id") if isinstance(value, dict) else value
    found = _text(value)
    return found if found.startswith(("http://", "https://")) else ""


def _text(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(plain(value[:2000]).split()) if isinstance(value, str) else ""


def _body(value: object) -> str:
    if not isinstance(value, str):
        return ""
    lines = (" ".join(line.split()) for line in plain(value).split("\n"))
    return "\n".join(line for line in lines if line)


def _bare(script: str) -> str:
    """A script without the comment or CDATA marks that some systems put around it."""
    text = script.strip()
    for opening, closing in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        if text.startswith(opening):
            text = text.removeprefix(opening).removesuffix(closing).strip()
    return text.rstrip(";")
