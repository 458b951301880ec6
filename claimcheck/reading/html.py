"""HTML pages: the article, the stories of others inside the page, or a live blog with its times.

What the page says of itself (JSON-LD, OpenGraph, meta tags) comes before what is inferred. Other
outlets' stories are taken out of the tree before trafilatura, which deletes such blocks, sees it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import trafilatura
from lxml import html as lxml_html

from claimcheck.reading import aggregator, schema_org
from claimcheck.reading.cards import Card, find_cards
from claimcheck.reading.drafts import Draft, Drafts, Input
from claimcheck.reading.mapped import Mapped
from claimcheck.reading.markup import Places, brief, lines_of_element, parse_html
from claimcheck.reading.signoff import trimmed
from claimcheck.records import Skip

# A news page is below 1 MB; extraction takes seconds for each MB.
MAX_HTML_CHARACTERS = 5_000_000
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
    "sailthru.date",
)
_CHANGE_TAGS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
)
_TAGS = (
    ("outlet", _OUTLET_TAGS),
    ("title", _TITLE_TAGS),
    ("published", _DATE_TAGS),
    ("modified", _CHANGE_TAGS),
    ("url", ("og:url",)),
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "legend")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://\S{1,2000}) -->")
_FETCHED = re.compile(r"<!-- fetched (\S{10,40}) -->")
_LIVE = re.compile(r"\blive\b|live-?blog|liveblog", re.IGNORECASE)
_NEW_YEAR = re.compile(r"\b(?:Jan(?:uary)?\.? 0?1(?:st)?\b|0?1(?:st)? Jan|\d{4}[-/.]?01[-/.]?01)")
_MIN_ENTRIES = 3
_MIN_WORDS = 8
# Of a page's text against what it gives as its article's: below it the extraction went wrong.
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Page:
    given: Input
    source: str
    tree: lxml_html.HtmlElement
    facts: dict[str, str]
    described: schema_org.Described


def read_html(given: Input) -> Drafts:
    """The page's article or live blog, and the stories of other outlets inside it."""
    text, problem = given.text()
    if text is None:
        return given.bad(problem)
    if len(text) > MAX_HTML_CHARACTERS:
        return given.bad(f"HTML page above {MAX_HTML_CHARACTERS:,} characters; save its text")
    tree = parse_html(text)
    described = _described(tree)
    page = _Page(given, text, tree, _facts(text, tree, described), described)
    cards = find_cards(tree)
    stories, skips = _stories(page, cards)
    main = _live(page, cards) if not stories else None
    main = main or _article(page)
    drafts = [main, *stories] if main else stories
    if not drafts:
        return given.bad("HTML without an article's text; save the text as .txt")
    places = Places(Mapped.of(text))
    return tuple(places.anchored(draft) for draft in drafts), tuple(skips)


def _described(tree: lxml_html.HtmlElement) -> schema_org.Described:
    """The article that the page's JSON-LD describes; of several the one with the most entries."""
    found = [schema_org.describe(n) for n in schema_org.json_ld(tree) if schema_org.is_article(n)]
    live = [each for each in found if each.entries]
    return (live or found or [schema_org.Described()])[0]


def _facts(
    source: str, tree: lxml_html.HtmlElement, described: schema_org.Described
) -> dict[str, str]:
    """Outlet, title, url, dates and language: JSON-LD first, then OpenGraph and meta tags."""
    facts: dict[str, str] = {}
    for field in ("title", "outlet", "url", "published", "modified", "language"):
        _keep(facts, field, getattr(described, field))
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        tags.setdefault(name.lower(), (tag.get("content") or "").strip())
    for field, known in _TAGS:
        for name in known:
            _keep(facts, field, tags.get(name))
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            _keep(facts, "url", link.get("href"))
    saved = _SAVED_FROM.search(source, 0, 5000)
    _keep(facts, "url", unescape(saved[1]) if saved else None)
    fetched = _FETCHED.search(source, 0, 5000)
    _keep(facts, "fetched", fetched[1] if fetched else None)
    _keep(facts, "language", tree.get("lang"))
    for field, prop in (("published", "datePublished"), ("modified", "dateModified")):
        for node in tree.iterfind(f".//*[@itemprop='{prop}']"):
            _keep(facts, field, node.get("datetime") or node.get("content"))
    if "outlet" in facts:
        facts["outlet"] = facts["outlet"].lstrip("@")
    return facts


def _keep(facts: dict[str, str], field: str, value: object) -> None:
    if isinstance(value, str) and value.strip():
        facts.setdefault(field, " ".join(value[:500].split()))


def _article(page: _Page) -> Draft | None:
    """The main text by trafilatura, or the body that the page describes where that is lost."""
    found = trafilatura.bare_extraction(
        lxml_html.tostring(page.tree, encoding="unicode"),
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
    )
    body = _text(getattr(found, "text", None))
    told = page.described.body
    if told and len(body) < _LEAST_SHARE * len(told):
        body = told
    if not body:
        return None
    facts = {
        "outlet": _text(getattr(found, "sitename", None)),
        "title": _text(getattr(found, "title", None)),
        "url": _text(getattr(found, "url", None)),
        "published": _likely(_text(getattr(found, "date", None)), page.source),
        **page.facts,
    }
    body = trimmed(_without_title(body, facts["title"]), facts["outlet"])
    return page.given.draft(body, **facts)


