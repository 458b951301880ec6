"""NewsML-G2 (newsItem, newsMessage) and NITF, the news agencies' XML.

Read with lxml: newsmlg2 1.1 reads an item's metadata alone, and the text is what is wanted.
Source: IPTC, NewsML-G2 Specification 2.33, and NITF 3.6; names are matched in any namespace.
"""

from __future__ import annotations

from lxml import etree

from claimcheck.reading.drafts import Drafts, Input, bad, join
from claimcheck.reading.json_articles import text_of
from claimcheck.reading.mapped import Mapped, of_xml
from claimcheck.reading.markup import Places, lines_of_element, parse_xml
from claimcheck.records import Skip

_ITEMS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_MOST = 20_000


def read_newsml(given: Input) -> Drafts:
    """The text items of a NewsML-G2 document, or the article of a NITF one."""
    try:
        root = parse_xml(given.data)
    except ValueError as error:
        return given.bad(f"{error}; refused")
    except etree.XMLSyntaxError as error:
        return given.bad(f"is broken XML: {str(error)[:80]}; fetch it again")
    places = Places(of_xml(Mapped.of(given.text()[0] or "")))
    if _name(root) == "nitf":
        return _nitf(given, given.where, root, places)
    items = [root] if _name(root) == "newsItem" else _all(root, "newsItem")
    parts = [
        _item(given, given.where if len(items) == 1 else f"{given.where}, item {n}", item, places)
        for n, item in enumerate(items[:_MOST], 1)
    ]
    for kind in _ITEMS:
        count = len(_all(root, kind)) + (_name(root) == kind)
        if count:
            reason = f"{count} {kind}; only a newsItem holds a text"
            parts.append(((), (Skip(stage="split", item=given.where, reason=reason),)))
    return join(parts) if items else given.bad("is NewsML-G2 without a newsItem")


def _item(given: Input, where: str, item: etree._Element, places: Places) -> Drafts:
    meta, content = _first(item, "itemMeta"), _first(item, "contentMeta")
    body, inner = _body(item)
    if not body:
        return bad(where, "is a newsItem without a text")
    created = _text(content, "contentCreated") or _text(meta, "firstCreated")
    version = _text(meta, "versionCreated")
    language = _first(content, "language")
    draft = given.draft(
        body,
        where=where,
        line=item.sourceline or 1,
        title=_text(content, "headline") or _text(inner, "hl1") or _text(meta, "title"),
        outlet=_party(content, "infoSource") or _party(meta, "provider") or _dist(inner),
        url=_link(item),
        published=created or version,
        modified=_text(content, "contentModified") or version,
        language=language.get("tag") if language is not None else None,
    )
    return (places.anchored(draft, draft.line),), ()


def _body(item: etree._Element) -> tuple[str, etree._Element | None]:
    """The text of the item's content, and the element that holds it."""
    content = _first(item, "contentSet")
    if content is None:
        return "", None
    for held in _all(content, "inlineXML"):
        for name in ("body.content", "body", "nitf", "html"):
            inner = _first(held, name)
            if inner is not None and (text := lines_of_element(inner)):
                return text, held
        if text := lines_of_element(held):
            return text, held
    for held in _all(content, "inlineData"):
        text = text_of("".join(held.itertext()))
        if text:
            return text, held
    return "", None


def _nitf(given: Input, where: str, root: etree._Element, places: Places) -> Drafts:
    content = _first(root, "body.content")
    body = lines_of_element(content) if content is not None else ""
    if not body:
        return bad(where, "is NITF without a body.content")
    head = _first(root, "docdata")
    issued = _first(head, "date.issue")
    released = _first(head, "date.release")
    published = next((d.get("norm") for d in (issued, released) if d is not None), None)
    draft = given.draft(
        body,
        where=where,
        line=content.sourceline or 1 if content is not None else 1,
        title=_text(root, "hl1") or _text(root, "title"),
        outlet=_dist(root),
        published=_iso(published),
    )
    return (places.anchored(draft),), ()


def _dist(root: etree._Element | None) -> str:
    """NITF names its outlet in the publication's data or the distributor's line."""
    data = _first(root, "pubdata")
    if data is not None and data.get("name"):
        return str(data.get("name"))
    return _text(root, "distributor")


def _iso(norm: str | None) -> str:
    """NITF's 20250601T081500Z as ISO 8601 with its signs."""
    if not norm or len(norm) < 8 or not norm[:8].isdigit():
        return norm or ""
    day = f"{norm[:4]}-{norm[4:6]}-{norm[6:8]}"
    clock = norm[9:15]
    if norm[8:9] != "T" or len(clock) < 6 or not clock.isdigit():
        return day
    return f"{day}T{clock[:2]}:{clock[2:4]}:{clock[4:6]}{norm[15:]}"


def _party(parent: etree._Element | None, name: str) -> str:
    """A party's name: the ``name`` inside it, or its literal."""
    party = _first(parent, name)
    if party is None:
        return ""
    named = _text(party, "name")
    literal = party.get("literal") or ""
    return named or literal


def _link(item: etree._Element) -> str:
    for name in ("link", "remoteContent"):
        for found in _all(item, name):
            href = found.get("href") or ""
            if href.startswith(("http://", "https://")):
                return href
    return ""


def _name(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _all(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if parent is None else list(parent.iterfind(f".//{{*}}{name}"))


def _first(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else parent.find(f".//{{*}}{name}")


def _text(parent: etree._Element | None, name: str) -> str:
    found = _first(parent, name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
