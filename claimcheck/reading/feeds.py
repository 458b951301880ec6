"""Feeds: RSS 0.9 to 2.0, Atom and RDF by feedparser, and JSON Feed.

An entry gives the full text or a summary; the article says which. The outlet is the entry's own
source where an aggregator's feed names it, else the feed's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import feedparser

from claimcheck.reading.drafts import Draft, Drafts, Input
from claimcheck.reading.json_articles import clean, text_of
from claimcheck.reading.mapped import Mapped, of_xml
from claimcheck.reading.markup import Places, declares_entities
from claimcheck.records import Skip

_ENTRY = re.compile(r"<(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s>])")
_PARTS = re.compile(r"\s+[|>»·•:–—-]\s+|\s*[|»]\s*")
_MOST = 20_000


def read_feed(given: Input) -> Drafts:
    """The entries of an RSS or Atom feed."""
    if declares_entities(given.data):
        return given.bad("declares XML entities, which no feed needs; refused")
    # A stream: what looks like an address or a file name is never opened.
    parsed = feedparser.parse(io.BytesIO(given.data))
    if not parsed.entries:
        problem = parsed.get("bozo_exception")
        broken = f"is a broken feed: {str(problem)[:80]}" if problem else "is a feed of no entries"
        return given.bad(f"{broken}; fetch it again")
    mapped = Mapped.of(given.text()[0] or "")
    lines = [mapped.position(m.start())[0] for m in _ENTRY.finditer(mapped.text)]
    exact = len(lines) == len(parsed.entries)
    places = Places(of_xml(mapped))
    drafts: list[Draft] = []
    skips: list[Skip] = []
    for number, entry in enumerate(parsed.entries[:_MOST], 1):
        where = f"{given.where}, entry {number}"
        line = lines[number - 1] if exact else 1
        draft = _entry(given, where, entry, parsed.feed, line)
        if draft is None:
            skips.append(Skip(stage="read", item=where, reason="feed entry without a text"))
        else:
            drafts.append(places.anchored(draft, line))
    return tuple(drafts), tuple(skips)


def entry_links(data: bytes) -> list[str]:
    """The addresses of a feed's entries in its order."""
    if declares_entities(data):
        return []
    parsed = feedparser.parse(io.BytesIO(data))
    return [text_of(entry.get("link")) for entry in parsed.entries[:_MOST]]


def _entry(
    given: Input, where: str, entry: dict[str, Any], feed: Mapping[str, Any], line: int
) -> Draft | None:
    full = "\n\n".join(t for c in entry.get("content", ()) if (t := text_of(c.get("value"))))
    summary = text_of(entry.get("summary"))
    is_full = len(full) > len(summary) or (bool(full) and full == summary)
    text = full if is_full else summary
    if not text:
        return None
    url = text_of(entry.get("link"))
    title = " ".join(text_of(entry.get("title")).split())
    source = entry.get("source") or {}
    outlet = text_of(source.get("title"))
    if outlet:
        title = re.sub(rf"\s+[-–—|]\s+{re.escape(outlet)}$", "", title)
    return given.draft(
        text,
        where=where,
        line=line,
        title=title,
        outlet=outlet or _feed_outlet(feed, url),
        url=url,
        published=text_of(entry.get("published")) or text_of(dict.get(entry, "updated")),
        modified=text_of(dict.get(entry, "updated")),
        language=text_of(entry.get("language")) or text_of(feed.get("language")),
        extent="" if is_full else "summary",
    )


def _feed_outlet(feed: Mapping[str, Any], url: str) -> str:
    publisher = text_of(feed.get("publisher"))
    return publisher or outlet_of(text_of(feed.get("title")), url or text_of(feed.get("link")))


def outlet_of(title: str, url: str) -> str:
    """The outlet in a feed's title ("World news | The Guardian"): the part that the host holds.

    The whole title where no part is in the host, or there is but one.
    """
    parts = [part for part in _PARTS.split(title) if part.strip()]
    try:
        host = re.sub(r"\W", "", urlsplit(url).hostname or "").lower()
    except ValueError:
        host = ""
    for part in sorted(parts, key=len, reverse=True) if len(parts) > 1 and host else ():
        letters = re.sub(r"\W", "", part).lower()
        initials = "".join(word[0] for word in re.findall(r"\w+", part)).lower()
        if letters and (letters in host or (len(initials) > 2 and initials in host)):
            return part.strip()
    return title


def read_json_feed(given: Input, feed: Mapping[str, Any]) -> Drafts:
    """The items of a JSON Feed."""
    drafts: list[Draft] = []
    skips: list[Skip] = []
    for number, item in enumerate(feed["items"][:_MOST], 1):
        where = f"{given.where}, item {number}"
        draft = _json_item(given, where, item, feed) if isinstance(item, dict) else None
        if draft is None:
            skips.append(Skip(stage="read", item=where, reason="feed item without a text"))
        else:
            drafts.append(draft)
    if not drafts and not skips:
        return given.bad("is a feed of no items; fetch it again")
    return tuple(drafts), tuple(skips)


def _json_item(
    given: Input, where: str, item: Mapping[str, Any], feed: Mapping[str, Any]
) -> Draft | None:
    plain_text = item.get("content_text")
    full = clean(plain_text).strip() if isinstance(plain_text, str) else ""
    full = full or text_of(item.get("content_html"))
    text = full or text_of(item.get("summary"))
    if not text:
        return None
    url = text_of(item.get("url")) or text_of(item.get("external_url"))
    return given.draft(
        text,
        where=where,
        title=text_of(item.get("title")),
        outlet=outlet_of(text_of(feed.get("title")), url or text_of(feed.get("home_page_url"))),
        url=url,
        published=text_of(item.get("date_published")) or text_of(item.get("date_modified")),
        modified=text_of(item.get("date_modified")),
        language=text_of(item.get("language")) or text_of(feed.get("language")),
        extent="" if full else "summary",
    )