def _likely(day: str, source: str) -> str:
    """htmldate's day; where the page tells but the year ("© 2025") it makes it 1 January."""
    return "" if day.endswith("-01-01") and not _NEW_YEAR.search(source) else day


def _without_title(body: str, title: str) -> str:
    first, _, rest = body.partition("\n")
    return rest.lstrip() if rest and " ".join(first.split()) == " ".join(title.split()) else body


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _live(page: _Page, cards: list[Card]) -> Draft | None:
    """The entries of a live blog with their times, oldest first; None if the page is none."""
    entries = page.described.entries
    if not entries:
        entries = _marked_entries(page, cards)
    if not entries:
        return None
    text, stamps = schema_org.joined(entries)
    return page.given.draft(text, **page.facts, stamps=stamps)


def _marked_entries(page: _Page, cards: list[Card]) -> tuple[schema_org.Entry, ...]:
    named = f"{page.facts.get('title', '')} {page.facts.get('url', '')}"
    told = [card for card in cards if len(" ".join(card.body).split()) >= _MIN_WORDS]
    own = [card for card in told if not card.outlet or card.outlet == page.facts.get("outlet")]
    inside = [card for card in own if _LIVE.search(named) or _is_live(card.node)]
    if len(inside) < _MIN_ENTRIES:
        return ()
    return tuple(
        schema_org.Entry(
            text="\n".join([card.title, *card.body] if card.title else card.body),
            published=card.when,
        )
        for card in inside
    )


def _is_live(node: lxml_html.HtmlElement) -> bool:
    """Does the card stand in a live blog, by the names and types of what holds it?"""
    for element in (node, *node.iterancestors()):
        kind = f"{element.get('itemtype') or ''} {element.get('itemprop') or ''}"
        if "LiveBlog" in kind or "liveBlogUpdate" in kind:
            return True
        if _LIVE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
    return False


def _stories(page: _Page, cards: list[Card]) -> tuple[list[Draft], list[Skip]]:
    """Take the stories of other outlets out of the tree."""
    own = (page.facts.get("outlet") or "").casefold()
    credited = [c for c in cards if c.outlet and c.outlet.casefold() != own and c.title]
    told = [c for c in credited if len(" ".join(c.body).split()) >= _MIN_WORDS]
    if not told:
        return _below_heading(page)
    drafts: list[Draft] = []
    skips: list[Skip] = []
    for card in credited:
        card.node.drop_tree()
        if card not in told:
            item = f"{page.given.where}: {card.outlet}: {card.title[:80]}"
            skips.append(Skip(stage="split", item=item, reason="a teaser without a text"))
            continue
        drafts.append(
            page.given.draft(
                "\n".join(card.body),
                outlet=card.outlet,
                title=card.title,
                url=card.url,
                published=card.when if card.exact else None,
                ago=None if card.exact else card.when,
                language=page.facts.get("language"),
                fetched=page.facts.get("fetched"),
                embedded=True,
            )
        )
    return drafts, skips


def _below_heading(page: _Page) -> tuple[list[Draft], list[Skip]]:
    """Stories that only their lines tell apart, below a heading such as "Related Articles"."""
    heading = next((node for node in page.tree.iter(*_HEADINGS) if _is_related(node)), None)
    if heading is None:
        return [], []
    # The heading may be wrapped; its block is what follows it at the first level that has more.
    while heading.getnext() is None and heading.getparent() is not None:
        if heading.getparent().tag in ("body", "html"):
            return [], []
        heading = heading.getparent()
    block = [node for node in heading.itersiblings() if isinstance(node.tag, str)]
    text = "\n".join(lines_of_element(node) for node in block)
    stories, skips = aggregator.embedded_stories(page.given.where, text)
    if not stories:
        return [], []
    links = _links(block)
    for node in block:
        node.drop_tree()
    drafts = [
        page.given.draft(
            text[story.start : story.end],
            outlet=story.outlet,
            title=story.title,
            url=links.get(story.title or ""),
            ago=story.ago,
            language=page.facts.get("language"),
            fetched=page.facts.get("fetched"),
            embedded=True,
        )
        for story in stories
    ]
    return drafts, list(skips)


def _links(block: list[lxml_html.HtmlElement]) -> dict[str, str]:
    """The addresses of a block's links by their words."""
    return {
        " ".join(a.text_content().split()): a.get("href") or ""
        for node in block
        for a in node.iter("a")
        if (a.get("href") or "").startswith(("http://", "https://"))
    }


def _is_related(node: lxml_html.HtmlElement) -> bool:
    return len(node) < 4 and aggregator.is_related_heading(brief(node, 80))
