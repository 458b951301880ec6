"""HTML pages: text by trafilatura, outlet, title and date from what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from claimcheck.reading import aggregator
from claimcheck.reading.drafts import Draft, Drafts, bad
from claimcheck.records import Skip

# A news page is below 1 MB; extraction takes seconds for each MB.
MAX_HTML_CHARACTERS = 5_000_000
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
)
_MAX_NODES = 10_000
_OUTLET_TAGS = ("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:site")
_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "headline")
_DATE_TAGS = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "publish-date",
)
_TAGS = (
    ("outlet", _OUTLET_TAGS),
    ("title", _TITLE_TAGS),
    ("published", _DATE_TAGS),
    ("url", ("og:url",)),
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 "
        "h4 h5 h6 header hr li main nav ol p pre section table td th time tr ul",
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "legend")


def read_html(path: str, text: str) -> Drafts:
    """The page's article, and the stories below a heading such as "Related Articles"."""
    if len(text) > MAX_HTML_CHARACTERS:
        return bad(path, f"HTML page above {MAX_HTML_CHARACTERS:,} characters; save its text")
    try:
        return _read(path, text)
    except (ValueError, TypeError, AttributeError, KeyError, etree.LxmlError, RecursionError):
        # Whatever a broken page provokes inside the parsers is the page's fault.
        return bad(path, "HTML that cannot be read; save the article's text as .txt")


def _read(path: str, text: str) -> Drafts:
    tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    facts = _metadata(tree)
    drafts, skips = _related(path, tree)
    remainder = lxml_html.tostring(tree, encoding="unicode")
    found = trafilatura.bare_extraction(
        remainder, fast=True, include_comments=False, include_tables=False, with_metadata=True
    )
    body = _text(getattr(found, "text", None))
    if body:
        main = Draft(
            where=path,
            path=path,
            text=body,
            outlet=facts.get("outlet") or _text(getattr(found, "sitename", None)),
            title=facts.get("title") or _text(getattr(found, "title", None)),
            url=facts.get("url") or _text(getattr(found, "url", None)),
            published=facts.get("published") or _text(getattr(found, "date", None)),
        )
        drafts = [main, *drafts]
    if not drafts:
        return bad(path, "HTML without an article's text; save the text as .txt")
    return tuple(drafts), tuple(skips)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _metadata(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """Outlet, title, url and published: JSON-LD first, then OpenGraph and meta tags."""
    facts: dict[str, str] = {}
    for node in _json_ld(tree):
        kinds = node.get("@type")
        names: list[object] = kinds if isinstance(kinds, list) else [kinds]
        if any(name in _ARTICLE_TYPES for name in names):
            _keep(facts, "title", node.get("headline"))
            _keep(facts, "published", node.get("datePublished"))
            _keep(facts, "url", node.get("url"))
            publisher = node.get("publisher")
            publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
            _keep(facts, "outlet", publisher.get("name") if isinstance(publisher, dict) else None)
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        tags.setdefault(name.lower(), (tag.get("content") or "").strip())
    for field, known in _TAGS:
        for name in known:
            _keep(facts, field, tags.get(name))
    if "outlet" in facts:
        facts["outlet"] = facts["outlet"].lstrip("@")
    return facts


def _keep(facts: dict[str, str], field: str, value: object) -> None:
    if isinstance(value, str) and value.strip():
        facts.setdefault(field, " ".join(value[:500].split()))


def _json_ld(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of the page's JSON-LD, through lists and ``@graph``."""
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            pending: list[Any] = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while pending and seen < _MAX_NODES:
            node = pending.pop(0)
            seen += 1
            if isinstance(node, list):
                pending += node[:_MAX_NODES]
            elif isinstance(node, dict):
                yield node
                pending.append(node.get("@graph"))
                pending.append(node.get("mainEntity"))


def _related(path: str, tree: lxml_html.HtmlElement) -> tuple[list[Draft], list[Skip]]:
    """Take the block of other outlets' stories out of ``tree``; without it the page is whole."""
    heading = next((node for node in tree.iter(*_HEADINGS) if _is_related(node)), None)
    if heading is None:
        return [], []
    # The heading may be wrapped; its block is what follows it at the first level that has more.
    while heading.getnext() is None and heading.getparent() is not None:
        if heading.getparent().tag in ("body", "html"):
            return [], []
        heading = heading.getparent()
    block = [node for node in heading.itersiblings() if isinstance(node.tag, str)]
    text = "\n".join(_lines(node) for node in block)
    stories, skips = aggregator.embedded_stories(path, text)
    if not stories:
        return [], []
    for node in block:
        node.drop_tree()
    drafts = [
        Draft(
            where=path,
            path=path,
            text=text[story.start : story.end],
            outlet=story.outlet,
            title=story.title,
            ago=story.ago,
            embedded=True,
        )
        for story in stories
    ]
    return drafts, list(skips)


def _is_related(node: lxml_html.HtmlElement) -> bool:
    words = node.text_content() if len(node) < 4 else ""
    return len(words) < 80 and aggregator.is_related_heading(" ".join(words.split()))


def _lines(node: lxml_html.HtmlElement) -> str:
    """The text of ``node``, one line for each block element."""
    parts: list[str] = []
    for event, element in etree.iterwalk(node, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS:
            parts.append("\n")
        if event == "start" and element.tag not in ("script", "style"):
            parts.append(" ".join((element.text or "").split()) + " ")
        elif event == "end" and element is not node:
            parts.append(" ".join((element.tail or "").split()) + " ")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
